"""A linear programme solved by an interior point method: HiGHS, which OR-Tools brings along behind MathOpt.

A first-order method (`linear`) is quicker where a thousandth will do; rows that divide tours by their pairing it does not get
through (480 people, two batches a year: 1 % below the optimum after 90 s, where this has it after 8).
"""

import datetime
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from ortools.math_opt import model_pb2
from ortools.math_opt.python import mathopt
from ortools.math_opt.solvers import highs_pb2

from solver.search.linear import Floats


@dataclass(frozen=True)
class Interior:
    """Minimise cost · x,  below ≤ rows · x ≤ above,  lower ≤ x ≤ upper (infinite where there are none), within some seconds."""

    cost: Floats
    rows: sp.csr_array
    below: Floats
    above: Floats
    lower: Floats
    upper: Floats
    seconds: float

    def answer(self) -> Floats | None:
        """Return the multipliers of the rows, not negative for a lower limit; none where time is too short."""
        options = highs_pb2.HighsOptionsProto(string_options={"run_crossover": "off"})
        parameters = mathopt.SolveParameters(
            lp_algorithm=mathopt.LPAlgorithm.BARRIER,
            highs=options,
            time_limit=datetime.timedelta(seconds=max(self.seconds, 0.1)),
        )
        model = mathopt.Model.from_model_proto(self._model())
        result = mathopt.solve(model, mathopt.SolverType.HIGHS, params=parameters)
        if result.termination.reason != mathopt.TerminationReason.OPTIMAL or not result.has_dual_feasible_solution():
            return None
        multipliers = np.zeros(len(self.below))
        for row, multiplier in result.dual_values().items():
            multipliers[row.id] = multiplier
        return multipliers

    def _model(self) -> model_pb2.ModelProto:
        width, height = len(self.cost), len(self.below)
        model = model_pb2.ModelProto()
        columns, rows, entries = model.variables, model.linear_constraints, model.linear_constraint_matrix
        columns.ids.extend(range(width))
        columns.lower_bounds.extend(self.lower.tolist())
        columns.upper_bounds.extend(self.upper.tolist())
        columns.integers.extend([False] * width)
        rows.ids.extend(range(height))
        rows.lower_bounds.extend(self.below.tolist())
        rows.upper_bounds.extend(self.above.tolist())
        listed = self.rows.tocoo()
        order = np.lexsort((listed.col, listed.row))
        entries.row_ids.extend(listed.row[order].tolist())
        entries.column_ids.extend(listed.col[order].tolist())
        entries.coefficients.extend(listed.data[order].astype(np.float64).tolist())
        priced = np.flatnonzero(self.cost)
        model.objective.linear_coefficients.ids.extend(priced.tolist())
        model.objective.linear_coefficients.values.extend(self.cost[priced].tolist())
        return model
