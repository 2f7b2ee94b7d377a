"""The linear relaxation of some rows and columns, solved to a precision by a first-order method, again and again.

PDLP (Applegate et al.: Practical large-scale linear programming using primal-dual hybrid gradient, NeurIPS 2021) takes up the
last solution where some tours have been fixed since: one to three thousand cheap iterations at first, some hundreds later.
"""

import contextlib
import multiprocessing
import os
from dataclasses import dataclass
from multiprocessing.connection import Connection

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
from ortools.pdlp import solve_log_pb2, solvers_pb2
from ortools.pdlp.python import pdlp

from solver.problem import Bools, Ints

Floats = npt.NDArray[np.float64]

SECONDS_PER_ENTRY = 2e-9
"""What an iteration takes per entry of the matrix, about: the unit of work that a clock does not change."""


@dataclass(frozen=True)
class Piece:
    """Rows and columns of a question, limits infinite where there are none; the first `tours` columns are tours.

    `hard` marks the rows whose upper limit no auxiliary softens; `pairings` are the columns of undecided pairings.
    """

    cost: Floats
    rows: sp.csr_array
    below: Floats
    above: Floats
    lower: Floats
    upper: Floats
    tours: int
    hard: Bools
    pairings: Ints


@dataclass(frozen=True)
class Patience:
    """When the method ends: a relative precision, seconds, iterations."""

    precision: float
    seconds: float
    iterations: int = 10_000_000


@dataclass(frozen=True)
class Solution:
    """A nearly optimal plan of all columns with multipliers of all rows; `reached` if to the precision asked for."""

    objective: float
    plan: Floats
    rows: Floats
    reached: bool
    work: float


@dataclass(frozen=True)
class Asked:
    """A relaxation to solve: tours fixed to at least `fixed` times, no others than `candidates` taking part besides."""

    fixed: Ints
    candidates: Ints
    begin: Solution | None
    patience: Patience


class Relaxation:
    """A piece whose tours may be fixed."""

    def __init__(self, piece: Piece) -> None:
        self._piece = piece
        self._columns = piece.rows.tocsc().astype(np.float64)
        self._rows = len(piece.below)

    def solve(self, asked: Asked) -> Solution:
        """Solve, taking up the solution to begin from."""
        piece, fixed, candidates, begin = self._piece, asked.fixed, asked.candidates, asked.begin
        columns = np.concatenate([candidates, np.arange(piece.tours, len(piece.cost))])
        matrix = self._columns[:, columns]
        rows = np.flatnonzero(np.bincount(matrix.indices, minlength=self._rows))
        activity = self._columns[:, : piece.tours] @ fixed
        programme = pdlp.QuadraticProgram()
        programme.resize_and_initialize(len(columns), len(rows))
        programme.objective_vector = piece.cost[columns]
        programme.constraint_matrix = sp.csc_matrix(matrix.tocsr()[rows])
        programme.constraint_lower_bounds = (piece.below - activity)[rows]
        programme.constraint_upper_bounds = (piece.above - activity)[rows]
        programme.variable_lower_bounds = piece.lower[columns]
        programme.variable_upper_bounds = piece.upper[columns] - np.append(
            fixed[candidates], np.zeros(len(columns) - len(candidates))
        )
        parameters = _parameters(asked.patience)
        if begin is None:
            solved = pdlp.primal_dual_hybrid_gradient(programme, parameters)
        else:
            known = pdlp.PrimalAndDualSolution()
            known.primal_solution, known.dual_solution = begin.plan[columns], begin.rows[rows]
            solved = pdlp.primal_dual_hybrid_gradient(programme, parameters, known)
        plan, multipliers = np.zeros(len(piece.cost)), np.zeros(self._rows)
        plan[columns], multipliers[rows] = np.asarray(solved.primal_solution), np.asarray(solved.dual_solution)
        log = solved.solve_log
        return Solution(
            float(piece.cost @ plan + piece.cost[: piece.tours] @ fixed),
            plan,
            multipliers,
            log.termination_reason == solve_log_pb2.TERMINATION_REASON_OPTIMAL,
            log.iteration_count * matrix.nnz * SECONDS_PER_ENTRY,
        )


def _parameters(patience: Patience) -> solvers_pb2.PrimalDualHybridGradientParams:
    parameters = solvers_pb2.PrimalDualHybridGradientParams()
    ends = parameters.termination_criteria
    ends.simple_optimality_criteria.eps_optimal_relative = patience.precision
    ends.simple_optimality_criteria.eps_optimal_absolute = patience.precision
    ends.time_sec_limit = max(patience.seconds, 0.1)
    ends.iteration_limit = patience.iterations
    parameters.num_threads = 1
    return parameters


class Second:
    """A second process that solves relaxations of a piece while this one does: PDLP holds on to the interpreter."""

    def __init__(self, piece: Piece) -> None:
        context = multiprocessing.get_context("fork")
        self._here, there = context.Pipe()
        self._process = context.Process(target=_serve, args=(piece, self._here, there), daemon=True)
        self._process.start()
        there.close()
        self._busy = False

    def idle(self) -> bool:
        """Return whether it can be asked; an answer that nobody has fetched is thrown away."""
        if self._busy and self._here.poll():
            self.answer()
        return not self._busy

    def ask(self, asked: Asked) -> None:
        """Let it begin with a relaxation."""
        self._here.send(asked)
        self._busy = True

    def answer(self) -> Solution:
        """Wait for what it was asked last."""
        solution: Solution = self._here.recv()
        self._busy = False
        return solution

    def end(self) -> None:
        """End it."""
        self._process.kill()
        self._process.join()


def _serve(piece: Piece, theirs: Connection, mine: Connection) -> None:
    """Answer until the asking process has gone; hold none of its pipes open."""
    theirs.close()
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    relaxation = Relaxation(piece)
    with contextlib.suppress(EOFError, ConnectionError):
        while True:
            mine.send(relaxation.solve(mine.recv()))
