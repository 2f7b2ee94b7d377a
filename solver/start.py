"""A plan to begin from, as values of the tour columns."""

import numpy as np

from solver.domain.plan import Plan
from solver.problem import Ints
from solver.tours import Tours


def columns_of(plan: Plan, tours: Tours) -> Ints:
    """Return how often each candidate tour is in a plan. Tours that are no candidates are left out."""
    problem = tours.problem
    base = problem.end - problem.earliest + 1

    def key(person: Ints, post: Ints, start: Ints, end: Ints) -> Ints:
        posts = len(problem.instance.posts)
        return ((person * posts + post) * base + start - problem.earliest) * base + end - problem.earliest

    keys = key(tours.person, tours.post, tours.start, tours.end)
    order = np.argsort(keys, kind="stable")
    ranked = keys[order]
    values = np.zeros(len(tours), dtype=np.int64)
    for tour in plan.tours:
        rows = problem.people.rows_of.get(tour.specialist, [])
        if tour.post not in problem.post_index or tour.to_period > problem.end or tour.from_period < problem.earliest:
            continue
        for person in rows:
            if problem.people.unit[person] in (-1, tour.unit):
                numbers = (person, problem.post_index[tour.post], tour.from_period, tour.to_period)
                wanted = int(key(*(np.array(number, dtype=np.int64) for number in numbers)))
                place = int(np.searchsorted(ranked, wanted))
                if place < len(ranked) and ranked[place] == wanted:
                    values[order[place]] += 1
    return values
