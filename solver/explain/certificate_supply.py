"""What people can bring to a set of seats at most: everybody's best sequence of tours, and what hospitals spare.

Independent of which plan is made; the shares that come out are those of a certificate and can be counted by hand.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from solver.domain.certificate import Share
from solver.domain.document import at_period
from solver.explain.certificate_cut import Network, Node
from solver.problem import Bools, Ints, Problem
from solver.tours import Tours

PLENTY = 1 << 40
"""More than any number of person-periods."""


@dataclass(frozen=True)
class Supply:
    """The most that everybody can bring, as shares that add up to it.

    `share_at` says for which share each row of people counts in each period, −1 where they cannot be on any of the seats.
    """

    shares: tuple[Share, ...]
    share_at: Ints

    @cached_property
    def most(self) -> int:
        """Person-periods at most."""
        return sum(share.most for share in self.shares)


class Supplies:
    """Answers, for any set of seats, how much everybody together can bring at most."""

    def __init__(self, problem: Problem, tours: Tours) -> None:
        self._problem, self._tours = problem, tours
        rules = problem.instance.policy.rules
        self._after = tours.end + tours.rest if rules.rest.mode == "hard" else tours.end
        counted = rules.max_tours.mode == "hard"
        limits = [p.max_tours if counted and p.max_tours is not None else -1 for p in problem.people.specialists]
        self._most_tours = np.array(limits, dtype=np.int64)
        self._releases = rules.release.mode == "hard" and (rules.release.count_handover or not problem.handover.any())

    def longest(self) -> Ints:
        """Return for how many periods of the horizon one unit of each row of people can serve at most."""
        everywhere = np.ones((len(self._problem.instance.posts), self._problem.horizon), dtype=bool)
        return self._best(np.arange(len(self._tours)), self._counted(everywhere))

    def of(self, seats: Bools) -> Supply:
        """Return the most that people can bring to some seats, given as posts × periods of the horizon."""
        counted = self._counted(seats)
        rows = np.flatnonzero(counted)
        best = self._best(rows, counted)
        when = self._when(rows, seats)
        shares = _Shares(when.shape)
        if self._releases:
            self._with_release(best, when, shares)
        else:
            for row in np.flatnonzero(when.any(axis=1)).tolist():
                shares.add(self._share(row, int(best[row])), row, when[row])
        return Supply(tuple(shares.listed.values()), shares.at)

    def _counted(self, seats: Bools) -> Ints:
        """Return in how many of the seats each tour is present."""
        posts, horizon = seats.shape
        before = np.zeros((posts, horizon + 1), dtype=np.int64)
        before[:, 1:] = seats.cumsum(axis=1)
        first = np.clip(self._tours.start, 0, horizon)
        return before[self._tours.post, np.clip(self._tours.end, 0, horizon)] - before[self._tours.post, first]

    def _when(self, rows: Ints, seats: Bools) -> Bools:
        """Return in which periods each row of people could be on one of the seats: people × horizon."""
        there = np.zeros((len(self._problem.people), self._problem.horizon), dtype=bool)
        pairs, index = np.unique(
            self._tours.person[rows] * len(self._problem.instance.posts) + self._tours.post[rows], return_inverse=True
        )
        change = np.zeros((len(pairs), self._problem.horizon + 1), dtype=np.int64)
        np.add.at(change, (index, np.clip(self._tours.start[rows], 0, self._problem.horizon)), 1)
        np.add.at(change, (index, np.clip(self._tours.end[rows], 0, self._problem.horizon)), -1)
        present = change[:, :-1].cumsum(axis=1) > 0
        posts = len(self._problem.instance.posts)
        np.logical_or.at(there, pairs // posts, present & seats[pairs % posts])
        return there

    def _best(self, rows: Ints, counted: Ints) -> Ints:
        """Return the most periods counted that one unit of each row of people can serve, resting in between.

        Per person, backwards over periods:  best(t, k) = max(best(t + 1, k), counted(tour) + best(rested(tour), k − 1))
        over the tours that start at t, with k tours left where `max_tours` counts them.
        """
        best = np.zeros(len(self._problem.people), dtype=np.int64)
        limit = self._most_tours[self._tours.person[rows]]
        for left in np.unique(limit):
            mine = rows[limit == left]
            best[self._most_tours == left] = self._sequences(mine, counted, int(left))[self._most_tours == left]
        return best

    def _sequences(self, rows: Ints, counted: Ints, most: int) -> Ints:
        people = len(self._problem.people)
        if not len(rows) or most == 0:
            return np.zeros(people, dtype=np.int64)
        first, after = int(self._tours.start[rows].min()), int(self._after[rows].max())
        begin, end = self._tours.start[rows] - first, self._after[rows] - first
        layers = 1 if most < 0 else most
        ahead = np.zeros((layers + 1, after - first + 1, people), dtype=np.int64)
        order = np.argsort(begin, kind="stable")
        bounds = np.searchsorted(begin[order], np.arange(after - first + 1))
        for period in range(after - first - 1, -1, -1):
            ahead[:, period] = ahead[:, period + 1]
            mine = order[bounds[period] : bounds[period + 1]]
            person, value = self._tours.person[rows[mine]], counted[rows[mine]]
            for left in range(1, layers + 1):
                rest = ahead[left if most < 0 else left - 1, end[mine], person]
                np.maximum.at(ahead[left, period], person, value + rest)
        longest: Ints = ahead[layers, 0]
        return longest

    def _with_release(self, best: Ints, when: Bools, shares: "_Shares") -> None:
        """Find the cheapest shares: each person's own limit, or per period what the hospital spares. A minimum cut."""
        network, people = Network(), self._problem.people
        rows = np.flatnonzero(when.any(axis=1)).tolist()
        for row in rows:
            network.arc("source", ("person", row), int(best[row] * people.count[row]))
            for period in np.flatnonzero(when[row]).tolist():
                way = self._way(row, period)
                for (tail, capacity), (head, _) in zip(way, [*way[1:], ("sink", 0)], strict=True):
                    network.arc(tail, head, capacity)
        cut = set(network.cut())
        for row in rows:
            if ("source", ("person", row)) in cut:
                shares.add(self._share(row, int(best[row])), row, when[row])
                continue
            for period in np.flatnonzero(when[row]).tolist():
                way = self._way(row, period)
                heads = [*(node for node, _ in way[1:]), "sink"]
                narrow = next(at for at, (tail, _) in enumerate(way) if (tail, heads[at]) in cut)
                share = self._share(row, 1, period) if narrow == 0 else self._spared(*way[narrow])
                shares.add(share, row, np.array([period]))

    def _way(self, row: int, period: int) -> list[tuple[Node, int]]:
        """Return the nodes from a person to the sink in a period, each with how many may leave it."""
        hospital = int(self._problem.people.hospital[row])
        release = self._problem.instance.supporting_hospitals[hospital].release
        specialty = self._problem.people.specialists[row].main_specialty
        way: list[tuple[Node, int]] = [(("person", row), int(self._problem.people.count[row]))]
        way.append((("period", row, period), PLENTY))
        if release is not None and specialty in release.by_specialty:
            limit = at_period(release.by_specialty[specialty], period)
            way.append((("specialty", hospital, period, specialty), limit))
        if release is not None and release.total is not None:
            way.append((("hospital", hospital, period), at_period(release.total, period)))
        return way

    def _spared(self, node: Node, most: int) -> Share:
        assert isinstance(node, tuple)
        _, hospital, period, *specialty = node
        ids = (self._problem.instance.supporting_hospitals[hospital].id, *specialty)
        return Share(limit="RELEASE", ids=ids, period=period, people=0, most=most)

    def _share(self, row: int, each: int, period: int | None = None) -> Share:
        people, count = self._problem.people, int(self._problem.people.count[row])
        ids = (people.specialists[row].id,)
        return Share(limit="PEOPLE", ids=ids, period=period, people=count, most=each * count)


class _Shares:
    """Gathers shares; those of units of one pool become one."""

    def __init__(self, shape: tuple[int, ...]) -> None:
        self.at = np.full(shape, -1, dtype=np.int64)
        self.listed: dict[tuple[str, tuple[str, ...], int | None], Share] = {}
        self._rows: dict[tuple[str, tuple[str, ...], int | None], set[int]] = {}
        self._number: dict[tuple[str, tuple[str, ...], int | None], int] = {}

    def add(self, share: Share, row: int, periods: Bools | Ints) -> None:
        """Let a row of people count for a share in some periods; what it can bring is added once per row."""
        key = share.limit, share.ids, share.period
        known, rows = self.listed.get(key), self._rows.setdefault(key, set())
        if known is None:
            self.listed[key] = share
        elif share.limit == "PEOPLE" and row not in rows:
            self.listed[key] = known.model_copy(
                update={"people": known.people + share.people, "most": known.most + share.most}
            )
        rows.add(row)
        self.at[row, periods] = self._number.setdefault(key, len(self._number))
