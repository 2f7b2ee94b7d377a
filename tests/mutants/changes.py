"""What a mutant changes, in one line: as a reason for a survivor names it, and as a person reads it."""

import re
from collections.abc import Sequence
from pathlib import Path

from mutmut.mutation.data import MutantLineSpans

from tests.mutants.verdicts import HOME, Mutant

AROUND = 2
"""Words quoted before and after those that differ."""


def change(mutant: Mutant) -> str:
    """Return the words that differ with those around them, such as `if len(rows) < 2 and → if len(rows) < 3 and`."""
    before, after = (re.sub(r"__mutmut_\w+", "", text).split() for text in _sources(mutant))
    same = _shared(before, after)
    tail = _shared(before[same:][::-1], after[same:][::-1])
    first, last = max(0, same - AROUND), max(0, tail - AROUND)
    return f"{' '.join(before[first : len(before) - last])} → {' '.join(after[first : len(after) - last])}"


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many words two texts begin with in common."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _sources(mutant: Mutant) -> list[str]:
    """Return the text of the function as it is and as the mutant has it."""
    module, _, name = mutant.name.rpartition(".")
    path = module.replace(".", "/")
    path += ".py" if Path(HOME, f"{path}.py").exists() else "/__init__.py"
    spans = MutantLineSpans.load(path)
    assert spans is not None, "mutmut has written where its functions stand"
    original = mutant.function.rpartition(".")[2] + "__mutmut_orig"
    return spans.read_function_sources([original, name])
