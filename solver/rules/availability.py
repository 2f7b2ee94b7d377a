"""A tour touches no unavailable day. Twin: checks.availability."""

from solver.problem import Problem
from solver.rules.parts import Barred
from solver.tours import Tours


def availability(tours: Tours, problem: Problem) -> Barred:
    """Bar tours with a period that touches an unavailable day."""
    touched = problem.touched(problem.unavailable, tours.person, tours.start, tours.end)
    return Barred("availability", where=touched > 0, found=touched, limit=0, source="/specialists")
