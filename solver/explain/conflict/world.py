"""A question with parts that can be left out: which of its limits and bars are asked for is decided anew each time.

Without objective, one worker. A column that can only harm the limits asked for stays at its lower bound, so that little is left
of a big question wherever little is asked.
"""

import threading
import time
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from ortools.sat.python import cp_model
from scipy import sparse

from solver.domain.outcome import Claim
from solver.errors import InternalError
from solver.explain.conflict.bars import bars_of
from solver.explain.conflict.units import TAKEN_FOR_GRANTED, Unit, merged, unit_of
from solver.incidence import Columns
from solver.lines import Line
from solver.problem import Bools, Ints, Problem
from solver.program import Program, build
from solver.tours import Tours

GRANTED = -1
"""Stands in place of a unit for what is never left out."""


@dataclass(frozen=True)
class Limits:
    """What ends a search for a conflict: a clock reading (time.monotonic), or a request."""

    until: float
    stop: threading.Event

    def left(self) -> float:
        """Return the seconds left."""
        return 0.0 if self.stop.is_set() else max(self.until - time.monotonic(), 0.0)


class World:
    """The hard limits and bars of a question over a table of tours, by unit of blame.

    `units` and `claims` run in parallel; a question names units by their position. With `stems` there are only these rules.
    """

    def __init__(
        self,
        problem: Problem,
        tours: Tours,
        unit_of: Callable[[Claim], Unit] = unit_of,
        stems: Container[str] | None = None,
    ) -> None:
        self.program: Program = build(problem, tours, goals={}, stems=stems)
        rules = problem.instance.policy.rules
        self.lines = [line for line in self.program.lines if rules.mode(line.claim.rule) == "hard"]
        bars = list(bars_of(tours, problem, stems))
        claims: dict[Unit, dict[Claim, None]] = {}
        for line in self.lines:
            if line.claim.rule not in TAKEN_FOR_GRANTED:
                claims.setdefault(unit_of(line.claim), {})[line.claim] = None
        for bar in bars:
            claims.setdefault(unit_of(bar.claim), {})[bar.claim] = None
        self.units: tuple[Unit, ...] = tuple(claims)
        self.claims: tuple[Claim, ...] = tuple(merged(those) for those in claims.values())
        number = {unit: index for index, unit in enumerate(self.units)}
        self.unit_of_line = np.array([number.get(unit_of(line.claim), GRANTED) for line in self.lines], dtype=np.int64)
        self._bar_unit = np.repeat(
            [number[unit_of(bar.claim)] for bar in bars], [len(bar.rows) for bar in bars]
        ).astype(np.int64)
        self._bar_row = _joined(bar.rows for bar in bars)
        self._tabulate()

    def _tabulate(self) -> None:
        """Keep the lines as a matrix, which columns each line wants to rise, and which lines each column harms by rising."""
        column = _joined(line.columns for line in self.lines)
        coefficient = _joined(line.coefficients for line in self.lines)
        row = np.repeat(np.arange(len(self.lines)), [len(line.columns) for line in self.lines])
        shape = (len(self.lines), len(self.program.upper))
        self.matrix = sparse.csr_array((coefficient.astype(np.float64), (row, column)), shape=shape)
        self.least = np.array([-np.inf if line.lower is None else line.lower for line in self.lines])
        self.most = np.array([np.inf if line.upper is None else line.upper for line in self.lines])
        least = np.array([line.lower is not None for line in self.lines], dtype=bool)[row]
        most = np.array([line.upper is not None for line in self.lines], dtype=bool)[row]
        wants = (least & (coefficient > 0)) | (most & (coefficient < 0))
        harms = (most & (coefficient > 0)) | (least & (coefficient < 0))
        self._wanted_by = _marked(row[wants], column[wants], shape)
        self._harmed_by = _marked(column[harms], row[harms], shape[::-1])

    def is_infeasible(self, units: Sequence[int], limits: Limits) -> bool | None:
        """Return whether no plan keeps these units; none where the time does not suffice to know."""
        if not limits.left():
            return None
        at_risk, opened = self.at_stake(units)
        return _is_infeasible(_posted([self.lines[index] for index in at_risk], opened, self.program), limits)

    def helping(self, units: Sequence[int]) -> Ints:
        """Return the tours that may help to keep some units, barred or not."""
        _, opened = self.at_stake(units, barred=False)
        return np.flatnonzero(opened[: len(self.program.tours)])

    def bars_of(self, columns: Ints, units: Sequence[int]) -> Ints:
        """Return those of some units that bar any of some columns."""
        mine = self._bar_unit[np.isin(self._bar_row, columns)]
        return np.intersect1d(mine, np.asarray(units, dtype=np.int64))

    def at_stake(self, units: Sequence[int], *, barred: bool = True) -> tuple[list[int], Bools]:
        """Return the lines that have to be looked at, and the columns that are free to rise.

        From the lines that fail while nothing rises: what they want may rise unless it is barred, and harms other lines, which
        want something else.
        """
        asked = np.zeros(len(self.units) + 1, dtype=bool)
        asked[list(units)] = True
        asked[GRANTED] = True
        live = asked[self.unit_of_line]
        shut = np.zeros(len(self.program.upper), dtype=bool)
        if barred:
            shut[self._bar_row[asked[self._bar_unit]]] = True
        opened = np.zeros(len(shut), dtype=bool)
        at_risk = live & self._fails_at_rest
        lines = np.flatnonzero(at_risk)
        while len(lines):
            wanted = np.unique(self._wanted_by[lines].indices)
            rising = wanted[~opened[wanted] & ~shut[wanted]]
            opened[rising] = True
            harmed = np.unique(self._harmed_by[rising].indices)
            lines = harmed[live[harmed] & ~at_risk[harmed]]
            at_risk[lines] = True
        return np.flatnonzero(at_risk).tolist(), opened

    @cached_property
    def _fails_at_rest(self) -> Bools:
        """Whether each line fails with all columns at their lower bound."""
        lowest = self.program.lower
        return np.array(
            [_fails(line, int(line.coefficients @ lowest[line.columns])) for line in self.lines], dtype=bool
        )


