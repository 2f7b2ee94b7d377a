"""From column values to a plan: tours with names and dates, pools dealt out to their units, pairings with their leads."""

from collections.abc import Collection, Iterable, Iterator

import numpy as np

from solver.checks.shortages import missing
from solver.domain.document import DepartmentId
from solver.domain.instance import Instance
from solver.domain.plan import Plan, PlannedPairing, Shortage, Tour
from solver.lead_order import roles
from solver.pairs import Link, Pairs
from solver.preparations import preparations
from solver.problem import Ints, Problem
from solver.program import Program
from solver.rules.pairing import paired
from solver.tours import Tours


def plan_of(values: Ints, tours: Tours, links: Iterable[Link]) -> Plan:
    """Return the plan that the values of the tour columns and the links chosen describe, without reasons."""
    problem, chosen = tours.problem, tuple(links)
    picked = np.repeat(np.arange(len(tours)), values[: len(tours)])
    standing = {(link.supporter, link.target) for link in chosen}
    dealt = _dealt_out(picked, tours)
    listed = sorted(
        (tour_of(row, unit, tours, standing) for row, unit in dealt), key=lambda tour: _order(problem, tour)
    )
    plan = Plan(
        tours=tuple(listed),
        pairings=pairings_of(problem.pairs, chosen),
        preparations=preparations(problem.instance, listed),
    )
    return plan.model_copy(update={"shortages": tuple(shortages_of(problem.instance, plan))})


def links_of(values: Ints, program: Program) -> list[Link]:
    """Return the links that the values of a program's columns choose, fixed ones included."""
    column = {auxiliary: len(program.tours) + number for number, auxiliary in enumerate(program.auxiliaries)}
    links = program.problem.pairs.links
    return [link for link in links if link.fixed or (paired(link) in column and values[column[paired(link)]])]


def pairings_of(pairs: Pairs, links: Iterable[Link]) -> tuple[PlannedPairing, ...]:
    """Return the pairings of a plan with their roles, target by target."""
    of_target: dict[int, list[Link]] = {}
    for link in links:
        of_target.setdefault(link.target, []).append(link)
    return tuple(
        PlannedPairing(
            supporter=pairs.instance.supporting_hospitals[link.supporter].id,
            target=DepartmentId(pairs.targets[target].id),
            role=role,
            state="NEW" if link.entry is None or link.entry.state is None else link.entry.state,
            lead_basis=basis,
        )
        for target in sorted(of_target)
        for link, (role, basis) in zip(of_target[target], roles(pairs, of_target[target]), strict=True)
    )


def shortages_of(instance: Instance, plan: Plan) -> Iterator[Shortage]:
    """Yield what a plan leaves empty, without reasons."""
    for post, period, below_min, to_target in missing(instance, plan) if instance.posts else ():
        if below_min:
            yield Shortage(post=post, period=period, missing=below_min, below="min")
        if to_target:
            yield Shortage(post=post, period=period, missing=to_target, below="target")


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


def tour_of(row: int, unit: int, tours: Tours, standing: Collection[tuple[int, int]] = ()) -> Tour:
    """Return a row of the tour table as a tour; `standing` are the links, supporter and target, of the plan."""
    problem = tours.problem
    specialist = problem.people.specialists[int(tours.person[row])]
    start, end = int(tours.start[row]), int(tours.end[row])
    target = int(problem.post_target[tours.post[row]])
    return Tour(
        specialist=specialist.id,
        unit=unit,
        supporter=specialist.hospital,
        post=problem.instance.posts[int(tours.post[row])].id,
        from_period=start,
        to_period=end,
        from_day=problem.calendar.day(start),
        to_day=problem.calendar.day(end),
        on_pair=target < 0 or (int(tours.hospital[row]), target) in standing,
    )


def _order(problem: Problem, tour: Tour) -> tuple[int, int, str, int]:
    return problem.post_index[tour.post], tour.from_period, tour.specialist, tour.unit
