"""The hospital's altitude is at most the cleared altitude, and the clearance holds on the decisive day or can be renewed.

Metres; without clearance the free altitude holds. Oxygen in the rooms never raises a clearance. Twin: checks.altitude_clearance.
"""

import numpy as np

from solver.domain.kinds import ExamUntil
from solver.domain.people import Clearance
from solver.problem import NEVER, Bools, Ints, Problem
from solver.rules.parts import Barred
from solver.tours import Tours


def altitude_clearance(tours: Tours, problem: Problem) -> Barred:
    """Bar tours above the cleared altitude, and those whose clearance has ended and cannot be renewed."""
    cleared, renewable = _cleared_m(problem)[tours.person], _renewable(problem)[tours.person]
    where = (tours.altitude_m > cleared) | (lapsed(tours, problem) & ~renewable)
    return Barred("altitude_clearance", where, found=tours.altitude_m, limit=cleared, source="/specialists")


def lapsed(tours: Tours, problem: Problem) -> Bools:
    """Return whether a tour above the free altitude needs an examination: the clearance does not hold when it must."""
    return days_lapsed(tours, problem) > 0


def days_lapsed(tours: Tours, problem: Problem) -> Ints:
    """Return how many days before the day on which it must hold the clearance of each tour ends; 0 where it holds."""
    policy = problem.instance.policy.altitude
    until = np.array([_last_day(person.clearance) for person in problem.people.specialists], dtype=np.int64)
    asked = tours.altitude_m > policy.free_altitude_m
    if policy.exam.until is ExamUntil.LAST_DAY:
        decisive = tours.after_day - 1
    else:
        decisive, asked = tours.first_day, asked & ~tours.under_way
    return np.where(asked, np.maximum(decisive - until[tours.person], 0), 0)


def _last_day(clearance: Clearance | None) -> int:
    return NEVER if clearance is None or clearance.valid_until is None else clearance.valid_until.toordinal()


def _cleared_m(problem: Problem) -> Ints:
    free = problem.instance.policy.altitude.free_altitude_m
    clearances = [person.clearance for person in problem.people.specialists]
    return np.array(
        [free if clearance is None else clearance.max_altitude_m for clearance in clearances], dtype=np.int64
    )


def _renewable(problem: Problem) -> Bools:
    return np.array([p.clearance is not None and p.clearance.renewable for p in problem.people.specialists], dtype=bool)
