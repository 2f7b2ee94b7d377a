"""The linear relaxation of an instance, in a process without ortools: `python relaxation.py NAME` prints which rules bind."""

import json
import sys
from collections import Counter

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array

from instances.synthetic import named, text
from solver.goals import GOALS
from solver.lines import Line
from solver.load import load_instance
from solver.problem import Problem
from solver.program import Program, build


def binding(program: Program) -> Counter[str]:
    """Return how many rows of each rule have a price in the optimum of the relaxation."""
    sides = [(line, sign) for line in program.lines for sign in (1, -1) if _limit(line, sign) is not None]
    lengths = [len(line.columns) for line, _ in sides]
    rows = np.repeat(np.arange(len(sides)), lengths)
    columns = np.concatenate([line.columns for line, _ in sides])
    values = np.concatenate([sign * np.broadcast_to(line.coefficients, line.columns.shape) for line, sign in sides])
    limits = [sign * (_limit(line, sign) or 0) for line, sign in sides]
    matrix = csr_array((values.astype(float), (rows, columns)), shape=(len(sides), len(program.upper)))
    boxes = np.stack([program.lower, program.upper], axis=1)
    found = linprog(program.cost(program.amounts), A_ub=matrix, b_ub=limits, bounds=boxes, method="highs-ipm")
    assert found.status == 0, found.message
    priced = found.ineqlin.marginals < -1e-6
    return Counter(line.claim.rule for (line, _), binds in zip(sides, priced, strict=True) if binds)


def _limit(line: Line, sign: int) -> int | None:
    return line.upper if sign == 1 else line.lower


if __name__ == "__main__":
    instance = load_instance(text(named(sys.argv[1])))
    seats = {name: GOALS[name] for name in ("shortage", "below_target")}
    sys.stdout.write(json.dumps(binding(build(Problem(instance), goals=seats))))
