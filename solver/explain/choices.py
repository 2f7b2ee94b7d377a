"""Choices for one seat, open or held: who else could be there, and what that changes if nobody else moves.

Each candidate takes one tour that covers the period: the one that fills most of what is missing at the post, best one that
leaves their own tours alone. Where none does, the tours that it would cost them are given up, and that is counted as well.
What changes is exact (`exchange`); how people would best move around it is for a search to say.
"""

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import groupby

import numpy as np
from pydantic import Field

from solver.decode import tour_of
from solver.domain.document import Document, PostId, SpecialistId
from solver.domain.explanation import GoalChange
from solver.domain.instance import Instance
from solver.domain.kinds import Objective
from solver.domain.outcome import Violation
from solver.domain.plan import Plan, Tour
from solver.errors import InvalidQuestion
from solver.explain.exchange import Change, Exchange
from solver.problem import Ints, Problem
from solver.rules import allowed
from solver.tours import Tours, candidates

TRIES = 3
"""Tours of one person that are looked at, until one breaks no hard rule."""


class Choice(Document):
    """A person who could take a seat, and what that changes."""

    tour: Tour
    cost: int = Field(description="Change of the objective: Σ cost of the goals; negative = better.")
    goals: tuple[GoalChange, ...] = Field(default=(), description="Goals that change, and by how much; exact.")
    leaves: tuple[Tour, ...] = Field(default=(), description="Tours of their own that they would give up.")
    broken: tuple[Violation, ...] = Field(
        default=(), description="Hard rules that the plan would then break; none = it can be done as it is."
    )


class Choices(Document):
    """Who could take a seat, best first: first those who break no hard rule."""

    post: PostId
    period: int
    holders: tuple[Tour, ...] = Field(default=(), description="Who is there now.")
    instead_of: Tour | None = Field(default=None, description="Who would go; none: an open seat is filled.")
    emptied: Choice | None = Field(default=None, description="What changes if who would go goes, and nobody comes.")
    choices: tuple[Choice, ...] = ()
    barred: int = Field(default=0, ge=0, description="People of the specialty whom a rule keeps from every such tour.")


