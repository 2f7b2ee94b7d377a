"""A program level by level, as a matrix: what the levels before have reached are rows of it."""

from solver.problem import Ints
from solver.program import Program
from solver.search.exact import Found, Limits
from solver.search.levels import Stage
from solver.search.matrix import WEAK, Matrix, matrix_of
from solver.search.state import State


class Levelled:
    """What both engines share: the cost of a level, what is kept of the levels before, and the search of their matrix."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._matrix: Matrix = matrix_of(program, program.cost(program.amounts))

    def cost(self, stage: Stage) -> Ints:
        """Return what each column costs in a level."""
        return self._program.cost(stage.goals)

    def keep_within(self, stage: Stage, most: int) -> None:
        """Keep a level's sum at or below a value from now on."""
        self._matrix = self._matrix.keeping(self.cost(stage), most)

    def _state(self, stage: Stage, limits: Limits, found: Found) -> State:
        """Return the search of a level, which has no plan in hand yet; its bound counts no weak goal."""
        matrix = self._matrix.minimising(self.cost(stage))
        priced = matrix.minimising(self._program.cost([goal for goal in stage.goals if goal not in WEAK]))
        return State(matrix, priced, self._program.tours, limits, found)
