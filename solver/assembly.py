"""From the rows of rules and goals to the columns and lines of a program: auxiliaries are numbered as they are first met."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np

from solver.domain.outcome import Claim
from solver.incidence import Columns
from solver.lines import NO_LIMIT, Claims, Coefficients, Lines
from solver.problem import Bools, Ints, Problem
from solver.rules.parts import Auxiliary, Block, Row

SMALL = np.iinfo(np.int32).max
"""Coefficients up to this one take half the memory."""

GATHERED = 50_000
"""Rows that are objects at once, before they are put into arrays."""


class _Part(NamedTuple):
    """Lines in compressed rows, before all are put together."""

    size: int
    claim: Callable[[int], Claim]
    stems: Sequence[str]
    lengths: Ints
    columns: Columns
    coefficients: Coefficients
    lower: Ints
    upper: Ints
    implied: Bools


@dataclass
class _Gathered:
    """Single rows, until there is a block or an end; per auxiliary entry its row, its column and its coefficient."""

    rows: list[Row] = field(default_factory=list)
    entries: list[tuple[int, int, int]] = field(default_factory=list)


class Assembly:
    """Takes rows and blocks in turn; gives lines, and the auxiliaries in the order of their columns, `tours` before them."""

    def __init__(self, problem: Problem, tours: int) -> None:
        """Begin with the columns of the tours."""
        self._rules, self._tours = problem.instance.policy.rules, tours
        self._column: dict[Auxiliary, int] = {}
        self._gathered = _Gathered()
        self._parts: list[_Part] = []
        self._rows = 0
        self.prices: list[tuple[int, int]] = []

    @property
    def auxiliaries(self) -> tuple[Auxiliary, ...]:
        """The auxiliaries in the order of their columns."""
        return tuple(self._column)

    def number(self, auxiliary: Auxiliary) -> int:
        """Return the column of an auxiliary; of a new one that breaks a priced rule, keep what it costs in `prices`."""
        column = self._column.get(auxiliary)
        if column is None:
            column = self._column[auxiliary] = self._tours + len(self._column)
            if auxiliary.units:
                price = self._rules.price(auxiliary.stem, auxiliary.price)
                self.prices.append((column, auxiliary.units * price))
        return column

    def add(self, row: Row | Block) -> None:
        """Take a row, or all rows of a block."""
        if isinstance(row, Block):
            self._flush()
            self._parts.append(self._of_block(row))
            self._rows += len(row)
            return
        place = len(self._gathered.rows)
        self._gathered.rows.append(row)
        terms = [(place, self.number(auxiliary), coefficient) for auxiliary, coefficient in row.auxiliaries]
        if row.soft is not None:
            terms.append((place, self._slack(row), -1 if row.at_least is None else 1))
        self._gathered.entries += terms
        self._rows += 1
        if place >= GATHERED:
            self._flush()

    def _slack(self, row: Row) -> int:
        assert row.soft is not None
        assert row.at_least is None or row.at_most is None, "a priced row has one limit"
        soft, key = row.soft, ("missed by", self._rows)
        return self.number(Auxiliary(row.claim.rule, key, upper=soft.most, units=soft.units, price=soft.price))

    def _flush(self) -> None:
        """Put the rows gathered so far into arrays."""
        rows, table = self._gathered.rows, np.array(self._gathered.entries, dtype=np.int64).reshape(-1, 3)
        if not rows:
            return
        claims = [row.claim for row in rows]
        lengths = np.array([len(row.columns) for row in rows], dtype=np.int64)
        columns, numbers = np.concatenate([row.columns for row in rows]), _coefficients(rows, lengths)
        counts, columns, numbers = _joined(lengths, columns, numbers, table)
        self._parts.append(
            _Part(
                len(rows),
                claims.__getitem__,
                [claim.rule for claim in claims],
                counts,
                columns,
                numbers,
                np.array([-NO_LIMIT if row.at_least is None else row.at_least for row in rows], dtype=np.int64),
                np.array([NO_LIMIT if row.at_most is None else row.at_most for row in rows], dtype=np.int64),
                np.array([row.implied for row in rows], dtype=bool),
            )
        )
        self._gathered = _Gathered()

    def _of_block(self, block: Block) -> _Part:
        size, terms = len(block), len(block.terms)
        table = np.zeros((size, terms, 3), dtype=np.int64)
        table[:, :, 0] = np.arange(size)[:, None]
        for place, term in enumerate(block.terms):
            used = np.zeros(len(term.auxiliaries), dtype=np.int64)
            for one in np.unique(term.which).tolist():
                used[one] = self.number(term.auxiliaries[one])
            table[:, place, 1], table[:, place, 2] = used[term.which], term.coefficients
        ones = np.ones(len(block.columns), dtype=np.int32)
        counts, columns, numbers = _joined(np.diff(block.first), block.columns, ones, table.reshape(-1, 3))
        lower, upper = np.full(size, -NO_LIMIT), np.full(size, block.at_most)
        return _Part(
            size, block.claim, [block.stem] * size, counts, columns, numbers, lower, upper, np.zeros(size, dtype=bool)
        )

    def lines(self) -> Lines:
        """Return all lines, in the order in which their rows came."""
        self._flush()
        parts = self._parts
        stems = list(dict.fromkeys(stem for part in parts for stem in part.stems))
        position = {stem: place for place, stem in enumerate(stems)}
        stem = [position[stem] for part in parts for stem in part.stems]
        lengths = _all([part.lengths for part in parts], np.int64)
        return Lines(
            Claims([(part.size, part.claim) for part in parts]),
            tuple(stems),
            np.array(stem, dtype=np.int64),
            np.append(0, np.cumsum(lengths)),
            _all([part.columns for part in parts], np.int32),
            _all([part.coefficients for part in parts], np.int32),
            _all([part.lower for part in parts], np.int64),
            _all([part.upper for part in parts], np.int64),
            _all([part.implied for part in parts], np.bool_),
        )


def _coefficients(rows: list[Row], lengths: Ints) -> Coefficients:
    """Return the coefficients of the tours of some rows, one row after the other."""
    given = [row.coefficients for row in rows]
    if all(isinstance(number, int) for number in given):
        return _small(np.repeat(np.array(given, dtype=np.int64), lengths))
    each = zip(given, lengths.tolist(), strict=True)
    return _small(np.concatenate([np.full(size, one) if isinstance(one, int) else one for one, size in each]))


def _joined(lengths: Ints, columns: Columns, numbers: Coefficients, table: Ints) -> tuple[Ints, Columns, Coefficients]:
    """Return rows of tours with the entries of their auxiliaries (row, column, coefficient) behind: lengths, columns, numbers."""
    if not len(table):
        return lengths, columns, numbers
    row, more = table[:, 0], np.bincount(table[:, 0], minlength=len(lengths))
    place = np.arange(len(columns)) + np.repeat(np.cumsum(more) - more, lengths)
    behind = np.arange(len(row)) + np.cumsum(lengths)[row]
    added = _small(table[:, 2])
    all_columns = np.empty(len(columns) + len(row), dtype=np.int32)
    all_numbers = np.empty(len(all_columns), dtype=np.result_type(numbers, added))
    all_columns[place], all_columns[behind] = columns, table[:, 1]
    all_numbers[place], all_numbers[behind] = numbers, added
    return lengths + more, all_columns, all_numbers


def _small(numbers: Ints) -> Coefficients:
    """Return numbers in half the memory where they fit."""
    fits = not len(numbers) or (int(numbers.max()) <= SMALL and int(numbers.min()) >= -SMALL)
    return numbers.astype(np.int32) if fits else numbers


def _all(parts: list[Any], kind: type[Any]) -> Any:
    """Return arrays one after another; without any, none of a kind."""
    return np.concatenate(parts) if parts else np.zeros(0, dtype=kind)
