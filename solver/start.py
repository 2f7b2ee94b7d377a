"""A plan to begin from, as values of the columns that say what it does: tours and pairings."""

import numpy as np

from solver.domain.plan import Plan
from solver.problem import Ints
from solver.program import Program
from solver.rules.pairing import paired
from solver.tours import Tours


def values_of(plan: Plan, program: Program) -> Ints:
    """Return how often each candidate tour is in a plan, and which pairings; nothing is said of other columns, they are 0.

    What is no candidate is left out.
    """
    values = np.zeros(len(program.upper), dtype=np.int64)
    values[: len(program.tours)] = columns_of(plan, program.tours)
    pairs = program.problem.pairs
    planned = {(pairing.supporter, pairing.target) for pairing in plan.pairings}
    supporters = program.problem.instance.supporting_hospitals
    chosen = {
        paired(link)
        for link in pairs.links
        if (supporters[link.supporter].id, pairs.targets[link.target].id) in planned
    }
    undecided = program.undecided_pairings
    values[undecided] = [program.auxiliaries[column - len(program.tours)] in chosen for column in undecided.tolist()]
    return values


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
