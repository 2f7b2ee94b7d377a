"""The specialist's title is at least the post's; priced, at most `max_below` grades under it.

Grade-months. Twin: checks.title.
"""

import numpy as np

from solver.problem import Problem
from solver.rules.parts import Barred
from solver.tours import Tours


def title(tours: Tours, problem: Problem) -> Barred:
    """Bar tours of people whose title is under the post's."""
    grade, wanted = problem.people.grade[tours.person], problem.post_grade[tours.post]
    below = np.maximum(wanted - grade, 0)
    return Barred(
        "title",
        where=below > 0,
        units=below * tours.months,
        never=below > problem.instance.policy.rules.title.max_below,
        found=grade,
        limit=wanted,
        source="/posts",
    )
