"""Why a seat stays empty: for every missing person-period, each candidate of the specialty and the rules that keep them away.

Rules about single tours come from the masks; where none bars, the rows that one more tour of the person would break,
given the plan. Where nothing is broken, filling the seat costs more than it brings: `objective`.
"""

from collections import defaultdict
from collections.abc import Iterable

import numpy as np

from solver.domain.document import SpecialistId
from solver.domain.plan import Plan, Reason, Shortage
from solver.problem import Bools, Ints, Problem
from solver.program import Program
from solver.rules import bars
from solver.tours import Tours, candidates

OUTSIDE_THE_RULES = "objective"


def with_reasons(plan: Plan, program: Program, values: Ints) -> Plan:
    """Return the plan with the reasons of each shortage; `values` are those of the program's columns."""
    problem = program.problem
    blocked = _Blocked(program, values)
    posts = {shortage.post for shortage in plan.shortages}
    seats = {post: _Seat(problem, problem.post_index[post], blocked) for post in posts}
    reasons: dict[tuple[str, int], tuple[Reason, ...]] = {}
    listed: list[Shortage] = []
    for shortage in plan.shortages:
        key = (shortage.post, shortage.period)
        if key not in reasons:
            reasons[key] = seats[shortage.post].reasons(shortage.period)
        listed.append(shortage.model_copy(update={"reasons": reasons[key]}))
    return plan.model_copy(update={"shortages": tuple(listed)})


class _Seat:
    """The conceivable tours on one post, and which rules bar each."""

    def __init__(self, problem: Problem, post: int, blocked: "_Blocked") -> None:
        self._problem, self._post, self._blocked = problem, post, blocked
        self._tours = candidates(problem, posts=[post])
        self._bars = list(bars(self._tours, problem))
        self._barred_by = sum(
            (barred.where.astype(np.int64) for barred in self._bars), np.zeros(len(self._tours), dtype=np.int64)
        )

    def reasons(self, period: int) -> tuple[Reason, ...]:
        people: dict[str, list[SpecialistId]] = defaultdict(list)
        covering = np.flatnonzero((self._tours.start <= period) & (period < self._tours.end))
        seen: set[SpecialistId] = set()
        for person, rows in self._tours.by_person(covering):
            specialist = self._problem.people.specialists[person].id
            if specialist not in seen:
                seen.add(specialist)
                for rule in self._keep_away(person, rows, period):
                    people[rule].append(specialist)
        for specialist in self._never_there(seen):
            people["tour_length"].append(specialist)
        return tuple(Reason(rule=rule, people=tuple(people[rule])) for rule in sorted(people))

    def _keep_away(self, person: int, rows: Ints, period: int) -> Iterable[str]:
        """Return the rules between a person and the seat, on the tour with the fewest of them."""
        nearest = rows[int(np.argmin(self._barred_by[rows]))]
        if self._barred_by[nearest]:
            return [barred.stem for barred in self._bars if barred.where[nearest]]
        return self._blocked.by(person, self._post, period)

    def _never_there(self, seen: set[SpecialistId]) -> list[SpecialistId]:
        """Return the people of the specialty none of whose tours covers the period."""
        everybody = {self._problem.people.specialists[int(person)].id for person in np.unique(self._tours.person)}
        return sorted(everybody - seen)


class _Blocked:
    """Which rows one more tour would break, given the values of all columns."""

    def __init__(self, program: Program, values: Ints) -> None:
        self._tours: Tours = program.tours
        tours, self._stems = len(program.tours), [line.claim.rule for line in program.lines]
        held = [line for line in program.lines if line.upper is not None and bool((line.columns < tours).all())]
        self._stems = [line.claim.rule for line in held]
        sizes = [len(line.columns) for line in held]
        column = np.concatenate([line.columns for line in held]) if held else np.zeros(0, dtype=np.int32)
        coefficient = np.concatenate([line.coefficients for line in held]) if held else np.zeros(0, dtype=np.int64)
        row = np.repeat(np.arange(len(held)), sizes)
        activity = np.bincount(row, weights=coefficient * values[column], minlength=len(held)).astype(np.int64)
        room = np.array([line.upper for line in held], dtype=np.int64) - activity
        broken: Bools = coefficient > room[row]
        order = np.argsort(column[broken], kind="stable")
        self._rows = row[broken][order]
        self._first = np.searchsorted(column[broken][order], np.arange(tours + 1))

    def by(self, person: int, post: int, period: int) -> list[str]:
        """Return the rules that the least obstructed tour of a person on a post in a period would break."""
        tours = self._tours
        mine = (tours.person == person) & (tours.post == post) & (tours.start <= period) & (period < tours.end)
        broken = [
            {self._stems[row] for row in self._rows[self._first[column] : self._first[column + 1]]}
            for column in np.flatnonzero(mine)
        ]
        fewest = min(broken, key=lambda stems: (len(stems), sorted(stems)), default={"tour_length"})
        return sorted(fewest) or [OUTSIDE_THE_RULES]