def _fails(line: Line, activity: int) -> bool:
    short = line.lower is not None and activity < line.lower
    return short or (line.upper is not None and activity > line.upper)


def _marked(row: Ints, column: Ints, shape: tuple[int, int]) -> sparse.csr_matrix:
    """Return a sparse table with marks at some places."""
    return sparse.csr_matrix((np.ones(len(row), dtype=bool), (row, column)), shape=shape)


def _joined(parts: Iterable[Ints | Columns]) -> Ints:
    return np.concatenate([np.zeros(0, dtype=np.int64), *parts])


def _posted(lines: Sequence[Line], opened: Bools, program: Program) -> cp_model.CpModel:
    """Return the lines as a model over the open columns; the others stay at their lower bound."""
    model = cp_model.CpModel()
    lower, upper = program.lower, program.upper
    columns = {
        column: model.new_int_var(int(lower[column]), int(upper[column]), "")
        for column in np.flatnonzero(opened).tolist()
    }
    for line in lines:
        free = opened[line.columns]
        fixed = int(line.coefficients[~free] @ lower[line.columns[~free]])
        least = cp_model.INT_MIN if line.lower is None else line.lower - fixed
        most = cp_model.INT_MAX if line.upper is None else line.upper - fixed
        variables = [columns[column] for column in line.columns[free].tolist()]
        if variables:
            activity = cp_model.LinearExpr.weighted_sum(variables, line.coefficients[free].tolist())
            model.add_linear_constraint(activity, least, most)
        elif not least <= 0 <= most:
            model.add_bool_or([])
    return model


def _is_infeasible(model: cp_model.CpModel, limits: Limits) -> bool | None:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.linearization_level = 2
    solver.parameters.max_time_in_seconds = limits.left()
    done = threading.Event()
    watch = threading.Thread(target=_watch, args=(solver, limits.stop, done), daemon=True)
    watch.start()
    try:
        status = solver.solve(model)
    finally:
        done.set()
        watch.join()
    if status == cp_model.MODEL_INVALID:
        raise InternalError("CP-SAT refused the model of a conflict")
    return None if status == cp_model.UNKNOWN else bool(status == cp_model.INFEASIBLE)


def _watch(solver: cp_model.CpSolver, stop: threading.Event, done: threading.Event) -> None:
    """Pass on a stop until it is heard; one that comes before the search begins is forgotten by CP-SAT."""
    while not done.wait(0.05):
        if stop.is_set():
            solver.stop_search()
