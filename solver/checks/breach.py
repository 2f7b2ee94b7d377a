"""What a check yields: one breach of its rule, before the rule's mode makes it hard or gives it a price."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from solver.checks.view import PlanView
from solver.domain.instance import Instance


@dataclass(frozen=True)
class Breach:
    """One breach of a rule, with how much of it in the rule's unit."""

    ids: tuple[str, ...]
    """Specialists, posts, hospitals it is about."""
    period: int | None = None
    found: int | str | None = None
    limit: int | str | None = None
    units: int = 1
    priceable: bool = True
    """False where the rule refuses it even when priced."""
    price_name: str = "price"
    """Which price of the rule's settings a unit costs."""


Check = Callable[[Instance, PlanView], Iterator[Breach]]
