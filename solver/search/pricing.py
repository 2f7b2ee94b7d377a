"""The linear relaxation and the dive in processes of their own: PDLP holds on to the interpreter while it works.

A child is asked one question and gives one answer; a stop ends it, and then there is none.
"""

import logging
import math
import pickle
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from solver.errors import InternalError
from solver.problem import Ints
from solver.search.dive import Allowance, Dive
from solver.search.generation import generated, narrowed
from solver.search.linear import Floats, Patience, Piece, Second, Solution
from solver.search.matrix import FREE, Matrix
from solver.search.pairings import settle_pairings

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Multipliers:
    """What a dual pass brought: multipliers per row, and a fractional plan per column where there is one."""

    rows: Floats
    plan: Floats


@dataclass(frozen=True)
class _Price:
    """Solve the relaxation of a piece, from a solution if there is one."""

    piece: Piece
    begin: Multipliers | None
    patience: Patience

    def answer(self) -> Multipliers:
        piece = self.piece
        begin = None if self.begin is None else _solution(piece, self.begin)
        solved = generated(piece, begin, self.patience)
        return Multipliers(solved.rows, solved.plan)


@dataclass(frozen=True)
class _Plunge:
    """Dive into a piece from its relaxation."""

    piece: Piece
    begin: Multipliers
    seconds: float
    work: float | None
    seed: int
    processes: int

    def answer(self) -> Ints:
        allowance = Allowance(time.monotonic() + self.seconds, self.work)
        few = narrowed(self.piece, _solution(self.piece, self.begin))
        simpler = settle_pairings(few.piece, few.solution, allowance, self.seed)
        piece, root = (few.piece, few.solution) if simpler is None else (simpler.piece, simpler.solution)
        fixed = np.zeros(self.piece.tours, dtype=np.int64)
        fixed[few.tours] = self._dived(piece, root, allowance)
        return fixed

    def _dived(self, piece: Piece, root: Solution, allowance: Allowance) -> Ints:
        second = Second(piece) if self.processes > 1 else None
        try:
            return Dive(piece, root, allowance, second=second).run()
        finally:
            if second is not None:
                second.end()


def _solution(piece: Piece, known: Multipliers) -> Solution:
    return Solution(float(piece.cost @ known.plan), known.plan, known.rows, reached=True, work=0.0)


def multipliers_of(
    matrix: Matrix,
    rows: Ints,
    columns: Ints,
    patience: Patience,
    stopped: threading.Event,
    begin: Multipliers | None = None,
) -> Multipliers | None:
    """Return multipliers of some rows, with a fractional plan of some columns, from the linear relaxation of just these.

    Arrays are as long as the lists given, those of `begin` too. All entries of the rows lie in the columns. None after a stop.
    """
    found = answered(_Price(piece_of(matrix, rows, columns), begin, patience), stopped)
    return found if isinstance(found, Multipliers) else None


def solved_here(matrix: Matrix, rows: Ints, columns: Ints, patience: Patience) -> Multipliers:
    """Return the same from this process, which does nothing else meanwhile: for questions of a second or less."""
    return _Price(piece_of(matrix, rows, columns), None, patience).answer()


def dived(
    matrix: Matrix,
    rows: Ints,
    columns: Ints,
    begin: Multipliers,
    allowance: Allowance,
    seed: int,
    processes: int,
    stopped: threading.Event,
) -> Ints | None:
    """Return how often a dive fixes each of the columns that are tours, in their order.

    It may use two processes; one is enough where others are busy. None after a stop.
    """
    seconds = allowance.until - time.monotonic()
    piece = piece_of(matrix, rows, columns)
    found = answered(_Plunge(piece, begin, seconds, allowance.work, seed, processes), stopped)
    return found if isinstance(found, np.ndarray) else None


def piece_of(matrix: Matrix, rows: Ints, columns: Ints) -> Piece:
    """Return some rows and columns, these in rising order, as a piece of its own."""
    below, above = matrix.below[rows].astype(np.float64), matrix.above[rows].astype(np.float64)
    below[matrix.below[rows] <= -FREE] = -np.inf
    above[matrix.above[rows] >= FREE] = np.inf
    return Piece(
        matrix.cost[columns].astype(np.float64),
        matrix.rows[rows][:, columns].tocsr(),
        below,
        above,
        matrix.lower[columns].astype(np.float64),
        matrix.upper[columns].astype(np.float64),
        int((columns < matrix.tours).sum()),
        np.isfinite(above) & ~matrix.softened_above[rows],
        np.flatnonzero(np.isin(columns, matrix.pairings)),
    )


class Question(Protocol):
    """What a child is asked; it is pickled, and so is the answer."""

    def answer(self) -> object:
        """Return the answer."""


def answered(question: Question, stopped: threading.Event, until: float = math.inf) -> object:
    """Ask a child; return what it answers, or none if it is stopped or killed before, or takes longer than `until`.

    `until` is a clock reading (time.monotonic). Raises InternalError if the child fails.
    """
    asked, late = pickle.dumps(question), False
    with subprocess.Popen([sys.executable, "-m", __name__], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        answer = _Answer(child, asked)
        answer.start()
        while answer.is_alive():
            answer.join(0.05)
            late = late or time.monotonic() > until
            if late or stopped.is_set():
                child.kill()
    if late or stopped.is_set():
        return None
    if child.returncode > 0:
        raise InternalError("a process of the dual pass has failed, see its message on stderr")
    if child.returncode < 0:
        log.warning("a process of the dual pass was ended by signal %d", -child.returncode)
        return None
    return pickle.loads(answer.content)


class _Answer(threading.Thread):
    """Sends a child its question and keeps what it answers."""

    def __init__(self, child: subprocess.Popen[bytes], asked: bytes) -> None:
        super().__init__(daemon=True)
        self._child, self._asked = child, asked
        self.content = b""

    def run(self) -> None:
        """Talk to the child until it has ended."""
        try:
            self.content, _ = self._child.communicate(self._asked)
        except (BrokenPipeError, ValueError):
            self.content = b""


if __name__ == "__main__":
    question: Question = pickle.load(sys.stdin.buffer)
    sys.stdout.buffer.write(pickle.dumps(question.answer()))
