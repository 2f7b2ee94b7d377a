"""From a set of units that no plan keeps to an irreducible one, by solving again and again without some of them.

Units are given in the order in which they are given up: those first that are blamed last. What is left out without
need is left out in chunks, which double as long as they go and halve where they do not: k units that matter among n
cost about k · log n questions.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

Question = Callable[[Sequence[int]], bool | None]
"""Whether no plan keeps these units; none where that is not known."""


class Core(NamedTuple):
    """Units that no plan keeps; irreducible if each was shown necessary."""

    units: tuple[int, ...]
    irreducible: bool


def shrunk(units: Sequence[int], is_infeasible: Question, kept: Sequence[int] = ()) -> Core:
    """Return a core of units that no plan keeps beside those `kept`, which are part of it whatever happens."""
    needed, pending = list(kept), list(units)
    chunk, known = max(len(pending), 1), True
    while pending:
        without = is_infeasible([*needed, *pending[chunk:]])
        if without:
            pending = pending[chunk:]
            chunk *= 2
        elif chunk > 1:
            chunk = (min(chunk, len(pending)) + 1) // 2
        else:
            known = known and without is not None
            needed.append(pending.pop(0))
    return Core(tuple(needed), known)
