"""A tour comes from a supporter of its post's target; priced months are counted by `off_pair`. Twin: checks.on_pair."""

from solver.problem import Problem
from solver.rules.parts import Barred
from solver.tours import Tours


def on_pair(tours: Tours, problem: Problem) -> Barred:
    """Bar tours whose supporter does not stand behind the post's target."""
    return Barred("on_pair", where=~problem.paired[tours.hospital, tours.post], source="/pairings")
