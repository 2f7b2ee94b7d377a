"""A tour comes from a supporter of its post's target.

Where the link is out of the question, hard bars the tour. Where it is undecided, per person, target and run of periods with the
same tours:  Σ x present ≤ paired (hard), or ≤ paired + off, `off` counting months for the goal `off_pair`. Twin: checks.on_pair.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from solver.domain.outcome import Claim
from solver.incidence import Runs, incidence
from solver.problem import Ints, Problem
from solver.rules.pairing import paired
from solver.rules.parts import Auxiliary, Barred, Block, Term
from solver.tours import Tours

NO_TARGET, NEVER_PAIRED = -1, -2


def link_of(tours: Tours, problem: Problem) -> Ints:
    """Return the link that each tour needs, −1 for posts without target, −2 where it is out of the question."""
    links, targets = problem.pairs.links, len(problem.pairs.targets)
    of_target = np.full((len(problem.instance.supporting_hospitals), targets + 1), NEVER_PAIRED, dtype=np.int64)
    of_target[[link.supporter for link in links], [link.target for link in links]] = np.arange(len(links))
    of_target[:, targets] = NO_TARGET
    return of_target[tours.hospital, problem.post_target[tours.post]]


def on_pair(tours: Tours, problem: Problem) -> Barred:
    """Bar tours whose supporter can never stand behind the post's target."""
    return Barred("on_pair", where=link_of(tours, problem) == NEVER_PAIRED, source="/pairings")


def on_chosen_pair(tours: Tours, problem: Problem) -> Iterator[Block]:
    """Yield the rows of `on_pair` where links are undecided. A fact asks for no pairing, but its months count off pair."""
    counted = tours.fact | (problem.instance.policy.rules.on_pair.mode == "priced")
    if problem.instance.policy.goals.off_pair.weight:
        stays = _stays(tours, problem, np.flatnonzero(counted))
        off = away(stays, problem)
        yield from _only_if_paired(stays, problem, (Term(off, np.arange(len(off)), np.full(len(off), -1)),))
    yield from _only_if_paired(_stays(tours, problem, np.flatnonzero(~counted)), problem)


class _Stays(NamedTuple):
    """Per link and person, the runs of periods with the same tours."""

    link: Ints
    person: Ints
    runs: Runs


def _stays(tours: Tours, problem: Problem, rows: Ints) -> _Stays:
    """Return the stays of some tours that need an undecided link."""
    undecided = np.array([not link.fixed for link in problem.pairs.links], dtype=bool)
    link = link_of(tours, problem)[rows]
    rows, link = rows[link >= 0], link[link >= 0]
    rows, link = rows[undecided[link]], link[undecided[link]]
    people = len(problem.people)
    key, entity = np.unique(link * people + tours.person[rows], return_inverse=True)
    runs = incidence(entity, len(key), tours.start[rows], tours.end[rows], problem.horizon).all_runs()
    numbers, person = np.divmod(key[runs.entity], max(people, 1))
    return _Stays(numbers, person, runs._replace(columns=rows[runs.columns].astype(np.int32)))


def _only_if_paired(stays: _Stays, problem: Problem, off: tuple[Term, ...] = ()) -> Iterator[Block]:
    links, runs = problem.pairs.links, stays.runs
    names = problem.instance.supporting_hospitals

    def claim(row: int) -> Claim:
        link = links[stays.link[row]]
        ids = (names[link.supporter].id, problem.pairs.targets[link.target].id)
        return Claim(rule="on_pair", ids=ids, period=int(runs.period[row]), sources=("/pairings",))

    if len(stays.person):
        pair = Term([paired(link) for link in links], stays.link, -problem.people.count[stays.person])
        yield Block("on_pair", claim, runs.first, runs.columns, (pair, *off), at_most=0)


def away(stays: _Stays, problem: Problem) -> list[Auxiliary]:
    """Return the columns that count a person's presence off pair in a run of periods."""
    runs, count = stays.runs, problem.people.count[stays.person]
    keys = zip(*(part.tolist() for part in (stays.person, stays.link, runs.period, runs.periods)), strict=True)
    return [Auxiliary("off_pair", key, upper) for key, upper in zip(keys, count.tolist(), strict=True)]
