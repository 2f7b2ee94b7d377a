"""The asked person-months are served before the period:  Σ months before it × x + missed ≥ person_months.

Hard: no `missed`. Priced: the goal `milestones_missed` counts it. Twin: checks.milestone.
"""

from collections.abc import Iterator

import numpy as np

from solver.domain.outcome import Claim
from solver.domain.wishes import Milestone
from solver.problem import Bools, Ints, Problem
from solver.rules.parts import Auxiliary, Row
from solver.tours import Tours


def milestone(tours: Tours, problem: Problem) -> Iterator[Row]:
    """Yield the rows of `milestone`."""
    for index, asked in enumerate(problem.instance.milestones):
        months = _months(asked, tours, problem)
        columns = np.flatnonzero(months).astype(np.int32)
        ids = tuple(name for name in (asked.hospital, asked.department, asked.specialty) if name)
        source = f"/milestones/{index}/person_months"
        claim = Claim(rule="milestone", ids=ids, period=asked.by_period, sources=(source,), amount=asked.person_months)
        yield Row(claim, columns, months[columns], at_least=asked.person_months, auxiliaries=missed(problem, index))


def missed(problem: Problem, index: int) -> tuple[tuple[Auxiliary, int], ...]:
    """Return the months that a milestone lacks, as a term of a row; nothing where milestones are hard."""
    if problem.instance.policy.rules.milestone.mode == "hard":
        return ()
    return ((Auxiliary("milestone", (index,), upper=problem.instance.milestones[index].person_months), 1),)


def _months(asked: Milestone, tours: Tours, problem: Problem) -> Ints:
    """Return the months of each tour that count for a milestone."""
    after = min(asked.by_period, problem.horizon)
    mine = np.ones(len(tours), dtype=bool)
    if asked.hospital is not None:
        mine &= tours.recipient == problem.recipient_index[asked.hospital]
    if asked.department is not None:
        mine &= _posts_in(asked.department, problem)[tours.post]
    if asked.specialty is not None:
        mine &= problem.people.has_main(asked.specialty)[tours.person]
    periods = np.minimum(tours.end, after) - np.maximum(tours.start, 0)
    return np.where(mine, np.maximum(periods, 0), 0) * problem.months_per_period


def _posts_in(department: str, problem: Problem) -> Bools:
    return np.array([post.department == department for post in problem.instance.posts], dtype=bool)
