"""Why a seat stays empty: for every missing person-period, each candidate of the specialty and the rules that keep them away.

Rules about single tours come from the masks; where none bars, the rows that one more tour of the person would break,
given the plan; where none is broken, the rules whose rows hang together by auxiliaries are asked of their checks. Where
nothing is broken, filling the seat costs more than it brings: `objective`.
"""

from collections import defaultdict
from functools import cached_property

import numpy as np

from solver.checks import CHECKS
from solver.checks.breach import Check
from solver.checks.registry import violations
from solver.checks.view import look
from solver.decode import plan_of
from solver.domain.document import SpecialistId
from solver.domain.plan import Plan, Reason, Shortage, Tour
from solver.problem import Bools, Ints, Problem
from solver.program import Program
from solver.rules import bars
from solver.tours import Tours, candidates

OUTSIDE_THE_RULES = "objective"
LINKED = ("altitude_stay", "on_pair", "team")
"""Rules that one more tour may break though each of their rows could still be kept."""


def with_reasons(plan: Plan, program: Program, values: Ints) -> Plan:
    """Return the plan with the reasons of each shortage; `values` are those of the program's columns."""
    problem = program.problem
    blocked = _Blocked(plan, program, values)
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
        rows_of: dict[SpecialistId, list[Ints]] = {}
        for person, rows in self._tours.by_person(covering):
            rows_of.setdefault(self._problem.people.specialists[person].id, []).append(rows)
        for specialist, parts in rows_of.items():
            for rule in self._keep_away(np.concatenate(parts), period):
                people[rule].append(specialist)
        for specialist in self._never_there(set(rows_of)):
            people["tour_length"].append(specialist)
        return tuple(Reason(rule=rule, people=tuple(people[rule])) for rule in sorted(people))

    def _keep_away(self, rows: Ints, period: int) -> list[str]:
        """Return the rules between a specialist, all units alike, and the seat, on the tour with the fewest of them."""
        nearest = rows[int(np.argmin(self._barred_by[rows]))]
        if self._barred_by[nearest]:
            return [barred.stem for barred in self._bars if barred.where[nearest]]
        return self._blocked.by(np.unique(self._tours.person[rows]), self._post, period)

    def _never_there(self, seen: set[SpecialistId]) -> list[SpecialistId]:
        """Return the people of the specialty none of whose tours covers the period."""
        everybody = {self._problem.people.specialists[int(person)].id for person in np.unique(self._tours.person)}
        return sorted(everybody - seen)


class _Blocked:
    """What one more tour would break, given the plan."""

    def __init__(self, plan: Plan, program: Program, values: Ints) -> None:
        self._plan, self._program = plan, program
        self._tours: Tours = program.tours
        tours = len(program.tours)
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

    def by(self, people: Ints, post: int, period: int) -> list[str]:
        """Return the rules that the least obstructed tour of some people on a post in a period would break."""
        fewest: set[str] | None = None
        for column in self._covering(people, post, period):
            stems = self._broken_rows(column) or self._broken_links(column)
            if not stems:
                return [OUTSIDE_THE_RULES]
            if fewest is None or (len(stems), sorted(stems)) < (len(fewest), sorted(fewest)):
                fewest = stems
        return ["tour_length"] if fewest is None else sorted(fewest)

    def _covering(self, people: Ints, post: int, period: int) -> Ints:
        posts = len(self._program.problem.instance.posts)
        order, keys = self._by_seat
        ranges = [np.searchsorted(keys, (person * posts + post, person * posts + post + 1)) for person in people]
        mine: Ints = np.concatenate([order[first:after] for first, after in ranges])
        within: Bools = (self._tours.start[mine] <= period) & (period < self._tours.end[mine])
        return mine[within]

    @cached_property
    def _by_seat(self) -> tuple[Ints, Ints]:
        """The columns by person and post, and these keys in order."""
        keys = self._tours.person * len(self._program.problem.instance.posts) + self._tours.post
        order = np.argsort(keys, kind="stable")
        return order, keys[order]

    def _broken_rows(self, column: int) -> set[str]:
        stems = {self._stems[row] for row in self._rows[self._first[column] : self._first[column + 1]]}
        return stems - {"rest"} if "one_place" in stems else stems  # a rest begins when the tour is over

    def _broken_links(self, column: int) -> set[str]:
        """Return the linked rules that the checks say a tour breaks, next to the tours of the same supporter."""
        if not self._linked:
            return set()
        tour = self._document(column)
        colleagues = self._of_supporter.get(tour.supporter, [])
        instance = self._program.problem.instance
        view = look(instance, Plan(tours=(*colleagues, tour), pairings=self._plan.pairings))
        return {violation.rule for violation in violations(instance, view, self._linked) if violation.hard}

    @cached_property
    def _linked(self) -> dict[str, Check]:
        rules, posted = self._program.problem.instance.policy.rules, {line.claim.rule for line in self._program.lines}
        return {stem: CHECKS[stem] for stem in LINKED if stem in posted and rules.mode(stem) == "hard"}

    @cached_property
    def _of_supporter(self) -> dict[str, list[Tour]]:
        tours: dict[str, list[Tour]] = {}
        for tour in self._plan.tours:
            tours.setdefault(tour.supporter, []).append(tour)
        return tours

    def _document(self, column: int) -> Tour:
        """Return a column as a tour, of a further unit where it stands for a pool."""
        values = np.zeros(len(self._tours), dtype=np.int64)
        values[column] = 1
        (tour,) = plan_of(values, self._tours, ()).tours
        people, person = self._program.problem.people, self._tours.person[column]
        return tour if people.unit[person] >= 0 else tour.model_copy(update={"unit": int(people.count[person])})
