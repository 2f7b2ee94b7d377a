"""Reads the plain text formats of the OR-Library for generalised assignment and capacitated facility location.

Both are streams of numbers. Generalised assignment (`gap…`): optionally a count of problems, then for each m agents and n
jobs, m × n costs, m × n workloads, m capacities. Facility location (`cap…`): m sites and n customers, a capacity and an opening
price per site, then per customer its demand and the cost of serving all of it from each site. Formats: J. E. Beasley, OR-Library:
distributing test problems by electronic mail, Journal of the Operational Research Society 41 (1990) 1069–1072.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from solver.domain.instance import Instance

Table = list[list[Decimal]]


class BadFormat(ValueError):
    """The text is in neither format; the message says what was expected and what was found."""


@dataclass(frozen=True)
class Assignment:
    """Suppliers with capacities and opening prices; customers, each served by one supplier, at a cost and a workload."""

    name: str
    cost: Table
    workload: Table
    capacity: list[Decimal]
    opening: list[Decimal]


@dataclass(frozen=True)
class Translated:
    """An assignment problem as an instance, and how to read its objective.

    Original objective = (objective × sign + offset) ÷ 10 ** decimals.
    """

    instance: Instance
    decimals: int
    sign: int
    offset: int

    def original(self, objective: int) -> Decimal:
        """Return an objective of the instance in the numbers of the file."""
        return Decimal(objective * self.sign + self.offset).scaleb(-self.decimals)


def read(text: str, name: str) -> list[Assignment]:
    """Return the problems of a file. Raises BadFormat."""
    numbers = _numbers(text)
    for reader in (_facility, _assignments):
        problems = reader(numbers, name)
        if problems is not None:
            return problems
    raise BadFormat(
        f"{name}: {len(numbers)} numbers are no generalised assignment (m n, m × n costs, m × n workloads, m capacities) "
        "and no facility location (m n, m × (capacity, price), n × (demand, m costs))"
    )


def _numbers(text: str) -> list[Decimal]:
    numbers = []
    for position, word in enumerate(text.split()):
        try:
            numbers.append(Decimal(word))
        except InvalidOperation:
            raise BadFormat(f"word {position + 1} is {word!r}, a number is wanted") from None
    return numbers


def _facility(numbers: Sequence[Decimal], name: str) -> list[Assignment] | None:
    if len(numbers) < 2:
        return None
    m, n = int(numbers[0]), int(numbers[1])
    if m < 1 or n < 1 or len(numbers) != 2 + 2 * m + n * (1 + m):
        return None
    capacity, opening = list(numbers[2 : 2 + 2 * m : 2]), list(numbers[3 : 2 + 2 * m : 2])
    rows = [numbers[2 + 2 * m + row * (1 + m) :][: 1 + m] for row in range(n)]
    cost = [[row[1 + site] for row in rows] for site in range(m)]
    workload = [[row[0] for row in rows] for _ in range(m)]
    return [Assignment(name, cost, workload, capacity, opening)]


def _assignments(numbers: Sequence[Decimal], name: str) -> list[Assignment] | None:
    for counted in (True, False):
        problems = list(_blocks(numbers[1:] if counted else numbers, name))
        wanted = int(numbers[0]) if counted and numbers else 1
        if problems and len(problems) == wanted and None not in problems:
            return [problem for problem in problems if problem is not None]
    return None


def _blocks(numbers: Sequence[Decimal], name: str) -> Iterator[Assignment | None]:
    """Yield one problem after another; None where the numbers do not come out."""
    at = count = 0
    while at < len(numbers):
        m = int(numbers[at])
        n = int(numbers[at + 1]) if at + 1 < len(numbers) else 0
        size = 2 + 2 * m * n + m
        if m < 1 or n < 1 or at + size > len(numbers):
            yield None
            return
        block = numbers[at + 2 : at + size]
        tables = [[list(block[k * m * n + row * n :][:n]) for row in range(m)] for k in (0, 1)]
        count += 1
        yield Assignment(f"{name}-{count}", tables[0], tables[1], list(block[2 * m * n :]), [Decimal(0)] * m)
        at += size


def translate(problem: Assignment, *, maximise: bool = False) -> Translated:
    """Return a problem as an instance of pairings only: suppliers become supporters, customers targets of one supporter."""
    priced = [*problem.opening, *(cost for row in problem.cost for cost in row)]
    loads = [*problem.capacity, *(load for row in problem.workload for load in row)]
    decimals, load_decimals = _decimals(priced), _decimals(loads)
    cost = [[_scaled(number, decimals) for number in row] for row in problem.cost]
    best, least = max(map(max, cost)), min(map(min, cost))
    shift = best if maximise else min(least, 0)
    sign = -1 if maximise else 1
    document: dict[str, Any] = {
        "version": 1,
        "name": problem.name,
        "notes": (
            f"costs × 10^{decimals}, workloads × 10^{load_decimals}",
            f"original objective = ({sign} × objective + {shift * len(cost[0])}) / 10^{decimals}",
        ),
        "supporting_hospitals": [
            _supporter(site, _scaled(capacity, load_decimals), _scaled(opening, decimals))
            for site, (capacity, opening) in enumerate(zip(problem.capacity, problem.opening, strict=True))
        ],
        "recipient_hospitals": [_customer(number) for number in range(len(cost[0]))],
        "pairings": [
            {
                "supporter": f"s{site + 1}",
                "target": f"t{customer + 1}",
                "cost": shift - cost[site][customer] if maximise else cost[site][customer] - shift,
                "workload": _scaled(problem.workload[site][customer], load_decimals),
            }
            for site in range(len(cost))
            for customer in range(len(cost[0]))
        ],
        "policy": {"goals": {"pairing_cost": {"weight": 1}}},
    }
    return Translated(Instance.model_validate(document), decimals, sign, shift * len(cost[0]))


def _supporter(site: int, capacity: int, opening: int) -> dict[str, Any]:
    known = {"kind": "OTHER", "owner_level": "CITY", "place": "supply"}
    number = f"s{site + 1}"
    return {"id": number, "name": number, "pairing_capacity": capacity, "opening_price": opening} | known


def _customer(number: int) -> dict[str, Any]:
    name = f"t{number + 1}"
    one = {"min_supporters": 1, "max_supporters": 1}
    return {"id": name, "name": name, "kind": "OTHER", "place": "demand", "pairing": one}


def _decimals(numbers: Sequence[Decimal]) -> int:
    """Return how many decimal places the numbers have."""
    exponents = [number.normalize().as_tuple().exponent for number in numbers]
    return max(0, *(-exponent for exponent in exponents if isinstance(exponent, int)))


def _scaled(number: Decimal, decimals: int) -> int:
    return int(number.scaleb(decimals))
