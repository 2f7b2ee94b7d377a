"""A program whose tours are divided by the pairing that they need: CP-SAT proves far more of it.

A tour whose pairing b is not decided becomes two columns,  x = on + off: `on` within the pairing, `off` outside of it. What
`off_pair` counts per person and period is then Σ off, no column of its own. And any row  Σ x ≤ c  of tours alone holds, for those
that need the same pairing, as

    Σ on ≤ c · b,

since without the pairing there is none of them (a row times a column: Sherali & Adams, SIAM Journal on Discrete Mathematics 3,
1990). Of these rows only those are kept that no other implies. Tours that cannot be off pair are `on` alone.
"""

from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp

from solver.problem import Bools, Ints
from solver.program import Program
from solver.search.matrix import FREE, Matrix, matrix_of

RULE, PAIRING, OFF_PAIR = "on_pair", "pairing", "off_pair"
"""The rule whose rows say which pairing a tour needs, and the stems of the auxiliaries in them."""


@dataclass(frozen=True)
class Divided:
    """below ≤ rows @ y ≤ above,  lower ≤ y ≤ upper; the columns of the program are  x = columns @ y.

    The columns of the program come first in y, a tour's own standing for `on`; one for each of `tours`, `off`, follows. Tour
    `tours[k]` needs the pairing in column `pairing[k]`; `sums` are the columns of the program that y has as sums only.
    """

    rows: sp.csr_array
    below: Ints
    above: Ints
    lower: Ints
    upper: Ints
    columns: sp.csr_array
    tours: Ints
    pairing: Ints
    sums: Ints

    def values(self, y: Ints) -> Ints:
        """Return the values of the program's columns."""
        values: Ints = self.columns @ y
        return values

    def from_values(self, x: Ints) -> Ints:
        """Return divided values from those of the program's columns."""
        off = np.where(x[self.pairing] == 0, x[self.tours], 0)
        y = np.append(x, off)
        y[self.tours] -= off
        y[self.sums] = 0
        return y


def divided(program: Program) -> Divided:
    """Return a program with its tours divided, without the lines that others imply."""
    plain = matrix_of(program, np.zeros(len(program.upper), dtype=np.int64))
    of_rule = program.lines.of(frozenset({RULE}))[~program.lines.implied]
    needs = _needs(program, plain, np.flatnonzero(of_rule))
    columns = _columns(plain, needs)
    sets, limits = _sets(plain, of_rule, needs)
    once = _not_in_any_row(plain, needs.tours)
    rest = np.flatnonzero(~of_rule)
    rows = [plain.rows[rest] @ columns, _within(sets, limits, needs, columns.shape[1]), columns[once]]
    none = np.full(len(limits) + len(once), -FREE)
    lower = np.append(plain.lower, np.zeros(len(needs.tours), dtype=np.int64))
    upper = np.append(plain.upper, plain.upper[needs.tours])
    upper[needs.sums] = 0
    return Divided(
        sp.csr_array(sp.vstack(rows, format="csr")),
        np.append(plain.below[rest], none),
        np.concatenate([plain.above[rest], np.zeros(len(limits), dtype=np.int64), plain.upper[once]]),
        lower,
        upper,
        columns,
        needs.tours,
        needs.pairing[needs.tours],
        needs.sums,
    )


@dataclass(frozen=True)
class _Needs:
    """The column of the pairing that each tour needs, −1 for none; the tours that may be off pair.

    `of_sum[k]` is a column that counts tour `in_sum[k]` off pair.
    """

    pairing: Ints
    tours: Ints
    sums: Ints
    of_sum: Ints
    in_sum: Ints


def _needs(program: Program, plain: Matrix, rows: Ints) -> _Needs:
    """Return what the rows of the rule say:  Σ x ≤ count · paired + off."""
    entries = plain.rows[rows].tocoo()
    row, column = entries.row.astype(np.int64), entries.col.astype(np.int64)
    stems = np.array([auxiliary.stem for auxiliary in program.auxiliaries], dtype=object)
    of_row = {stem: np.full(len(rows), -1, dtype=np.int64) for stem in (PAIRING, OFF_PAIR)}
    is_tour = column < plain.tours
    for stem, found in of_row.items():
        mine = ~is_tour
        mine[mine] = stems[column[mine] - plain.tours] == stem
        found[row[mine]] = column[mine]
    row, tour = row[is_tour], column[is_tour]
    pairing = np.full(plain.tours, -1, dtype=np.int64)
    pairing[tour] = of_row[PAIRING][row]
    off = of_row[OFF_PAIR]
    counted = off[row] >= 0
    return _Needs(pairing, np.unique(tour[counted]), off[off >= 0], off[row[counted]], tour[counted])


