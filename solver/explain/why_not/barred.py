"""What bars each person from every tour on a post in a period, by the masks of all rules, with the numbers they compare."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

import numpy as np

from solver.domain.document import SpecialistId
from solver.domain.kinds import ExamUntil
from solver.domain.outcome import Claim
from solver.explain.conflict.bars import Bar, bars_of
from solver.explain.why_not.documents import Barred, Obstacle, Quoted
from solver.problem import Ints, Problem
from solver.rules.altitude_clearance import days_lapsed
from solver.tours import Tours, candidates


class Chances(NamedTuple):
    """Who is barred, the least barred first, and how many are not."""

    barred: tuple[Barred, ...]
    candidates: int


def chances(who: str, post: int, period: int, problem: Problem) -> Chances:
    """Return what bars a specialist, or each of a hospital's people, from being on a post in a period."""
    tours = _covering(who, post, period, problem)
    bars = list(bars_of(tours, problem))
    count = np.zeros(len(tours), dtype=np.int64)
    for bar in bars:
        count[bar.rows] += 1
    found, free = {}, 0
    for person, rows in tours.by_person():
        best = int(rows[np.argmin(count[rows])])
        if count[best] == 0:
            free += 1
        else:
            specialist = problem.people.specialists[person].id
            found[specialist] = _barred(specialist, best, rows, bars, tours)
    listed = sorted(found.values(), key=lambda one: (len(one.obstacles), one.specialist))
    return Chances(tuple(listed), free)


def _covering(who: str, post: int, period: int, problem: Problem) -> Tours:
    widest = candidates(problem, widest=True, posts=[post])
    people = problem.people.rows_of.get(who, [])
    hospital = problem.supporter_index.get(who, -1)
    mine = np.isin(widest.person, people) | (widest.hospital == hospital)
    return widest.take(mine & (widest.start <= period) & (period < widest.end))


def _barred(specialist: SpecialistId, row: int, rows: Ints, bars: list[Bar], tours: Tours) -> Barred:
    obstacles = []
    for bar in bars:
        if row in bar.rows:
            found, limit = _numbers(bar.claim, row, tours)
            every = bool(np.isin(rows, bar.rows).all())
            obstacles.append(Obstacle(rule=bar.claim.rule, claim=bar.claim, found=found, limit=limit, every_tour=every))
    return Barred(
        specialist=specialist,
        from_period=int(tours.start[row]),
        to_period=int(tours.end[row]),
        obstacles=tuple(obstacles),
    )


def _numbers(claim: Claim, row: int, tours: Tours) -> tuple[Quoted | None, Quoted | None]:
    """Return what a rule compares for a tour, in the document's terms."""
    problem = tours.problem
    person = problem.people.specialists[tours.person[row]]
    match claim.rule:
        case "title":
            return person.title, problem.instance.posts[tours.post[row]].min_title
        case "rest":
            rested = int(problem.rested_on[tours.person[row]])
            return date.fromordinal(rested), date.fromordinal(int(tours.first_day[row]))
        case "tour_length" if claim.amount is not None:
            return int(tours.months[row]), claim.amount
        case "tour_length" if claim.sources[0].endswith("batch_starts"):
            return date.fromordinal(int(tours.first_day[row])), None
        case "altitude_clearance":
            return _clearance(row, tours)
        case "altitude_stay":
            return int(tours.stay_months[row]), claim.amount
        case "availability":
            return _absence(row, tours)
    return None, None


def _clearance(row: int, tours: Tours) -> tuple[Quoted | None, Quoted | None]:
    problem = tours.problem
    clearance = problem.people.specialists[tours.person[row]].clearance
    free = problem.instance.policy.altitude.free_altitude_m
    cleared = free if clearance is None else clearance.max_altitude_m
    if tours.altitude_m[row] > cleared:
        return cleared, int(tours.altitude_m[row])
    last = problem.instance.policy.altitude.exam.until is ExamUntil.LAST_DAY
    decisive = int(tours.after_day[row]) - 1 if last else int(tours.first_day[row])
    ends = decisive - int(days_lapsed(tours, problem)[row])
    return date.fromordinal(ends), date.fromordinal(decisive)


def _absence(row: int, tours: Tours) -> tuple[Quoted | None, Quoted | None]:
    """Return first and last day of the first absence within the tour."""
    first, after = (date.fromordinal(int(days[row])) for days in (tours.first_day, tours.after_day))
    within = list(_absences(row, first, after, tours))
    return within[0] if within else (None, None)


def _absences(row: int, first: date, after: date, tours: Tours) -> Iterator[tuple[date, date]]:
    for absence in tours.problem.people.specialists[tours.person[row]].unavailable:
        if absence.from_day < after and first < absence.to_day:
            yield absence.from_day, date.fromordinal(absence.to_day.toordinal() - 1)
