"""What a rule hands to every consumer: masks over the tour table, and linear rows under claims."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from solver.domain.outcome import Claim
from solver.incidence import Columns
from solver.problem import Bools, Ints

NONE: Columns = np.zeros(0, dtype=np.int32)


@dataclass(frozen=True)
class Barred:
    """Single tours that break a rule.

    `where` marks them. In priced mode `units` says how much each costs in the rule's unit, and `never` marks those that
    no price allows. `found` and `limit` are the numbers compared, per tour or one for all, `source` the JSON pointer of
    the limit; explanations quote them.
    """

    stem: str
    where: Bools
    units: Ints | None = None
    never: Bools | None = None
    found: Ints | None = None
    limit: Ints | int | None = None
    source: str = ""


class Auxiliary(NamedTuple):
    """A whole-numbered column beside the tours, from `lower` to `upper`; equal ones are the same column.

    Where it measures the violation of a priced rule, each step counts `units` units of the rule `stem`, each at the
    price that the rule's setting names `price`.
    """

    stem: str
    key: tuple[int | str, ...]
    upper: int
    lower: int = 0
    units: int = 0
    price: str = "price"


class Soft(NamedTuple):
    """Makes a row priced: it may be missed by up to `most` steps, each counting `units` units at the price named."""

    units: int
    most: int
    price: str = "price"


@dataclass(frozen=True, slots=True)
class Row:
    """at_least ≤ Σ coefficients × tours + Σ coefficient × auxiliary ≤ at_most, asked for by a claim.

    `implied` says that another row of the same program implies it: explanations quote it, a search may leave it out.
    """

    claim: Claim
    columns: Columns
    coefficients: npt.NDArray[np.int64] | int = 1
    at_most: int | None = None
    at_least: int | None = None
    auxiliaries: tuple[tuple[Auxiliary, int], ...] = ()
    soft: Soft | None = None
    implied: bool = False


class Term(NamedTuple):
    """An auxiliary in every row of a block: in row i it is auxiliaries[which[i]], with coefficient[i]."""

    auxiliaries: Sequence[Auxiliary]
    which: Ints
    coefficients: Ints


@dataclass(frozen=True, slots=True)
class Block:
    """Very many rows of a rule at once: row i is  Σ columns[first[i] : first[i + 1]] + Σ terms ≤ at_most.

    Its claim is made when somebody asks for it.
    """

    stem: str
    claim: Callable[[int], Claim]
    first: Ints
    columns: Columns
    terms: tuple[Term, ...]
    at_most: int

    def __len__(self) -> int:
        return len(self.first) - 1

    def row(self, number: int) -> Row:
        """Return one of its rows."""
        terms = ((term.auxiliaries[term.which[number]], int(term.coefficients[number])) for term in self.terms)
        mine = self.columns[self.first[number] : self.first[number + 1]]
        return Row(self.claim(number), mine, at_most=self.at_most, auxiliaries=tuple(terms))


def one_by_one(rows: Iterable[Row | Block]) -> Iterator[Row]:
    """Yield rows singly, those of blocks too."""
    for row in rows:
        if isinstance(row, Block):
            yield from map(row.row, range(len(row)))
        else:
            yield row


@dataclass(frozen=True)
class Expression:
    """A linear amount in a goal's unit: per tour, per auxiliary, and the rows that give the auxiliaries their meaning."""

    per_tour: Ints | None = None
    auxiliaries: tuple[tuple[Auxiliary, int], ...] = ()
    rows: tuple[Row, ...] = field(default=())
