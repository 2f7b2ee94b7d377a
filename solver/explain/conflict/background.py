"""What a first search takes for granted: who is a candidate at all, and for tours of which length and when.

Only tours of people whom a post accepts, of a length and start of its kind, where there is demand, are candidates; a core
found among them may need `specialty`, `tour_length` or a demand of nobody. Here the tours on the posts of a core are made without
these rules, which become units like the others, and are left out where the conflict stands without them. So is a rest that is
only the period between two tours on one post.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from solver.domain.outcome import Claim
from solver.explain.conflict.shrink import shrunk
from solver.explain.conflict.units import TAKEN_FOR_GRANTED, Unit, unit_of
from solver.explain.conflict.world import Limits, World
from solver.problem import Bools, Problem
from solver.rules.specialty import specialty
from solver.rules.tour_length import tour_length
from solver.tours import Tours, candidates

BACKGROUND = ("specialty", "tour_length", "headcount")
WANTING_ELSEWHERE = frozenset({"quota", "milestone", "handover", "senior_presence", "team"})
"""Rules for which a tour may be wanted in other periods than a minimum or a lock names."""
MOST_TOURS = 200_000
"""Tours on the posts of a core, a like share on each, up to which everybody is looked at for any length; beyond, one liberty at
a time."""


class Widened(NamedTuple):
    """A core's claims with those of the background that it needs, and the rules that were not looked at."""

    claims: tuple[Claim, ...]
    irreducible: bool
    granted: tuple[str, ...]


@dataclass(frozen=True)
class Adjoining(Tours):
    """Tours of which any may adjoin another: rows that lean on a rest between tours are then posted all the same."""

    @cached_property
    def may_adjoin(self) -> Bools:
        """Whether another tour may come right before or after, which is so once rests are left out."""
        return np.ones(len(self), dtype=bool)


def with_background(claims: list[Claim], helping: Tours, problem: Problem, limits: Limits) -> Widened:
    """Return the claims of a core and of what it needs besides. `helping` are the candidates that may help to keep them."""
    links = _links_matter(claims, problem)
    unknown = Widened(tuple(claims), True, (*BACKGROUND, *links))
    wide, narrowed = _wide(claims, helping, problem)
    stems = {*BACKGROUND, *TAKEN_FOR_GRANTED, *(claim.rule for claim in claims)}
    world = World(
        problem, Adjoining(*(getattr(wide, column) for column in ("problem", *_COLUMNS))), _like(claims), stems
    )
    mine = {unit_of(claim) for claim in claims}
    kept = [number for number, unit in enumerate(world.units) if unit in mine]
    if {world.units[number] for number in kept} != mine:
        return unknown
    rests = [number for number in kept if world.units[number].rule == "rest"]
    kept = [number for number in kept if number not in rests]
    background = [n for n, claim in enumerate(world.claims) if world.units[n] not in mine and is_background(claim)]
    background = rests + background
    if not world.is_infeasible([*kept, *background], limits):
        return unknown
    core = shrunk(background, lambda units: world.is_infeasible([*kept, *units], limits))
    found = [world.claims[number] for number in core.units]
    looked_at = narrowed <= {claim.ids[0] for claim in found if claim.rule == "specialty"}
    standing = [claim for claim in claims if claim.rule != "rest"]
    return Widened((*standing, *found), core.irreducible, (*(() if looked_at else ("specialty",)), *links))


def _links_matter(claims: list[Claim], problem: Problem) -> tuple[str, ...]:
    """Return the rule `pairing` where a core may need that some links are out of the question; that is not looked at."""
    instance, targets = problem.instance, problem.pairs.targets
    some_are_out = len(problem.pairs.links) < len(instance.supporting_hospitals) * len(targets)
    about_links = any(claim.rule == "pairing" or (claim.rule == "on_pair" and len(claim.ids) == 1) for claim in claims)
    return ("pairing",) if some_are_out and about_links else ()


