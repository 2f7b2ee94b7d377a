"""A tour lasts between its kind's minimum and maximum, starts at a batch start, and is of a kind the person agreed to.

Periods; on a post with handover the maximum grows by the handover. Twin: checks.tour_length.
"""

import numpy as np

from solver.problem import Bools, Problem
from solver.rules.parts import Barred
from solver.tours import Tours, agreed


def tour_length(tours: Tours, problem: Problem) -> Barred:
    """Bar tours that are too short, too long, out of step with the batches, or of a kind not agreed to."""
    where = refused(tours, problem)
    for misfit in misfits(tours, problem).values():
        where = where | misfit
    longest = problem.post_periods_max[tours.post]
    return Barred("tour_length", where=where, found=tours.periods, limit=longest, source="/tour_kinds")


def misfits(tours: Tours, problem: Problem) -> dict[str, Bools]:
    """Return, by the field of the kind that asks for it, the tours that are too short, too long or out of step."""
    first = np.maximum(tours.start, 0)
    return {
        "min_months": ~tours.under_way & (tours.periods < problem.post_periods_min[tours.post]),
        "max_months": tours.periods > problem.post_periods_max[tours.post],
        "batch_starts": ~tours.under_way & ~problem.post_starts[tours.post, first],
    }


def refused(tours: Tours, problem: Problem) -> Bools:
    """Return the tours of a kind that the person did not agree to."""
    people, posts = problem.people.specialists, problem.instance.posts
    pairs, row = np.unique(tours.person * len(posts) + tours.post, return_inverse=True)
    kinds = [agreed(people[pair // len(posts)].tour_kinds, posts[pair % len(posts)].tour_kind) for pair in pairs]
    return ~np.array(kinds, dtype=bool)[row]
