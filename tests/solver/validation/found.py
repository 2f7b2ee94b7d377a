"""What validation finds in the Kezhou programme after a change: (code, where) of each finding."""

from typing import Any

from solver.load import read_instance
from tests.solver.validation.mutants import PLANNED, patched

Patch = tuple[str, Any]


def found(*patches: Patch) -> list[tuple[str, str]]:
    return [(finding.code, finding.where) for finding in read_instance(patched(*patches), PLANNED)[1]]