def is_background(claim: Claim) -> bool:
    """Return whether a claim is one of those that a first search takes for granted."""
    return claim.rule in ("specialty", "tour_length") or (claim.rule == "headcount" and claim.amount == 0)


def _like(claims: Iterable[Claim]) -> Callable[[Claim], Unit]:
    """Return the units of these claims also for limits that, among more tours, hold for a part of their periods only."""
    runs: dict[tuple[str, tuple[str, ...]], list[Claim]] = {}
    for claim in claims:
        if claim.to_period is not None:
            runs.setdefault((claim.rule, claim.ids), []).append(claim)

    def unit(claim: Claim) -> Unit:
        for run in runs.get((claim.rule, claim.ids), ()):
            assert run.period is not None
            assert run.to_period is not None
            if claim.period is not None and run.period <= claim.period < run.to_period and run.amount == claim.amount:
                return unit_of(run)
        return unit_of(claim)

    return unit


def _wide(claims: list[Claim], helping: Tours, problem: Problem) -> tuple[Tours, set[str]]:
    """Return the tours that may matter for a core, and the posts that lack those of unaccepted people which also do not fit."""
    parts, narrowed = [helping], set()
    posts = _posts(claims, problem)
    for post, named in posts.items():
        widest = candidates(problem, widest=True, posts=[post])
        if named is not None:
            widest = widest.take(_of(named, widest, problem))
        widest = widest.take(_may_help(post, claims, widest))
        if len(widest) > MOST_TOURS / len(posts):
            widest = widest.take(~specialty(widest, problem).where | ~tour_length(widest, problem).where)
            narrowed.add(str(problem.instance.posts[post].id))
        parts.append(widest)
    return _distinct(parts, problem), narrowed


def _may_help(post: int, claims: list[Claim], tours: Tours) -> Bools:
    """Return the tours on a post that are there in a period for which a claim wants somebody: the others can only be in the way.

    All of them where a rule wants people besides minimums and locks.
    """
    if any(claim.rule in WANTING_ELSEWHERE for claim in claims):
        return np.ones(len(tours), dtype=bool)
    helps = np.zeros(len(tours), dtype=bool)
    name = tours.problem.instance.posts[post].id
    for claim in claims:
        wants = claim.rule == "coverage" or (claim.rule == "locked" and claim.sources[0].startswith("/locked"))
        if wants and name in claim.ids and claim.period is not None:
            after = claim.period + 1 if claim.to_period is None else claim.to_period
            helps |= (tours.start < after) & (claim.period < tours.end)
        elif wants and name in claim.ids:
            helps[:] = True
    return helps


def _posts(claims: list[Claim], problem: Problem) -> dict[int, list[str] | None]:
    """Return the posts that a core wants people on, with the people or hospitals it means; none = anybody."""
    posts: dict[int, list[str] | None] = {}
    for claim in claims:
        if claim.rule == "coverage":
            posts[problem.post_index[claim.ids[0]]] = None
        elif claim.rule == "locked" and claim.sources[0].startswith("/locked"):
            named = posts.setdefault(problem.post_index[claim.ids[1]], [])
            if named is not None:
                named.append(claim.ids[0])
    return posts


def _of(named: list[str], tours: Tours, problem: Problem) -> Bools:
    """Return the tours of some people, or hospitals' people, by id."""
    rows = [row for name in named for row in problem.people.rows_of.get(name, ())]
    hospitals = [problem.supporter_index[name] for name in named if name in problem.supporter_index]
    return np.isin(tours.person, rows) | np.isin(tours.hospital, hospitals)


def _distinct(parts: list[Tours], problem: Problem) -> Tours:
    columns = [np.concatenate([getattr(part, name) for part in parts]) for name in _COLUMNS]
    table = np.unique(np.stack([column.astype(np.int64) for column in columns]), axis=1)
    return Tours(problem, table[0], table[1], table[2], table[3], table[4].astype(bool))


_COLUMNS = ("person", "post", "start", "periods", "fact")
