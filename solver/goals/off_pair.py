"""Person-months inside the horizon served from outside the target's supporters.

Where the link is out of the question, the tour costs its months; where it is undecided, `off` of the rows of `on_pair` counts
them, times the periods of its run. Twin: checks.goals.off_pair.
"""

import numpy as np

from solver.problem import Problem
from solver.rules.on_pair import NEVER_PAIRED, link_of, on_chosen_pair
from solver.rules.parts import Expression
from solver.tours import Tours


def off_pair(tours: Tours, problem: Problem) -> Expression:
    """Return the goal; the rows that give `off` its meaning belong to `on_pair`."""
    mode = problem.instance.policy.rules.on_pair.mode
    if mode == "off":
        return Expression()
    never = link_of(tours, problem) == NEVER_PAIRED
    terms = tuple(
        (off, int(off.key[3]) * problem.months_per_period)
        for block in on_chosen_pair(tours, problem)
        for term in block.terms[1:]
        for off in term.auxiliaries
    )
    return Expression(per_tour=np.where(never, tours.months_inside, 0), auxiliaries=terms)
