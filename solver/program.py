"""The whole question as one integer linear programme: tours, auxiliaries, rows and goals, ready for any consumer.

CP-SAT, a dual pass, neighbourhoods and explanations all read this; nobody writes a rule a second time. A program is
linear in exactly the sense of `Row` and `Expression`: columns 0 … n − 1 are the tours, the auxiliaries follow.
"""

import gc
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from solver.assembly import Assembly
from solver.domain.outcome import Claim
from solver.goals import GOALS
from solver.incidence import Columns
from solver.lines import Coefficients, Lines
from solver.problem import Ints, Problem
from solver.rules import allowed, charges, rows
from solver.rules.parts import Auxiliary, Expression
from solver.tours import Tours, candidates


@dataclass(frozen=True)
class Program:
    """Tours, auxiliary columns, lines, and per goal the amount of each column."""

    problem: Problem
    tours: Tours
    auxiliaries: tuple[Auxiliary, ...]
    lines: Lines
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

    @cached_property
    def undecided_pairings(self) -> Ints:
        """Columns of the pairings that may be or not be."""
        pairings = [
            number for number, column in enumerate(self.auxiliaries) if column.stem == "pairing" and not column.lower
        ]
        return np.array(pairings, dtype=np.int64) + len(self.tours)

    def cost(self, goals: Iterable[str]) -> Ints:
        """Return the weighted cost of each column over some goals."""
        total = np.zeros(len(self.tours) + len(self.auxiliaries), dtype=np.int64)
        for goal in goals:
            columns, amounts = self.amounts[goal]
            np.add.at(total, columns, amounts * self.problem.instance.policy.goals.of(goal).weight)
        return total

    def impossible(self) -> Iterator[Claim]:
        """Yield the claims that the bounds of their own columns already refute."""
        lower, upper = self.lower, self.upper

        def most(columns: Columns, coefficients: Coefficients) -> Ints:
            highest: Ints = np.maximum(coefficients * upper[columns], coefficients * lower[columns])
            return highest

        def least(columns: Columns, coefficients: Coefficients) -> Ints:
            lowest: Ints = np.minimum(coefficients * upper[columns], coefficients * lower[columns])
            return lowest

        refuted = (self.lines.sums(most) < self.lines.lower) | (self.lines.sums(least) > self.lines.upper)
        yield from (self.lines.claims[line] for line in np.flatnonzero(refuted).tolist())


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
    assembly, amounts = Assembly(problem, len(tours)), _Amounts()
    for row in rows(tours, problem, stems):
        assembly.add(row)
    for stem, units in charges(tours, problem):
        amounts.per_tour("rule_prices", units * problem.instance.policy.rules.price(stem))
    for name, goal in goals.items():
        if problem.instance.policy.goals.of(name).weight:
            expression = goal(tours, problem)
            for row in expression.rows:
                assembly.add(row)
            if expression.per_tour is not None:
                amounts.per_tour(name, expression.per_tour)
            amounts.single[name] = [
                (assembly.number(auxiliary), amount) for auxiliary, amount in expression.auxiliaries
            ]
    lines = assembly.lines()
    amounts.single["rule_prices"] = assembly.prices
    tours = replace(tours)  # without the columns derived meanwhile: hundreds of megabytes of very large questions
    return Program(problem, tours, assembly.auxiliaries, lines, amounts.all(), barred)


class _Amounts:
    """What columns add to goals: of all tours, and of single columns."""

    def __init__(self) -> None:
        self._parts: dict[str, list[tuple[Columns, Ints]]] = {name: [] for name in (*GOALS, "rule_prices")}
        self.single: dict[str, list[tuple[int, int]]] = {name: [] for name in self._parts}

    def per_tour(self, goal: str, amounts: Ints) -> None:
        """Count an amount of each tour."""
        columns = np.flatnonzero(amounts)
        self._parts[goal].append((columns.astype(np.int32), amounts[columns]))

    def all(self) -> dict[str, tuple[Columns, Ints]]:
        """Return columns and amounts of each goal."""
        amounts = {}
        for goal, parts in self._parts.items():
            single = np.array(self.single[goal], dtype=np.int64).reshape(-1, 2)
            columns = [part[0] for part in parts] + [single[:, 0].astype(np.int32)]
            amounts[goal] = (np.concatenate(columns), np.concatenate([part[1] for part in parts] + [single[:, 1]]))
        return amounts
