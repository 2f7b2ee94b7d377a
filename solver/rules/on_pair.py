"""A tour comes from a supporter of its post's target.

Where the link is out of the question, hard bars the tour. Where it is undecided, per person, target and run of periods with the
same tours:  Σ x present ≤ paired (hard), or ≤ paired + off, `off` counting months for the goal `off_pair`. Twin: checks.on_pair.
"""

from collections.abc import Iterator

import numpy as np

from solver.domain.outcome import Claim
from solver.incidence import incidence
from solver.problem import Ints, Problem
from solver.rules.pairing import paired
from solver.rules.parts import Auxiliary, Barred, Row
from solver.tours import Tours

NO_TARGET, NEVER_PAIRED = -1, -2


def link_of(tours: Tours, problem: Problem) -> Ints:
    """Return the link that each tour needs, −1 for posts without target, −2 where it is out of the question."""
    table = np.full(
        (len(problem.instance.supporting_hospitals), len(problem.instance.posts)), NEVER_PAIRED, dtype=np.int64
    )
    table[:, problem.post_target < 0] = NO_TARGET
    for column, target in enumerate(problem.post_target):
        for row in range(len(table)):
            if target >= 0:
                table[row, column] = problem.pairs.link_index.get((row, int(target)), NEVER_PAIRED)
    return table[tours.hospital, tours.post]


def on_pair(tours: Tours, problem: Problem) -> Barred:
    """Bar tours whose supporter can never stand behind the post's target."""
    return Barred("on_pair", where=link_of(tours, problem) == NEVER_PAIRED, source="/pairings")


def on_chosen_pair(tours: Tours, problem: Problem) -> Iterator[Row]:
    """Yield the rows of `on_pair` where links are undecided. A fact asks for no pairing, but its months count off pair."""
    policy = problem.instance.policy
    priced = policy.rules.on_pair.mode == "priced"
    for number, rows in _by_link(tours, problem):
        counted = tours.fact[rows] | priced
        if policy.goals.off_pair.weight:
            yield from _present_only_if_paired(tours, problem, number, rows[counted], or_off=True)
        yield from _present_only_if_paired(tours, problem, number, rows[~counted], or_off=False)


def _present_only_if_paired(tours: Tours, problem: Problem, number: int, rows: Ints, *, or_off: bool) -> Iterator[Row]:
    link = problem.pairs.links[number]
    ids = (problem.instance.supporting_hospitals[link.supporter].id, problem.pairs.targets[link.target].id)
    for person, mine in tours.by_person(rows):
        present = incidence(np.zeros(len(mine), dtype=np.int64), 1, tours.start[mine], tours.end[mine], problem.horizon)
        count = int(problem.people.count[person])
        for period, periods, columns in present.runs(0):
            if not len(columns):
                continue
            claim = Claim(rule="on_pair", ids=ids, period=period, sources=("/pairings",))
            off = away(person, number, period, periods, count)
            terms = ((paired(link), -count), (off, -1)) if or_off else ((paired(link), -count),)
            yield Row(claim, mine[columns].astype(np.int32), at_most=0, auxiliaries=terms)


def away(person: int, link: int, period: int, periods: int, count: int) -> Auxiliary:
    """Return the column that counts a person's presence off pair in a run of periods."""
    return Auxiliary("off_pair", (person, link, period, periods), upper=count)


def _by_link(tours: Tours, problem: Problem) -> Iterator[tuple[int, Ints]]:
    """Yield each undecided link with the rows of the tours that need it."""
    link = link_of(tours, problem)
    order = np.argsort(link, kind="stable")
    numbers, first = np.unique(link[order], return_index=True)
    bounds = np.append(first, len(order))
    for number, begin, end in zip(numbers.tolist(), bounds[:-1], bounds[1:], strict=True):
        if number >= 0 and not problem.pairs.links[number].fixed:
            yield number, order[begin:end]
