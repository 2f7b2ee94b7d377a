"""Where more is wanted than can be brought: seats on the sink's side of a minimum cut.

People who can be on the same seats are one node, and so are seats that the same people can be on, so that a question with
ten thousand people stays small. The network leaves rules out, never in: its cut is a proposal, and what people can bring to
the seats of it is counted anew (`certificate_supply`).

Over time:  source → people (what they can serve at most) → people in a period → seats (wanted) → places → sink.
By period:  source → hospital (what it spares in the period) → its main specialty → people → seats → places → sink.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from ortools.graph.python import max_flow

from solver.domain.document import Specialty
from solver.problem import Bools, Ints, Problem
from solver.tours import Tours

UNLIMITED = 1 << 40
_HASH_SEED = 20_260_301


@dataclass(frozen=True)
class Presences:
    """Who could be on which seat: rows of people × posts × periods of the horizon, as three columns in rising order."""

    person: Ints
    post: Ints
    period: Ints

    def among(self, seats: Bools) -> "Presences":
        """Return those on some seats, given as posts × periods."""
        kept = seats[self.post, self.period]
        return Presences(self.person[kept], self.post[kept], self.period[kept])


def presences(problem: Problem, tours: Tours) -> Presences:
    """Return every presence of a candidate tour on a seat that is wanted."""
    posts, horizon = problem.demand_min.shape
    wanted: Bools = problem.demand_min > 0
    mine = np.flatnonzero(problem.demand_min.sum(axis=1)[tours.post])
    pairs, index = np.unique(tours.person[mine] * posts + tours.post[mine], return_inverse=True)
    change = np.zeros((len(pairs), horizon + 1), dtype=np.int32)
    np.add.at(change, (index, np.clip(tours.start[mine], 0, horizon)), 1)
    np.add.at(change, (index, np.clip(tours.end[mine], 0, horizon)), -1)
    present: Bools = change[:, :-1].cumsum(axis=1) > 0
    pair, period = np.nonzero(present & wanted[pairs % posts])
    return Presences(pairs[pair] // posts, pairs[pair] % posts, period)


@dataclass(frozen=True, eq=False)
class Scarce:
    """Proposed seats, posts × periods: those that lack people, and those of a hospital and period that lack places."""

    people: Bools
    housing: Bools

    @classmethod
    def nothing(cls, shape: tuple[int, ...]) -> "Scarce":
        """Return the proposal that nothing is scarce."""
        return cls(np.zeros(shape, dtype=bool), np.zeros(shape, dtype=bool))

    def with_also(self, other: "Scarce") -> "Scarce":
        """Return what one of two proposes; where either says that places are lacking, people are not asked for."""
        housing = self.housing | other.housing
        return Scarce((self.people | other.people) & ~housing, housing)


@dataclass(frozen=True)
class Flows:
    """Proposes scarce seats for a demand. `longest` is what one unit of each row of people can serve at most."""

    problem: Problem
    present: Presences
    longest: Ints

    def over_time(self, wanted: Ints) -> Scarce:
        """Return the seats that lack people over the horizon as a whole."""
        network = self._with_seats(wanted, self.longest)
        capacity = np.bincount(network.kind, self.longest * self.problem.people.count, network.kinds).astype(np.int64)
        network.arcs(network.source, network.kind_nodes, capacity)
        kind = network.cells // self.problem.horizon
        network.arcs(network.kind_nodes[kind], network.cell_nodes, network.people_of_kind[kind])
        return network.scarce()

    def by_period(self, wanted: Ints) -> Scarce:
        """Return the seats that lack people in each period, where hospitals spare only so many."""
        problem, horizon = self.problem, self.problem.horizon
        groups, limits, group = _release_groups(problem)
        network = self._with_seats(wanted, group)
        kind, period = np.divmod(network.cells, horizon)
        of_kind = np.zeros(network.kinds, dtype=np.int64)
        of_kind[network.kind] = group
        group_nodes, hospital_nodes = network.new(len(groups) * horizon), network.new(len(limits) * horizon)
        network.arcs(network.source, hospital_nodes, limits.ravel())
        every = np.arange(len(groups) * horizon)
        hospital = np.array([hospital for hospital, _ in groups], dtype=np.int64)[every // horizon]
        spared = np.array([limit for _, limit in groups], dtype=np.int64).ravel()
        network.arcs(hospital_nodes[hospital * horizon + every % horizon], group_nodes, spared)
        network.arcs(group_nodes[of_kind[kind] * horizon + period], network.cell_nodes, network.people_of_kind[kind])
        return network.scarce()

    def _with_seats(self, wanted: Ints, apart: Ints) -> "_Network":
        """Return the network from people in a period on; people of different `apart` stay different nodes."""
        return _Network(self.problem, self.present.among(wanted > 0), wanted, apart)


def _release_groups(problem: Problem) -> tuple[list[tuple[int, list[int]]], Ints, Ints]:
    """Return (hospital, limit per period) of each main specialty, each hospital's limits, and everybody's group."""
    index: dict[tuple[int, str | None], int] = {}
    group = np.zeros(len(problem.people), dtype=np.int64)
    for row, specialist in enumerate(problem.people.specialists):
        key = int(problem.people.hospital[row]), specialist.main_specialty
        group[row] = index.setdefault(key, len(index))
    hard = problem.instance.policy.rules.release.mode == "hard"
    releases = [one.release if hard else None for one in problem.instance.supporting_hospitals]
    groups, limits = [], []
    for hospital, specialty in index:
        release = releases[hospital]
        by_specialty = {} if release is None or specialty is None else release.by_specialty
        numbers = by_specialty.get(Specialty(specialty or ""), UNLIMITED)
        groups.append((hospital, problem.per_period(numbers)))
    for release in releases:
        total = None if release is None else release.total
        limits.append(problem.per_period(UNLIMITED if total is None else total))
    return groups, np.array(limits, dtype=np.int64), group


class _Network:
    """Cells (people in a period), seats and places; the side of the source is added by who asks."""

    source, sink = 0, 1

    def __init__(self, problem: Problem, present: Presences, wanted: Ints, apart: Ints) -> None:
        self._problem, self._wanted, self._nodes = problem, wanted, 2
        self._arcs: list[tuple[Ints, Ints, Ints]] = []
        chance = np.random.default_rng(_HASH_SEED)
        posts, horizon = wanted.shape
        seat = present.post * horizon + present.period
        sign = np.zeros(len(problem.people), dtype=np.uint64)
        np.add.at(sign, present.person, chance.integers(1 << 63, size=posts * horizon, dtype=np.uint64)[seat])
        _, first, kind = np.unique(
            np.stack([sign, apart.astype(np.uint64)]), axis=1, return_index=True, return_inverse=True
        )
        self.kind, self.kinds = kind.reshape(-1), len(first)
        self.people_of_kind = np.bincount(self.kind, problem.people.count, self.kinds).astype(np.int64)
        named = first[self.kind[present.person]] == present.person
        kind, period, seat = self.kind[present.person[named]], present.period[named], seat[named]
        self.kind_nodes = self.new(self.kinds)
        self.cells, cell = np.unique(kind * horizon + period, return_inverse=True)
        self.cell_nodes = self.new(len(self.cells))
        self._seat_group, group_sizes = self._grouped(chance, kind, seat)
        self._group_nodes = self.new(len(group_sizes))
        edges = np.unique(cell * len(group_sizes) + self._seat_group[seat])
        cell, group = np.divmod(edges, len(group_sizes))
        self.arcs(self.cell_nodes[cell], self._group_nodes[group], np.full(len(edges), UNLIMITED))
        self.arcs(self._group_nodes, self._after, group_sizes)

    def new(self, count: int) -> Ints:
        """Return so many new nodes."""
        self._nodes += count
        return np.arange(self._nodes - count, self._nodes)

    def arcs(self, tail: Ints | int, head: Ints | int, capacity: Ints) -> None:
        """Add arcs."""
        tails, heads, capacities = np.broadcast_arrays(tail, head, capacity)
        self._arcs.append((tails, heads, capacities))

    def _grouped(self, chance: np.random.Generator, kind: Ints, seat: Ints) -> tuple[Ints, Ints]:
        """Put seats of one period together that the same kinds of people can be on; return group of seat, and demand."""
        posts, horizon = self._wanted.shape
        sign = np.zeros(posts * horizon, dtype=np.uint64)
        np.add.at(sign, seat, chance.integers(1 << 63, size=self.kinds, dtype=np.uint64)[kind])
        every = np.arange(posts * horizon)
        place = np.where(self._is_housed, self._problem.post_recipient, -1)[every // horizon]
        key = np.stack([sign, (every % horizon).astype(np.uint64), (place + 1).astype(np.uint64)])
        _, first, group = np.unique(key, axis=1, return_index=True, return_inverse=True)
        group = group.reshape(-1)
        demand = np.bincount(group, self._wanted.ravel(), len(first)).astype(np.int64)
        places = self.new(len(self._places) * horizon)
        self.arcs(places, self.sink, self._places.ravel())
        self._place_nodes = places
        at = place[first] * horizon + first % horizon
        self._after = np.where(place[first] < 0, self.sink, places[np.maximum(at, 0)])
        return group, demand

    @cached_property
    def _places(self) -> Ints:
        """Places per recipient hospital and period; very many where there is no limit."""
        hospitals = self._problem.instance.recipient_hospitals
        numbers = [UNLIMITED if one.housing is None else one.housing for one in hospitals]
        return np.array([self._problem.per_period(number) for number in numbers], dtype=np.int64)

    @cached_property
    def _is_housed(self) -> Bools:
        """Whether the hospital of each post has only so many places."""
        hard = self._problem.instance.policy.rules.housing.mode == "hard"
        limited = np.array([one.housing is not None for one in self._problem.instance.recipient_hospitals], dtype=bool)
        return limited[self._problem.post_recipient] & hard

    def scarce(self) -> Scarce:
        """Solve and return the seats on the sink's side of the minimum cut nearest to it."""
        flow = max_flow.SimpleMaxFlow()
        tail, head, capacity = (np.concatenate(parts) for parts in zip(*self._arcs, strict=True))
        flow.add_arcs_with_capacity(tail.astype(np.int32), head.astype(np.int32), capacity.astype(np.int64))
        flow.solve(self.source, self.sink)
        lacking = np.zeros(self._nodes, dtype=bool)
        lacking[flow.get_sink_side_min_cut()] = True
        asked = self._wanted > 0
        groups = lacking[self._group_nodes][self._seat_group].reshape(self._wanted.shape)
        short = ~lacking[self._place_nodes].reshape(self._places.shape)
        housing = asked & self._is_housed[:, None] & short[self._problem.post_recipient]
        return Scarce(people=asked & groups & ~housing, housing=housing)
