"""A tour comes from a supporter of its post's target.

Where the link is out of the question, hard bars the tour. Where it is undecided, per person, target and run of periods with the
same tours:  Σ x present ≤ paired (hard), or ≤ paired + off, `off` counting months for the goal `off_pair`. There the people of
whom another hard limit lets only one be present share a row: no other plans, but a relaxation that is nearer to them (the bound
of 480 people rises by up to 1 %). Twin: checks.on_pair.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from solver.domain.outcome import Claim
from solver.incidence import Runs, incidence
from solver.problem import Ints, Problem
from solver.rules.pairing import paired
from solver.rules.parts import Auxiliary, Barred, Block, Term
from solver.rules.release import limited_groups
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
    priced = problem.instance.policy.rules.on_pair.mode == "priced"
    counted = tours.fact | priced
    if problem.instance.policy.goals.off_pair.weight:
        rows = np.flatnonzero(counted)
        stays = _stays(tours, problem, rows, *(_together if priced else _singly)(tours, problem, rows))
        off = away(stays)
        yield from _only_if_paired(stays, problem, (Term(off, np.arange(len(off)), np.full(len(off), -1)),))
    rows = np.flatnonzero(~counted)
    yield from _only_if_paired(_stays(tours, problem, rows, *_singly(tours, problem, rows)), problem)


class _Stays(NamedTuple):
    """Per link and number of those whom a row counts together: runs of periods with the same tours, and the most people there."""

    link: Ints
    whose: Ints
    most: Ints
    runs: Runs


def _singly(tours: Tours, problem: Problem, rows: Ints) -> tuple[Ints, Ints]:
    """Return for each of some tours its person, and how many that is: a hard limit, quoted in conflicts, says nothing else."""
    person = tours.person[rows]
    return person, problem.people.count[person]


def _together(tours: Tours, problem: Problem, rows: Ints) -> tuple[Ints, Ints]:
    """Return for each of some tours whom a row counts together, as a number, and how many of these can be present at once."""
    people, posts = len(problem.people), len(problem.instance.posts)
    rules = problem.instance.policy.rules
    (person, most), post = _singly(tours, problem, rows), tours.post[rows]
    whose = person.copy()
    single = (problem.demand_target.max(axis=1, initial=0) == 1) & (problem.handover == 0)
    alone = single[post]
    whose[alone] = people + post[alone]
    if rules.release.mode == "hard" and rules.release.count_handover:
        groups, group_of = limited_groups(problem)
        one = np.zeros(len(groups) + 1, dtype=bool)
        for row, hospital in enumerate(problem.instance.supporting_hospitals):
            for code, limits in hospital.release.by_specialty.items() if hospital.release else ():
                one[groups[row, code]] = max(problem.per_period(limits)) == 1
        group = group_of[person]
        grouped = one[group]
        whose[grouped] = people + posts + group[grouped]
        alone |= grouped
    most[alone] = 1
    return whose, most


def _stays(tours: Tours, problem: Problem, rows: Ints, whose: Ints, most: Ints) -> _Stays:
    """Return the stays of some tours that need an undecided link."""
    undecided = np.append(np.array([not link.fixed for link in problem.pairs.links], dtype=bool), [False, False])
    link = link_of(tours, problem)[rows]
    kept = undecided[link]
    rows, link, whose, most = rows[kept], link[kept], whose[kept], most[kept]
    size = int(whose.max(initial=0)) + 1
    key, first, entity = np.unique(link * size + whose, return_index=True, return_inverse=True)
    runs = incidence(entity, len(key), tours.start[rows], tours.end[rows], problem.horizon).all_runs()
    runs = runs._replace(columns=rows[runs.columns].astype(np.int32))
    return _Stays(*np.divmod(key[runs.entity], size), most[first][runs.entity], runs)


def _only_if_paired(stays: _Stays, problem: Problem, off: tuple[Term, ...] = ()) -> Iterator[Block]:
    links, runs = problem.pairs.links, stays.runs
    names = problem.instance.supporting_hospitals

    def claim(row: int) -> Claim:
        link = links[stays.link[row]]
        ids = (names[link.supporter].id, problem.pairs.targets[link.target].id)
        return Claim(rule="on_pair", ids=ids, period=int(runs.period[row]), sources=("/pairings",))

    if len(stays.whose):
        pair = Term([paired(link) for link in links], stays.link, -stays.most)
        yield Block("on_pair", claim, runs.first, runs.columns, (pair, *off), at_most=0)


def away(stays: _Stays) -> list[Auxiliary]:
    """Return the columns that count presence off pair in a run of periods."""
    runs = stays.runs
    keys = zip(*(part.tolist() for part in (stays.whose, stays.link, runs.period, runs.periods)), strict=True)
    return [Auxiliary("off_pair", key, upper) for key, upper in zip(keys, stays.most.tolist(), strict=True)]
