"""HiGHS as a mixed-integer solver on our tour table and rows. Its package and ortools cannot share a process, so it has this one.

`highspy` is no dependency of zutuan: benchmarks/README.md says how to install it beside.
"""

import sys
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_array

from benchmarks.peers.entry import Asked, enter
from solver.decode import links_of, plan_of
from solver.domain.plan import Plan
from solver.problem import Ints, Problem
from solver.program import Program, build

BESIDE = Path(__file__).resolve().parents[2] / ".peers"
"""Where packages for peers are installed: pip install --target .peers."""


def search(asked: Asked) -> None:
    """Hand the whole programme to HiGHS at its defaults, with the threads that all get."""
    sys.path.append(str(BESIDE))
    import highspy

    program = build(Problem(asked.instance))
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("threads", asked.workers)
    highs.setOptionValue("random_seed", asked.seed)
    highs.passModel(_model(highspy, program))
    asked.recording.built()
    highs.setOptionValue("time_limit", asked.recording.left())
    highs.cbMipImprovingSolution.subscribe(lambda event: _offer(asked, program, event.data_out))
    highs.cbMipInterrupt.subscribe(lambda event: _bound(asked, event.data_out))
    highs.run()
    asked.recording.facts["solver"] = f"HiGHS {highs.version()}"
    asked.recording.facts["status"] = highs.modelStatusToString(highs.getModelStatus())
    _note_bound(asked, highs.getInfo().mip_dual_bound)


def _offer(asked: Asked, program: Program, found: Any) -> None:
    values = np.rint(np.array(found.mip_solution)).astype(np.int64)
    asked.recording.offer(round(found.objective_function_value), lambda: _decoded(program, values))


def _bound(asked: Asked, found: Any) -> None:
    known = [event["bound"] for event in asked.recording.events if event["bound"] is not None]
    if not known or found.mip_dual_bound > known[-1] + 1:
        _note_bound(asked, found.mip_dual_bound)


def _note_bound(asked: Asked, bound: float) -> None:
    if abs(bound) < 1e15:
        asked.recording.bound(int(np.ceil(bound - 1e-6 * max(1.0, abs(bound)))))


def _decoded(program: Program, values: Ints) -> Plan:
    return plan_of(values, program.tours, links_of(values, program))


def _model(highspy: Any, program: Program) -> Any:
    lengths = [len(line.columns) for line in program.lines]
    rows = np.repeat(np.arange(len(lengths)), lengths)
    columns = np.concatenate([line.columns for line in program.lines])
    values = np.concatenate([np.broadcast_to(line.coefficients, line.columns.shape) for line in program.lines])
    matrix = csr_array((values.astype(float), (rows, columns)), shape=(len(lengths), len(program.upper))).tocsc()
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = len(program.upper), len(lengths)
    model.col_cost_ = program.cost(program.amounts).astype(float)
    model.col_lower_, model.col_upper_ = program.lower.astype(float), program.upper.astype(float)
    model.row_lower_ = np.array([-np.inf if line.lower is None else line.lower for line in program.lines], dtype=float)
    model.row_upper_ = np.array([np.inf if line.upper is None else line.upper for line in program.lines], dtype=float)
    model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    model.a_matrix_.start_, model.a_matrix_.index_ = matrix.indptr, matrix.indices
    model.a_matrix_.value_ = matrix.data
    model.integrality_ = [highspy.HighsVarType.kInteger] * len(program.upper)
    return model


if __name__ == "__main__":
    enter(search)