def _columns(plain: Matrix, needs: _Needs) -> sp.csr_array:
    """Return the program's columns by those of the divided one."""
    own = np.setdiff1d(np.arange(plain.width), needs.sums)
    off = plain.width + np.arange(len(needs.tours))
    row = np.concatenate([own, needs.tours, needs.of_sum])
    column = np.concatenate([own, off, off[np.searchsorted(needs.tours, needs.in_sum)]])
    shape = (plain.width, plain.width + len(needs.tours))
    return sp.csr_array((np.ones(len(row), dtype=np.int64), (row, column)), shape=shape)


def _sets(plain: Matrix, of_rule: Bools, needs: _Needs) -> tuple[sp.csr_array, Ints]:
    """Return sets of tours that need the same pairing, one a row, and how many of each there may be at once."""
    rows = np.flatnonzero(of_rule | _plain_limits(plain))
    entries = plain.rows[rows].tocoo()
    tour = entries.col.astype(np.int64)
    mine = tour < plain.tours
    mine[mine] = needs.pairing[tour[mine]] >= 0
    tour = tour[mine]
    key = entries.row[mine].astype(np.int64) * plain.width + needs.pairing[tour]
    keys, number = np.unique(key, return_inverse=True)
    row = rows[keys // plain.width]
    sets = sp.csr_array((np.ones(len(tour), dtype=np.int64), (number, tour)), shape=(len(keys), plain.tours))
    limits = np.minimum(np.where(of_rule, _counts(plain), plain.above)[row], sets @ plain.upper[: plain.tours])
    kept = np.flatnonzero(~within_another(sets, limits))
    return sp.csr_array(sets[kept]), limits[kept]


def _counts(plain: Matrix) -> Ints:
    """Return what stands before the pairing in each row of the rule: how many a person is, as the lowest number of the row."""
    lowest = np.zeros(len(plain.above), dtype=np.int64)
    np.minimum.at(lowest, plain.row_of_entry, plain.rows.data)
    return -lowest


def _plain_limits(plain: Matrix) -> Bools:
    """Return which rows say  Σ x ≤ c  of tours alone."""
    odd = (plain.rows.indices >= plain.tours) | (plain.rows.data != 1)
    has_odd = np.zeros(len(plain.above), dtype=bool)
    has_odd[plain.row_of_entry[odd]] = True
    plain_limits: Bools = ~has_odd & (plain.below <= -FREE) & (plain.above < FREE)
    return plain_limits


def within_another(sets: sp.csr_array, limits: Ints) -> Bools:
    """Return which sets lie in another one with no higher limit; of equal ones the first is none of these."""
    size = np.diff(sets.indptr)
    common = (sets @ sets.T).tocoo()
    one, other = common.row, common.col
    within = (common.data == size[one]) & (limits[other] <= limits[one])
    equal = (size[one] == size[other]) & (limits[one] == limits[other])
    implied = np.zeros(len(limits), dtype=bool)
    implied[one[within & (~equal | (other < one))]] = True
    return implied


def _within(sets: sp.csr_array, limits: Ints, needs: _Needs, width: int) -> sp.csr_array:
    """Return the rows  Σ on − limit · paired  of sets of tours."""
    count = len(limits)
    first = sets.indices[sets.indptr[:-1]]
    row = np.concatenate([np.repeat(np.arange(count), np.diff(sets.indptr)), np.arange(count)])
    column = np.concatenate([sets.indices, needs.pairing[first]])
    return sp.csr_array((np.append(sets.data, -limits), (row, column)), shape=(count, width))


def _not_in_any_row(plain: Matrix, tours: Ints) -> Ints:
    """Return the tours, of some, that no row holds to their own upper bound."""
    held = np.zeros(plain.tours, dtype=bool)
    entries = np.flatnonzero(_plain_limits(plain)[plain.row_of_entry])
    column = plain.rows.indices[entries]
    mine = plain.above[plain.row_of_entry[entries]] <= plain.upper[column]
    held[column[mine]] = True
    return tours[~held[tours]]
