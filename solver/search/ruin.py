"""Ruin and recreate: a tour is forced in, what stands in its way and some more is taken out, what is open is filled best first.

Compiled, since it tries some ten thousand such changes a second; whether one is kept is decided as in simulated annealing. All
that is compiled, with its types and constants, is in this file: what is kept on disk is compiled again when the file changes.

After G. Schrimpf et al., Record breaking optimization results using the ruin and recreate principle (2000), and the blinks of
J. Christiaens and G. Vanden Berghe, Slack induction by string removals for vehicle routing problems (2020).
"""

import math
from collections.abc import Callable
from typing import NamedTuple, TypeVar, cast

import numba
import numpy as np
import numpy.typing as npt

from solver.problem import Bools, Ints
from solver.search.linear import Floats

Function = TypeVar("Function", bound=Callable[..., object])
Places = npt.NDArray[np.int32]

AIMED = 0.8
"""How often what is forced in is a tour for a row that is short, not any."""

BLINK = 0.05
"""How often the next best tour is overlooked when filling."""

CANDIDATES = 4
"""Of so many tours that stand in the way the cheapest goes."""

EJECTIONS = 4
"""At most so many tours are taken out for the one forced in."""

FURTHER = 3
"""At most so many more tours are taken out that share a limit with these."""

OTHERS = 3
"""So many rows that were short before are looked at when filling."""

MOVES, ROWS = 300, 1000
"""Tours taken out or put in by one change, and rows looked at when filling, at most."""

NEVER = 1e18
"""What cannot be done costs so much."""

TINY = 1e-6
"""Smaller differences are of the arithmetic."""


class Landscape(NamedTuple):
    """Tours and rows, numbered anew, as compressed lists: tour t is in the rows `row[first[t]:first[t + 1]]`, with the numbers in
    `number`; hard rows come first, up to `soft[t]`. The tours of row r are `tour[row_first[r]:row_first[r + 1]]`.

    A row costs `short` for each unit under `below`, for `cap` units at most, and `over` for each above `above`; `hard` ones may
    not be above.
    """

    cost: Floats
    least: Ints
    most: Ints
    first: Ints
    soft: Ints
    row: Places
    number: Places
    row_first: Ints
    tour: Places
    below: Ints
    above: Ints
    short: Floats
    cap: Floats
    over: Floats
    hard: Bools


class Standing(NamedTuple):
    """How often a plan has each tour, and what follows: activities of the rows, who is in each hard one, rows that are short.

    `open[:missing[0]]` are the rows that are short, `place` where each row stands there, −1 for none. The tours in a hard row r
    are `members[room[r]:room[r] + listed[r]]`.
    """

    times: Ints
    activity: Ints
    room: Ints
    listed: Ints
    members: Ints
    open: Ints
    place: Ints
    missing: Ints


class Best(NamedTuple):
    """How often the best plan so far has each tour; what it costs, and what the plan in hand costs."""

    times: Ints
    costs: Floats


def compiled(function: Function) -> Function:
    """Return a function that is compiled when it is first called; the result is kept on disk if there is a place to write."""
    try:
        return cast("Function", numba.njit(nogil=True, cache=True)(function))
    except RuntimeError:
        return cast("Function", numba.njit(nogil=True)(function))


@compiled
def price(land: Landscape, row: int, activity: int) -> float:
    """Return what a row costs that may be missed."""
    if activity < land.below[row]:
        return float(land.short[row] * min(land.below[row] - activity, land.cap[row]))
    if activity > land.above[row]:
        return float(land.over[row] * (activity - land.above[row]))
    return 0.0


@compiled
def cost_of(land: Landscape, now: Standing, tour: int) -> float:
    """Return what the plan costs more with a tour more; `NEVER` where a limit would be passed."""
    for entry in range(land.first[tour], land.soft[tour]):
        if now.activity[land.row[entry]] + land.number[entry] > land.above[land.row[entry]]:
            return NEVER
    return soft_cost_of(land, now, tour, 1)


@compiled
def soft_cost_of(land: Landscape, now: Standing, tour: int, step: int) -> float:
    """Return what the plan costs more with a tour more or less, whatever may not be passed."""
    cost = float(land.cost[tour] * step)
    for entry in range(land.soft[tour], land.first[tour + 1]):
        row = land.row[entry]
        before = now.activity[row]
        cost += price(land, row, before + step * land.number[entry]) - price(land, row, before)
    return cost


@compiled
def move(land: Landscape, now: Standing, tour: int, step: int) -> float:
    """Put a tour in or take it out; return what the plan costs more."""
    cost = soft_cost_of(land, now, tour, step)
    now.times[tour] += step
    for entry in range(land.first[tour], land.soft[tour]):
        row = land.row[entry]
        now.activity[row] += step * land.number[entry]
        begin, listed = now.room[row], now.listed[row]
        if step > 0:
            now.members[begin + listed] = tour
        else:
            where = begin
            while now.members[where] != tour:
                where += 1
            now.members[where] = now.members[begin + listed - 1]
        now.listed[row] = listed + step
    for entry in range(land.soft[tour], land.first[tour + 1]):
        row = land.row[entry]
        now.activity[row] += step * land.number[entry]
        is_short = now.activity[row] < land.below[row] and land.short[row] > 0
        if is_short and now.place[row] < 0:
            now.place[row] = now.missing[0]
            now.open[now.missing[0]] = row
            now.missing[0] += 1
        elif not is_short and now.place[row] >= 0:
            now.missing[0] -= 1
            last = now.open[now.missing[0]]
            now.open[now.place[row]] = last
            now.place[last] = now.place[row]
            now.place[row] = -1
    return cost