class Chooser:
    """An instance and a plan, loaded once, for many seats."""

    def __init__(self, instance: Instance, plan: Plan) -> None:
        self._problem = Problem(instance)
        self._exchange = Exchange(instance, plan)
        self._standing = {
            (self._problem.supporter_index[one.supporter], self._problem.pairs.target_index[one.target])
            for one in plan.pairings
        }
        self._on_post: dict[PostId, tuple[Tours, int]] = {}
        self._exchange.change(plan.tours[:1])  # what all exchanges share is computed now

    @cached_property
    def _tours_of(self) -> dict[SpecialistId, list[Tour]]:
        own: dict[SpecialistId, list[Tour]] = {}
        for tour in self._exchange.plan.tours:
            own.setdefault(tour.specialist, []).append(tour)
        return own

    def at(self, post: PostId, period: int, instead_of: SpecialistId | None = None) -> Choices:
        """Return the choices for a seat, ranked.

        Where the post has its target, the first of its holders goes, or the one named. Raises InvalidQuestion for an
        unknown post, a period outside the horizon, and one who is not there.
        """
        if post not in self._problem.post_index:
            raise InvalidQuestion(f"post {post}")
        if not 0 <= period < self._problem.horizon:
            raise InvalidQuestion(f"period {period}")
        index = self._problem.post_index[post]
        holders = [t for t in self._exchange.plan.tours if t.post == post and t.from_period <= period < t.to_period]
        going = self._going(holders, int(self._problem.demand_target[index, period]), instead_of)
        tours, everybody = self._tours_on(post)
        covering = np.flatnonzero((tours.start <= period) & (period < tours.end))
        worth = self._worth(index, tours, going)
        found = [self._choice(tours, rows, worth, going) for rows in self._by_specialist(tours, covering)]
        gone = None if going is None else Choice(tour=going, **_said(self._exchange.change([going])))
        return Choices(
            post=post,
            period=period,
            holders=tuple(holders),
            instead_of=going,
            emptied=gone,
            choices=tuple(sorted((one for one in found if one is not None), key=self._rank)),
            barred=everybody - len(found),
        )

    def _going(self, holders: list[Tour], target: int, named: SpecialistId | None) -> Tour | None:
        if named is not None:
            for tour in holders:
                if tour.specialist == named:
                    return tour
            raise InvalidQuestion(f"specialist {named}")
        return holders[0] if holders and len(holders) >= target else None

    def _tours_on(self, post: PostId) -> tuple[Tours, int]:
        """Return the tours on a post that no rule bars, and of how many specialists there are any to be barred."""
        if post not in self._on_post:
            conceivable = candidates(self._problem, posts=[self._problem.post_index[post]])
            specialists = len(np.unique(self._problem.people.specialist[conceivable.person]))
            self._on_post[post] = allowed(conceivable, self._problem), specialists
        return self._on_post[post]

    def _worth(self, post: int, tours: Tours, going: Tour | None) -> Ints:
        """Return what each tour fills of what is missing at the post, weighed; much less where the post is full."""
        problem, goals = self._problem, self._problem.instance.policy.goals
        present = np.zeros(problem.horizon, dtype=np.int64)
        for tour in self._exchange.plan.tours:
            if tour.post == problem.instance.posts[post].id and tour != going:
                present[max(tour.from_period, 0) : tour.to_period] += 1
        below, open_ = present < problem.demand_min[post], present < problem.demand_target[post]
        full = 0 if problem.handover[post] else -max(goals.shortage.weight, 1) * problem.horizon
        worth = np.where(below, goals.shortage.weight, np.where(open_, goals.below_target.weight, full))
        total = np.concatenate([[0], worth.cumsum()])
        first, after = np.clip(tours.start, 0, problem.horizon), np.clip(tours.end, 0, problem.horizon)
        value: Ints = total[after] - total[first]
        return value

    def _by_specialist(self, tours: Tours, rows: Ints) -> Iterator[Ints]:
        """Yield the rows of each specialist, all units of a pool together."""
        specialist = self._problem.people.specialist[tours.person[rows]]
        order = np.argsort(specialist, kind="stable")
        for _, group in groupby(order.tolist(), key=lambda number: int(specialist[number])):
            yield rows[list(group)]

    def _choice(self, tours: Tours, rows: Ints, worth: Ints, going: Tour | None) -> Choice | None:
        """Return the best tour of one specialist; none for who is there already."""
        if going is not None and self._problem.people.specialists[int(tours.person[rows[0]])].id == going.specialist:
            return None
        options = [(row, *self._placed(tours, row, going)) for row in rows.tolist()]
        ranked = sorted(options, key=lambda o: (len(o[2]), -int(worth[o[0]]), int(tours.periods[o[0]]), o[0]))
        found: list[Choice] = []
        for _, tour, leaves in ranked[:TRIES]:
            if any(own.post == tour.post for own in leaves):
                continue
            gone = [*leaves, *([] if going is None or going in leaves else [going])]
            found.append(Choice(tour=tour, leaves=tuple(leaves), **_said(self._exchange.change(gone, [tour]))))
            if not found[-1].broken:
                break
        return min(found, key=self._rank, default=None)

    def _placed(self, tours: Tours, row: int, going: Tour | None) -> tuple[Tour, list[Tour]]:
        """Return a row as a tour of the unit with fewest tours in its way, and these."""
        person = int(tours.person[row])
        people = self._problem.people
        own = [t for t in self._tours_of.get(people.specialists[person].id, ()) if t != going]
        unit = int(people.unit[person])
        busy = sorted({tour.unit for tour in own}) if unit < 0 else [unit]
        free = next(iter(set(range(len(busy) + 1)).difference(busy)))
        units = [*busy, free] if unit < 0 and free < int(people.count[person]) else busy
        in_way = {one: [t for t in own if t.unit == one and self._collides(tours, row, t)] for one in units}
        chosen = min(in_way, key=lambda one: (len(in_way[one]), one))
        return tour_of(row, chosen, tours, self._standing), in_way[chosen]

    def _collides(self, tours: Tours, row: int, own: Tour) -> bool:
        """Return whether a person cannot serve both, one after the other with the rest between them."""
        hard = self._problem.instance.policy.rules.rest.mode == "hard"
        after = int(tours.end[row] + (tours.rest[row] if hard else 0))
        rested = own.to_period + (int(self._problem.post_rest[self._problem.post_index[own.post]]) if hard else 0)
        return own.from_period < after and int(tours.start[row]) < rested

    def _rank(self, choice: Choice) -> tuple[bool, tuple[int, ...], str]:
        return bool(choice.broken), self._costs(choice.goals), choice.tour.specialist

    def _costs(self, goals: Iterable[GoalChange]) -> tuple[int, ...]:
        """Return the costs in the order in which they count: one sum, or level by level."""
        if self._problem.instance.policy.objective is Objective.WEIGHTED:
            return (sum(goal.cost for goal in goals),)
        levels = dict.fromkeys(range(1, 10), 0)
        for goal in goals:
            levels[goal.level] = levels.get(goal.level, 0) + goal.cost
        return tuple(levels[level] for level in sorted(levels))


def _said(change: Change) -> dict[str, object]:
    return {"cost": change.cost, "goals": change.goals, "broken": change.broken}
