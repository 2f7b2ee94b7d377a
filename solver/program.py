"""The whole question as one integer linear programme: tours, auxiliaries, rows and goals, ready for any consumer.

CP-SAT, a dual pass, neighbourhoods and explanations all read this; nobody writes a rule a second time. A program is
linear in exactly the sense of `Row` and `Expression`: columns 0 … n − 1 are the tours, the auxiliaries follow.
"""

import gc
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from solver.domain.outcome import Claim
from solver.goals import GOALS
from solver.incidence import Columns
from solver.problem import Ints, Problem
from solver.rules import allowed, charges, rows
from solver.rules.parts import Auxiliary, Expression, Row
from solver.tours import Tours, candidates


@dataclass(frozen=True)
class Line:
    """lower ≤ Σ coefficients × columns ≤ upper; a missing bound is none. The auxiliaries are columns here."""

    claim: Claim
    columns: Columns
    coefficients: Ints
    lower: int | None
    upper: int | None


@dataclass(frozen=True)
class Program:
    """Tours, auxiliary columns, lines, and per goal the amount of each column."""

    problem: Problem
    tours: Tours
    auxiliaries: tuple[Auxiliary, ...]
    lines: tuple[Line, ...]
    amounts: dict[str, tuple[Columns, Ints]]
    barred: Counter[str]

    @cached_property
    def upper(self) -> Ints:
        """Upper bound of each column."""
        auxiliary = np.array([column.upper for column in self.auxiliaries], dtype=np.int64)
        return np.concatenate([self.problem.people.count[self.tours.person], auxiliary])

    @cached_property
    def lower(self) -> Ints:
        """Lower bound of each column."""
        auxiliary = np.array([column.lower for column in self.auxiliaries], dtype=np.int64)
        return np.concatenate([np.zeros(len(self.tours), dtype=np.int64), auxiliary])

    def cost(self, goals: Iterable[str]) -> Ints:
        """Return the weighted cost of each column over some goals."""
        total = np.zeros(len(self.tours) + len(self.auxiliaries), dtype=np.int64)
        for goal in goals:
            columns, amounts = self.amounts[goal]
            np.add.at(total, columns, amounts * self.problem.instance.policy.goals.of(goal).weight)
        return total

    def impossible(self) -> Iterator[Claim]:
        """Yield the claims that the bounds of their own columns already refute."""
        if not self.lines:
            return
        columns = np.concatenate([line.columns for line in self.lines])
        coefficients = np.concatenate([line.coefficients for line in self.lines])
        ends = np.cumsum([len(line.columns) for line in self.lines])
        at_upper, at_lower = coefficients * self.upper[columns], coefficients * self.lower[columns]
        most = np.diff(np.append(0, np.cumsum(np.maximum(at_upper, at_lower)))[np.append(0, ends)])
        least = np.diff(np.append(0, np.cumsum(np.minimum(at_upper, at_lower)))[np.append(0, ends)])
        for line, highest, lowest in zip(self.lines, most.tolist(), least.tolist(), strict=True):
            if (line.lower is not None and highest < line.lower) or (line.upper is not None and lowest > line.upper):
                yield line.claim


def build(
    problem: Problem,
    tours: Tours | None = None,
    goals: Mapping[str, Callable[[Tours, Problem], Expression]] = GOALS,
    stems: Container[str] | None = None,
) -> Program:
    """Return the program of a problem, over the candidate tours that no rule bars or over those given.

    Without some goals it has the same plans, and no amounts of these. With `stems` it has the rows of these rules only.
    """
    collecting = gc.isenabled()
    gc.disable()  # millions of objects that stay: looking for cycles among them would double the time
    try:
        return _built(problem, tours, goals, stems)
    finally:
        if collecting:
            gc.enable()


def _built(
    problem: Problem,
    tours: Tours | None,
    goals: Mapping[str, Callable[[Tours, Problem], Expression]],
    stems: Container[str] | None,
) -> Program:
    barred: Counter[str] = Counter()
    tours = allowed(candidates(problem), problem, barred) if tours is None else tours
    assembly = _Assembly(problem, tours)
    for row in rows(tours, problem, stems):
        assembly.add(row)
    for stem, units in charges(tours, problem):
        assembly.charge(stem, units)
    for name, goal in goals.items():
        if problem.instance.policy.goals.of(name).weight:
            expression = goal(tours, problem)
            for row in expression.rows:
                assembly.add(row)
            if expression.per_tour is not None:
                assembly.count(name, np.arange(len(tours), dtype=np.int32), expression.per_tour)
            for auxiliary, amount in expression.auxiliaries:
                assembly.count_one(name, auxiliary, amount)
    return assembly.program(barred)


class _Assembly:
    """Numbers the auxiliaries as they are first met, and gathers lines and amounts."""

    def __init__(self, problem: Problem, tours: Tours) -> None:
        self._problem, self._tours = problem, tours
        self._column: dict[Auxiliary, int] = {}
        self._lines: list[Line] = []
        self._amounts: dict[str, list[tuple[Columns, Ints]]] = {name: [] for name in (*GOALS, "rule_prices")}
        self._single: dict[str, list[tuple[int, int]]] = {name: [] for name in self._amounts}

    def add(self, row: Row) -> None:
        terms = [(self._number(auxiliary), coefficient) for auxiliary, coefficient in row.auxiliaries]
        if row.soft is not None:
            terms.append((self._slack(row), -1 if row.at_least is None else 1))
        given = row.coefficients
        coefficients = np.full(len(row.columns), given, dtype=np.int64) if isinstance(given, int) else given
        if terms:
            table = np.array(terms, dtype=np.int64)
            columns = np.concatenate([row.columns, table[:, 0].astype(np.int32)])
            coefficients = np.concatenate([coefficients, table[:, 1]])
        else:
            columns = row.columns
        self._lines.append(Line(row.claim, columns, coefficients, row.at_least, row.at_most))

    def _number(self, auxiliary: Auxiliary) -> int:
        column = self._column.get(auxiliary)
        if column is None:
            column = self._column[auxiliary] = len(self._tours) + len(self._column)
            if auxiliary.units:
                price = self._problem.instance.policy.rules.price(auxiliary.stem, auxiliary.price)
                self._single["rule_prices"].append((column, auxiliary.units * price))
        return column

    def _slack(self, row: Row) -> int:
        assert row.soft is not None
        assert row.at_least is None or row.at_most is None, "a priced row has one limit"
        soft, key = row.soft, ("missed by", len(self._lines))
        return self._number(Auxiliary(row.claim.rule, key, upper=soft.most, units=soft.units, price=soft.price))

    def charge(self, stem: str, units: Ints) -> None:
        price = self._problem.instance.policy.rules.price(stem)
        self.count("rule_prices", np.arange(len(units), dtype=np.int32), units * price)

    def count(self, goal: str, columns: Columns, amounts: Ints) -> None:
        kept = amounts != 0
        self._amounts[goal].append((columns[kept], amounts[kept]))

    def count_one(self, goal: str, auxiliary: Auxiliary, amount: int) -> None:
        self._single[goal].append((self._number(auxiliary), amount))

    def program(self, barred: Counter[str]) -> Program:
        amounts = {}
        for goal, parts in self._amounts.items():
            single = np.array(self._single[goal], dtype=np.int64).reshape(-1, 2)
            columns = [part[0] for part in parts] + [single[:, 0].astype(np.int32)]
            amounts[goal] = (np.concatenate(columns), np.concatenate([part[1] for part in parts] + [single[:, 1]]))
        return Program(self._problem, self._tours, tuple(self._column), tuple(self._lines), amounts, barred)
