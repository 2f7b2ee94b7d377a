"""One module of tiny questions per rule, each with at most 14 conceivable tours and a plan that only this rule rejects.

The two-witness test enumerates them. A toy takes the rule's mode, so that the same question is asked hard, priced and off.
"""

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from tests.solver.question import POSTS, TWO, Toy, pairs_only, question

__all__ = ["POSTS", "TOYS", "TWO", "Toy", "modes", "pairs_only", "question"]

TOYS: dict[str, list[Toy]] = {
    module.name: import_module(f"{__name__}.{module.name}").TOYS for module in iter_modules(__path__)
}
"""Toys by rule: a module in this folder bears the name of its rule."""


def modes(instance_rules: Any, stem: str) -> Iterator[str]:
    """Yield the modes that a rule has."""
    for mode in ("hard", "priced", "off"):
        try:
            type(getattr(instance_rules, stem))(mode=mode)
        except ValueError:
            continue
        yield mode
