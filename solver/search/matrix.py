"""A program as one sparse matrix of whole numbers: what the dual pass, the parts and the neighbourhoods read.

min cost · x,  below ≤ A x ≤ above,  lower ≤ x ≤ upper,  x whole.
"""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from solver.incidence import distinct
from solver.lines import NO_LIMIT
from solver.problem import Bools, Ints
from solver.program import Program

Floats = npt.NDArray[np.float64]

FREE = NO_LIMIT
"""Stands for no limit of a row."""

SMALL = np.iinfo(np.int32).max
"""Below so many entries their places take half the memory."""

AT_ONCE = 1_000_000
"""Entries that are multiplied together: what is made on the way is small enough to use the same memory again."""

SEQUENCE = frozenset({"one_place", "rest"})
"""Rules whose rows of one person say that the intervals of the tours do not overlap."""

OWN = SEQUENCE | {"max_tours", "altitude_stay", "altitude_exposure"}
"""Rules that let the tours of one person stand in each other's way."""

WEAK = frozenset({"gaps", "unfairness"})
"""Goals whose linear relaxation gives them away, see their modules; `unfairness` couples all hospitals besides."""


@dataclass(frozen=True)
class Table:
    """The numbers of a matrix by rows, in each the tours before the auxiliaries, and what follows from them alone.

    Matrices with other costs or limits share it: at ten thousand people it has a hundred million entries.
    """

    rows: sp.csr_array
    tours: int

    @cached_property
    def columns(self) -> sp.csc_array:
        """The same numbers by columns."""
        return self.rows.tocsc()

    @cached_property
    def tour_columns(self) -> sp.csc_array:
        """The columns of the tours; a view."""
        every, entries = self.columns, int(self.columns.indptr[self.tours])
        mine = (every.data[:entries], every.indices[:entries], every.indptr[: self.tours + 1])
        return sp.csc_array(mine, shape=(self.rows.shape[0], self.tours), copy=False)

    @cached_property
    def length(self) -> Ints:
        """Columns of each row."""
        length: Ints = np.diff(self.rows.indptr).astype(np.int64)
        return length

    @cached_property
    def auxiliary_entries(self) -> tuple[Ints, Ints]:
        """Where the entries of auxiliaries are, and the row of each."""
        entries = np.flatnonzero(self.rows.indices >= self.tours)
        return entries, self.rows_at(entries)

    @cached_property
    def tours_of_row(self) -> Ints:
        """How many tours each row has."""
        tours: Ints = self.length - np.bincount(self.auxiliary_entries[1], minlength=len(self.length))
        return tours

    @cached_property
    def softened_above(self) -> Bools:
        """Whether an auxiliary can make room above each row's upper limit."""
        entries, row = self.auxiliary_entries
        softened = np.zeros(len(self.length), dtype=bool)
        softened[row[self.rows.data[entries] < 0]] = True
        return softened

    def rows_at(self, entries: Ints) -> Ints:
        """Return the row of some entries."""
        return np.searchsorted(self.rows.indptr, entries, side="right") - 1


@dataclass(frozen=True)
class Matrix:
    """An integer linear programme; columns 0 … tours − 1 are the tours of the program, the auxiliaries follow.

    `sequence` marks the rows that a person's non-overlapping sequence of tours obeys by itself, `own` those about one person's
    tours, `weak` those whose relaxation says nothing: a bound leaves them out. `pairings` are the columns of undecided pairings.
    """

    table: Table
    below: Ints
    above: Ints
    lower: Ints
    upper: Ints
    cost: Ints
    sequence: Bools
    own: Bools
    weak: Bools
    pairings: Ints

    @property
    def tours(self) -> int:
        """Number of columns that are tours."""
        return self.table.tours

    @property
    def rows(self) -> sp.csr_array:
        """The numbers by rows."""
        return self.table.rows

    @property
    def columns(self) -> sp.csc_array:
        """The numbers by columns."""
        return self.table.columns

    @property
    def tour_columns(self) -> sp.csc_array:
        """The columns of the tours."""
        return self.table.tour_columns

    @property
    def softened_above(self) -> Bools:
        """Whether an auxiliary can make room above each row's upper limit."""
        return self.table.softened_above

    @cached_property
    def measure(self) -> Ints:
        """The auxiliary that measures each row: the only one that stands in no other row and is subtracted there; −1 for none.

        Where the rest of the row is never negative and may not pass nought, it is as great as the rest.
        """
        return measures_of(self.rows, self.lower, self.tours)

    @property
    def row_of_entry(self) -> npt.NDArray[np.int32]:
        """The row of each entry of `rows`; made anew each time, since it is as large as the matrix."""
        return np.repeat(np.arange(len(self.below), dtype=np.int32), self.length)

    @property
    def length(self) -> Ints:
        """Columns of each row."""
        return self.table.length

    @property
    def width(self) -> int:
        """Number of columns."""
        return len(self.cost)

    def of_tours(self, values: Ints) -> Ints:
        """Return values of the tours as values of all columns, those of the auxiliaries being 0."""
        return np.append(values, np.zeros(self.width - self.tours, dtype=np.int64))

    def activity(self, values: Ints) -> Ints:
        """Return A x."""
        activity: Ints = products(self.rows, values)
        return activity

    def worth(self, prices: Floats) -> Floats:
        """Return Aᵀ y, what each column brings at some prices of the rows."""
        worth: Floats = products(self.columns.T, prices)
        return worth

    def missed(self, activity: Ints) -> Ints:
        """Return by how much each row is missed."""
        missed: Ints = np.maximum(np.maximum(self.below - activity, activity - self.above), 0)
        return missed

    def missed_in(self, rows: Ints, activity: Ints) -> int:
        """Return by how much some rows, whose activities are given, are missed in all."""
        return int(self.missed_by(rows, activity).sum())

    def missed_by(self, rows: Ints, activity: Ints) -> Ints:
        """Return by how much each of some rows, whose activities are given, is missed."""
        missed: Ints = np.maximum(np.maximum(self.below[rows] - activity, activity - self.above[rows]), 0)
        return missed

    def rows_of(self, columns: Ints) -> Ints:
        """Return the rows that hold any of some columns, in rising order."""
        return distinct(gathered(self.columns.indptr, self.columns.indices, columns))

    def minimising(self, cost: Ints) -> "Matrix":
        """Return the same rows with another objective."""
        return replace(self, cost=cost)

    def deciding(self, pairings: Ints) -> "Matrix":
        """Return the matrix with its pairings decided, 1 or 0 for each."""
        lower, upper = self.lower.copy(), self.upper.copy()
        lower[self.pairings] = upper[self.pairings] = pairings
        return replace(self, lower=lower, upper=upper, pairings=self.pairings[:0])

    def keeping(self, cost: Ints, most: int) -> "Matrix":
        """Return the matrix with the row  cost · x ≤ most  more."""
        rows = sp.vstack([self.rows, sp.csr_array(cost[None, :])], format="csr")
        return replace(
            self,
            table=Table(sp.csr_array(rows), self.tours),
            below=np.append(self.below, -FREE),
            above=np.append(self.above, most),
            sequence=np.append(self.sequence, False),
            own=np.append(self.own, False),
            weak=np.append(self.weak, True),
        )


