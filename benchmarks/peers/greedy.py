"""A planner with a list and a pencil: posts by priority, seat by seat, the best person who is free; nothing is taken back."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

import numpy as np

from benchmarks.peers.entry import Asked, enter
from solver.decode import plan_of
from solver.domain.document import at_period
from solver.domain.kinds import PairingState
from solver.pairs import Link
from solver.problem import Ints, Problem
from solver.rules import allowed
from solver.rules.hypoxia_training import needs_seat
from solver.tours import Tours, candidates


@dataclass
class _Sheet:
    """What has been written down so far: who is where until when, and what is left of each limit."""

    tours: Tours
    busy: dict[int, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))
    on_post: dict[int, list[tuple[int, int]]] = field(default_factory=lambda: defaultdict(list))
    used: Counter[tuple[object, ...]] = field(default_factory=Counter)
    went: Counter[int] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.problem = self.tours.problem
        self.seat = needs_seat(self.tours, self.problem)
        self.main = [person.main_specialty for person in self.problem.people.specialists]

    def fits(self, row: int) -> bool:
        """Return whether a tour can still be written down."""
        tours, person = self.tours, int(self.tours.person[row])
        count = int(self.problem.people.count[person])
        most = self.problem.people.specialists[person].max_tours
        if most is not None and self.went[person] >= most * count:
            return False
        first, after = int(tours.start[row]), int(tours.end[row] + tours.rest[row])
        if any(self.busy[person][period] >= count for period in range(first - bool(self.seat[row]), after)):
            return False
        return all(self.used[key] < limit for key, limit in self._limits(row))

    def write(self, row: int) -> None:
        """Write a tour down."""
        person = int(self.tours.person[row])
        self.went[person] += 1
        for period in range(int(self.tours.start[row]), int(self.tours.end[row] + self.tours.rest[row])):
            self.busy[person][period] += 1
        if self.seat[row]:
            self.busy[person][int(self.tours.start[row]) - 1] += 1
        self.used.update(key for key, _ in self._limits(row))

    def _limits(self, row: int) -> list[tuple[tuple[object, ...], int]]:
        """Return every limit that a tour draws on, period by period."""
        instance, tours = self.problem.instance, self.tours
        supporter = instance.supporting_hospitals[int(tours.hospital[row])]
        recipient = instance.recipient_hospitals[int(tours.recipient[row])]
        post, code = int(tours.post[row]), self.main[int(tours.person[row])]
        limits: list[tuple[tuple[object, ...], int]] = []
        for period in range(max(int(tours.start[row]), 0), min(int(tours.end[row]), self.problem.horizon)):
            limits.append((("post", post, period), int(self.problem.demand_target[post, period])))
            if recipient.housing is not None:
                limits.append((("housing", recipient.id, period), at_period(recipient.housing, period)))
            if supporter.release is not None and supporter.release.total is not None:
                limits.append((("total", supporter.id, period), at_period(supporter.release.total, period)))
            if supporter.release is not None and code in supporter.release.by_specialty:
                spared = at_period(supporter.release.by_specialty[code], period)
                limits.append((("code", supporter.id, code, period), spared))
        training = instance.policy.altitude.training
        seats = training.seats_before_start if int(tours.start[row]) == 0 else training.seats_per_period
        if self.seat[row] and seats is not None:
            limits.append((("training", supporter.training_place, int(tours.start[row])), seats))
        return limits


def search(asked: Asked) -> None:
    """Pair first, then fill the posts; the first plan is the only one."""
    problem = Problem(asked.instance)
    tours = allowed(candidates(problem), problem)
    links = _links(problem, tours)
    asked.recording.built()
    values = _filled(tours, links)
    asked.recording.facts["solver"] = "greedy"
    asked.recording.offer(None, lambda: plan_of(values, tours, links))


def _links(problem: Problem, tours: Tours) -> list[Link]:
    """Keep what exists; give every other department the supporter with the most people for it and room for another."""
    pairs, chosen = problem.pairs, list[Link]()
    known = {PairingState.FIXED, PairingState.EXISTING}
    taken: Counter[int] = Counter()
    for link in pairs.links:
        if link.entry is not None and link.entry.state in known:
            chosen.append(link)
            taken[link.supporter] += 1
    target = problem.post_target[tours.post]
    able = Counter(zip(tours.hospital.tolist(), target.tolist(), strict=True))
    hospitals = problem.instance.supporting_hospitals
    paired = Counter(link.target for link in chosen)
    free: dict[int, list[Link]] = defaultdict(list)
    for link in pairs.links:
        if link.entry is None or link.entry.state not in known:
            free[link.target].append(link)
    for number, place in enumerate(pairs.targets):
        best_first = sorted(free[number], key=lambda link: (-able[link.supporter, link.target], pairs.cost(link)))
        for link in best_first:
            most = hospitals[link.supporter].max_targets
            if paired[number] < place.pairing.min_supporters and (most is None or taken[link.supporter] < most):
                chosen.append(link)
                taken[link.supporter] += 1
                paired[number] += 1
    return chosen


def _filled(tours: Tours, links: list[Link]) -> Ints:
    """Fill the posts, the most important first, from the first period on: on the pair, who likes to, for as long as may be."""
    problem, sheet = tours.problem, _Sheet(tours)
    pairs = np.zeros((len(problem.instance.supporting_hospitals), len(problem.pairs.targets) + 1), dtype=bool)
    pairs[[link.supporter for link in links], [link.target for link in links]] = True
    pairs[:, -1] = True  # a post without target is never off its pair
    on_pair = pairs[tours.hospital, problem.post_target[tours.post]]
    rank = np.lexsort((-tours.months_inside, ~on_pair, tours.start, tours.post))
    bounds = np.searchsorted(tours.post[rank], np.arange(len(problem.instance.posts) + 1))
    values = np.zeros(len(tours), dtype=np.int64)
    for post in sorted(range(len(problem.instance.posts)), key=lambda post: -problem.instance.posts[post].priority):
        for row in rank[bounds[post] : bounds[post + 1]].tolist():
            if sheet.fits(row):
                sheet.write(row)
                values[row] += 1
    return values


if __name__ == "__main__":
    enter(search)