@compiled
def drawn(rng: np.random.Generator, many: int) -> int:
    """Return a number below `many` by chance."""
    return int(rng.random() * many)


@compiled
def chosen(land: Landscape, now: Standing, rng: np.random.Generator) -> int:
    """Return a tour to force in, most often one for a row that is short."""
    if now.missing[0] > 0 and rng.random() < AIMED:
        row = now.open[drawn(rng, now.missing[0])]
        many = land.row_first[row + 1] - land.row_first[row]
        return int(land.tour[land.row_first[row] + drawn(rng, many)])
    return drawn(rng, len(land.cost))


@compiled
def in_the_way(land: Landscape, now: Standing, rng: np.random.Generator, row: int, tour: int) -> int:
    """Return the cheapest to take out of some tours of a row, their costs blurred; −1 if there are none but `tour`."""
    found, least = -1, NEVER
    for _ in range(CANDIDATES):
        other = now.members[now.room[row] + drawn(rng, now.listed[row])]
        if other != tour and now.times[other] > land.least[other]:
            cost = soft_cost_of(land, now, other, -1) * rng.random()
            if cost < least:
                found, least = other, cost
    return found


@compiled
def ruined(land: Landscape, now: Standing, rng: np.random.Generator, tour: int, moved: Ints) -> tuple[float, int, bool]:
    """Force a tour in and take out what is in its way, then some more.

    Return what the plan costs more, how many were taken out, whether the tour fits now. `moved` begins with it; those follow.
    """
    cost = move(land, now, tour, 1)
    moved[0], out = tour, 0
    for entry in range(land.first[tour], land.soft[tour]):
        row = land.row[entry]
        while now.activity[row] > land.above[row]:
            other = in_the_way(land, now, rng, row, tour) if out < EJECTIONS else -1
            if other < 0:
                return cost, out, False
            out += 1
            moved[out] = other
            cost += move(land, now, other, -1)
    for _ in range(drawn(rng, FURTHER + 1)):
        near = moved[drawn(rng, out + 1)]
        if land.soft[near] == land.first[near]:
            continue
        row = land.row[land.first[near] + drawn(rng, land.soft[near] - land.first[near])]
        if now.listed[row] == 0:
            continue
        other = now.members[now.room[row] + drawn(rng, now.listed[row])]
        if other != tour and now.times[other] > land.least[other]:
            out += 1
            moved[out] = other
            cost += move(land, now, other, -1)
    return cost, out, True


@compiled
def filled(
    land: Landscape, now: Standing, rng: np.random.Generator, row: int, moved: Ints, moves: int
) -> tuple[float, int]:
    """Put in the best tours for a row while it is short and that pays; return what the plan costs more, and the moves by now."""
    cost = 0.0
    while now.place[row] >= 0 and moves < MOVES:
        best, least = -1, -TINY
        for entry in range(land.row_first[row], land.row_first[row + 1]):
            tour = land.tour[entry]
            if now.times[tour] < land.most[tour]:
                of_tour = cost_of(land, now, tour)
                if of_tour < least and rng.random() >= BLINK:
                    best, least = tour, of_tour
        if best < 0:
            break
        moved[moves] = best
        moves += 1
        cost += move(land, now, best, 1)
    return cost, moves


@compiled
def recreated(
    land: Landscape, now: Standing, rng: np.random.Generator, moved: Ints, out: int, rows: Ints
) -> tuple[float, int]:
    """Fill what was taken out, and some rows that were short before, in any order; return what the plan costs more, the moves."""
    many = 0
    for place in range(1, out + 1):
        tour = moved[place]
        for entry in range(land.soft[tour], land.first[tour + 1]):
            row = land.row[entry]
            if now.place[row] >= 0 and many < len(rows):
                rows[many] = row
                many += 1
    for _ in range(OTHERS):
        if now.missing[0] > 0 and many < len(rows):
            rows[many] = now.open[drawn(rng, now.missing[0])]
            many += 1
    cost, moves = 0.0, out + 1
    for place in range(many):
        other = place + drawn(rng, many - place)
        row = rows[other]
        rows[other] = rows[place]
        more, moves = filled(land, now, rng, row, moved, moves)
        cost += more
    return cost, moves


@compiled
def anneal(
    land: Landscape,
    now: Standing,
    best: Best,
    rng: np.random.Generator,
    changes: int,
    hottest: float,
    coolest: float,
) -> None:
    """Try so many changes; how much dearer a plan may become hangs on the temperature, in the objective's unit."""
    if not len(land.cost):
        return
    moved, rows = np.empty(MOVES, dtype=np.int64), np.empty(ROWS, dtype=np.int64)
    for number in range(changes):
        temperature = hottest * (coolest / hottest) ** (number / changes)
        tour = chosen(land, now, rng)
        if now.times[tour] >= land.most[tour]:
            continue
        cost, out, fits = ruined(land, now, rng, tour, moved)
        moves = out + 1
        if fits:
            more, moves = recreated(land, now, rng, moved, out, rows)
            cost += more
        if fits and cost <= -temperature * math.log(1.0 - rng.random()):
            best.costs[1] += cost
            if best.costs[1] < best.costs[0] - TINY:
                best.costs[0] = best.costs[1]
                best.times[:] = now.times
            continue
        for place in range(moves - 1, -1, -1):
            move(land, now, moved[place], 1 if 1 <= place <= out else -1)