def products(table: sp.csr_array, vector: Ints | Floats) -> Any:
    """Return table × vector in the vector's kind of number: a part of the rows at a time, as each is converted for it."""
    part: list[Any] = []
    begin, height = 0, table.shape[0]
    while begin < height:
        after = int(np.searchsorted(table.indptr, table.indptr[begin] + AT_ONCE, side="right")) - 1
        after = min(max(after, begin + 1), height)
        entries = slice(table.indptr[begin], table.indptr[after])
        mine = (table.data[entries], table.indices[entries], table.indptr[begin : after + 1] - entries.start)
        part.append(sp.csr_array(mine, shape=(after - begin, table.shape[1])) @ vector)
        begin = after
    return np.concatenate(part) if part else np.zeros(0, dtype=vector.dtype)


def measures_of(rows: sp.csr_array, lower: Ints | Floats, tours: int) -> Ints:
    """Return the auxiliary that measures each row, see `Matrix.measure`; −1 for none."""
    entries = np.flatnonzero(rows.indices >= tours)
    columns = rows.indices[entries]
    count = np.bincount(columns, minlength=rows.shape[1])
    fit = (rows.data[entries] == -1) & (count[columns] == 1) & (lower[columns] == 0)
    of_row = np.searchsorted(rows.indptr, entries[fit], side="right") - 1
    measures = np.full(rows.shape[0], -1, dtype=np.int64)
    measures[of_row] = columns[fit]
    measures[np.bincount(of_row, minlength=rows.shape[0]) > 1] = -1
    return measures


def gathered(indptr: Ints, indices: Ints, entries: Ints) -> Ints:
    """Return what the compressed lists of some entries hold, one list after the other."""
    first, counts = indptr[entries], indptr[entries + 1] - indptr[entries]
    offset = np.arange(int(counts.sum())) - np.repeat(np.cumsum(counts) - counts, counts)
    found: Ints = indices[np.repeat(first, counts) + offset].astype(np.int64)
    return found


def matrix_of(program: Program, cost: Ints) -> Matrix:
    """Return a program as a matrix under an objective, without the rows that others imply."""
    lines, kept = program.lines, np.flatnonzero(~program.lines.implied)
    about_one = np.zeros(len(lines), dtype=bool)
    for line in np.flatnonzero(lines.of(OWN) & ~lines.implied).tolist():
        about_one[line] = len(lines.claims[line].ids) == 1
    first = lines.first.astype(np.int32 if len(lines.columns) < SMALL else np.int64)
    rows = sp.csr_array((lines.coefficients, lines.columns, first), shape=(len(lines), len(cost)))
    if not rows.data.all():  # such as a pairing that asks for no work, in the row of what its supporter can carry
        rows = rows.copy()
        rows.eliminate_zeros()
    return Matrix(
        Table(rows if len(kept) == len(lines) else rows[kept], len(program.tours)),
        lines.lower[kept],
        lines.upper[kept],
        program.lower,
        program.upper,
        cost,
        (lines.of(SEQUENCE) & about_one & (lines.lower <= -FREE))[kept],
        about_one[kept],
        lines.of(WEAK)[kept],
        program.undecided_pairings,
    )
