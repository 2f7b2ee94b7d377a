"""What stands in the way of one more tour, given a plan.

The rows that the tour would break; where none is broken, the rules whose rows hang together by auxiliaries are asked of
their checks.
"""

from functools import cached_property

import numpy as np
import scipy.sparse as sp

from solver.checks import CHECKS
from solver.checks.breach import Check
from solver.checks.registry import violations
from solver.checks.view import look
from solver.decode import tour_of
from solver.domain.plan import Plan, Tour
from solver.lines import NO_LIMIT, Lines
from solver.problem import Bools, Ints
from solver.program import Program
from solver.tours import Tours

OUTSIDE_THE_RULES = "objective"
LINKED = ("altitude_stay", "on_pair", "team")
"""Rules that one more tour may break though each of their rows could still be kept."""
NEXT_SEAT = frozenset({"headcount"})
"""Said only if nothing else is in the way: the post is short in the period asked about, and full in others of the tour."""


class Blocked:
    """What one more tour would break, given the plan."""

    def __init__(self, plan: Plan, program: Program, values: Ints) -> None:
        self._plan, self._program = plan, program
        self._tours: Tours = program.tours
        self._rows = _full_rows(program.lines, values, len(program.tours))

    def by(self, people: Ints, post: int, period: int) -> list[str]:
        """Return the rules that the least obstructed tour of some people on a post in a period would break."""
        fewest: set[str] | None = None
        for column in self._covering(people, post, period):
            stems = self.broken_by(column)
            if not stems:
                return [OUTSIDE_THE_RULES]
            if fewest is None or _obstacles(stems) < _obstacles(fewest):
                fewest = stems
        return ["tour_length"] if fewest is None else sorted(fewest - NEXT_SEAT) or sorted(fewest)

    def broken_by(self, column: int) -> set[str]:
        """Return the rules that a tour would break."""
        return self._broken_rows(column) or self._broken_links(column)

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
        lines, rows = self._program.lines, self._rows
        mine = rows.indices[rows.indptr[column] : rows.indptr[column + 1]]
        stems = {lines.stems[stem] for stem in lines.stem[mine].tolist()}
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
        rules, posted = self._program.problem.instance.policy.rules, self._program.lines.stems
        return {stem: CHECKS[stem] for stem in LINKED if stem in posted and rules.mode(stem) == "hard"}

    @cached_property
    def _of_supporter(self) -> dict[str, list[Tour]]:
        tours: dict[str, list[Tour]] = {}
        for tour in self._plan.tours:
            tours.setdefault(tour.supporter, []).append(tour)
        return tours

    def _document(self, column: int) -> Tour:
        """Return a column as a tour, of a further unit where it stands for a pool."""
        people, person = self._program.problem.people, self._tours.person[column]
        unit = int(people.unit[person])
        return tour_of(column, unit if unit >= 0 else int(people.count[person]), self._tours)


def _full_rows(lines: Lines, values: Ints, tours: int) -> sp.csc_array:
    """Return, by columns, the lines of tours alone that one more of each column would break."""
    soft = lines.sums(lambda columns, _: columns >= tours)
    room = lines.upper - lines.sums(lambda columns, coefficients: coefficients * values[columns])
    room[(soft > 0) | (lines.upper >= NO_LIMIT)] = NO_LIMIT
    columns, counts = [np.zeros(0, dtype=np.int32)], [np.zeros(1, dtype=np.int64)]
    for rows, entries in lines.spans():
        row = np.repeat(np.arange(rows.stop - rows.start), np.diff(lines.first[rows.start : rows.stop + 1]))
        broken: Bools = lines.coefficients[entries] > room[rows][row]
        columns.append(lines.columns[entries][broken])
        counts.append(np.bincount(row[broken], minlength=rows.stop - rows.start))
    found, after = np.concatenate(columns), np.cumsum(np.concatenate(counts))
    table = (np.ones(len(found), dtype=np.int8), found, after)
    return sp.csr_array(table, shape=(len(lines), tours)).tocsc()


def _obstacles(stems: set[str]) -> tuple[int, int, list[str]]:
    return len(stems - NEXT_SEAT), len(stems), sorted(stems)
