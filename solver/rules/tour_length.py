"""A tour lasts between its kind's minimum and maximum, starts at a batch start, and is of a kind the person agreed to.

Periods; on a post with handover the maximum grows by the handover. Twin: checks.tour_length.
"""

import numpy as np

from solver.problem import Problem
from solver.rules.parts import Barred
from solver.tours import Tours, agreed


def tour_length(tours: Tours, problem: Problem) -> Barred:
    """Bar tours that are too short, too long, out of step with the batches, or of a kind not agreed to."""
    people, posts = problem.people.specialists, problem.instance.posts
    pairs, row = np.unique(tours.person * len(posts) + tours.post, return_inverse=True)
    refused = [not agreed(people[pair // len(posts)].tour_kinds, posts[pair % len(posts)].tour_kind) for pair in pairs]
    started = tours.under_way | problem.post_starts[tours.post, np.maximum(tours.start, 0)]
    short = ~tours.under_way & (tours.periods < problem.post_periods_min[tours.post])
    longest = problem.post_periods_max[tours.post]
    where = short | (tours.periods > longest) | ~started | np.array(refused, dtype=bool)[row]
    return Barred("tour_length", where=where, found=tours.periods, limit=longest, source="/tour_kinds")
