"""From column values to a plan: tours with names and dates, pools dealt out to their units."""

import numpy as np

from solver.checks.shortages import missing
from solver.domain.instance import Instance
from solver.domain.kinds import LeadBasis, PairingState
from solver.domain.plan import Plan, PlannedPairing, Shortage, Tour
from solver.preparations import preparations
from solver.problem import Ints, Problem
from solver.tours import Tours


def plan_of(values: Ints, tours: Tours) -> Plan:
    """Return the plan that the values of the tour columns describe, without reasons."""
    problem = tours.problem
    chosen = np.repeat(np.arange(len(tours)), values[: len(tours)])
    dealt = _dealt_out(chosen, tours)
    listed = sorted((_tour(row, unit, tours) for row, unit in dealt), key=lambda tour: _order(problem, tour))
    return finished(problem.instance, tuple(listed))


def finished(instance: Instance, tours: tuple[Tour, ...]) -> Plan:
    """Return a plan of these tours with its pairings, preparations and shortages."""
    plan = Plan(tours=tours, pairings=given_pairings(instance), preparations=preparations(instance, tours))
    shortages = []
    for post, period, below_min, to_target in missing(instance, plan):
        if below_min:
            shortages.append(Shortage(post=post, period=period, missing=below_min, below="min"))
        if to_target:
            shortages.append(Shortage(post=post, period=period, missing=to_target, below="target"))
    return plan.model_copy(update={"shortages": tuple(shortages)})


def given_pairings(instance: Instance) -> tuple[PlannedPairing, ...]:
    """Return the pairings that are given, with the role given."""
    return tuple(
        PlannedPairing(
            supporter=pairing.supporter,
            target=pairing.target,
            role=pairing.role,
            state=pairing.state,
            lead_basis=None if pairing.role is None else LeadBasis.GIVEN,
        )
        for pairing in instance.pairings
        if pairing.state in (PairingState.EXISTING, PairingState.FIXED)
    )


def _dealt_out(chosen: Ints, tours: Tours) -> list[tuple[int, int]]:
    """Return (tour, unit): an individual's unit is known, a pool's tours take the lowest unit that has rested."""
    people = tours.problem.people
    dealt: list[tuple[int, int]] = []
    rested: dict[int, list[int]] = {}
    for row in sorted(chosen.tolist(), key=lambda row: (int(tours.start[row]), row)):
        person = int(tours.person[row])
        if people.unit[person] >= 0:
            dealt.append((row, int(people.unit[person])))
            continue
        free_from = rested.setdefault(person, [np.iinfo(np.int64).min] * int(people.count[person]))
        unit = next(unit for unit, period in enumerate(free_from) if period <= tours.start[row])
        free_from[unit] = int(tours.end[row] + tours.rest[row])
        dealt.append((row, unit))
    return dealt


def _tour(row: int, unit: int, tours: Tours) -> Tour:
    problem = tours.problem
    specialist = problem.people.specialists[int(tours.person[row])]
    start, end = int(tours.start[row]), int(tours.end[row])
    return Tour(
        specialist=specialist.id,
        unit=unit,
        supporter=specialist.hospital,
        post=problem.instance.posts[int(tours.post[row])].id,
        from_period=start,
        to_period=end,
        from_day=problem.calendar.day(start),
        to_day=problem.calendar.day(end),
        on_pair=bool(problem.paired[tours.hospital[row], tours.post[row]]),
    )


def _order(problem: Problem, tour: Tour) -> tuple[int, int, str, int]:
    return problem.post_index[tour.post], tour.from_period, tour.specialist, tour.unit
