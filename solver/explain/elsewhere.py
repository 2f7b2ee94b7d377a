"""Who could fill a seat but serves elsewhere: on which tour, until when they rest, and what taking them away costs.

Two numbers: that of the plan without the tour, nobody else moving, is exact for that and the most it can cost; what it costs
where others may step in is estimated from the duals (`prices`).
"""

from collections.abc import Callable, Iterable
from functools import cached_property

from solver.domain.document import SpecialistId
from solver.domain.plan import Elsewhere, Plan, Tour
from solver.explain.exchange import Exchange
from solver.problem import Problem

OF_OWN_TOURS = frozenset({"one_place", "rest", "max_tours", "altitude_stay", "altitude_exposure", "hypoxia_training"})
"""Rules by which a person's own tours stand in each other's way."""
EVERY_TOUR = frozenset({"max_tours", "altitude_exposure"})
"""Of these, the ones that count tours whenever they are."""
MOST_PRICED = 400
"""Tours whose cost is looked at, so that a plan of thousands is not held up."""
Estimates = Callable[[], dict[Tour, int]]
"""Asked for once, when the first tour is in somebody's way."""


class OwnTours:
    """The tours of a plan by person, and what each would cost if it were taken out."""

    def __init__(self, problem: Problem, plan: Plan, estimates: Estimates = dict) -> None:
        self._problem, self._asked_estimates = problem, estimates
        self._exchange = Exchange(problem.instance, plan)
        self._of: dict[SpecialistId, list[Tour]] = {}
        for tour in plan.tours:
            self._of.setdefault(tour.specialist, []).append(tour)
        self._known: dict[Tour, Elsewhere] = {}

    def in_the_way(self, rule: str, people: Iterable[SpecialistId], period: int) -> tuple[Elsewhere, ...]:
        """Return the tours that stand in the way of some people in a period, where the rule is about their own tours."""
        if rule not in OF_OWN_TOURS:
            return ()
        return tuple(self._said(tour) for person in people for tour in self._relevant(rule, person, period))

    def _relevant(self, rule: str, person: SpecialistId, period: int) -> list[Tour]:
        own = self._of.get(person, [])
        if rule in EVERY_TOUR:
            return own
        covering = [tour for tour in own if tour.from_period <= period < self._rested_from(tour)]
        return covering or sorted(own, key=lambda tour: _distance(tour, period))[:1]

    def _rested_from(self, tour: Tour) -> int:
        return tour.to_period + int(self._problem.post_rest[self._problem.post_index[tour.post]])

    def _said(self, tour: Tour) -> Elsewhere:
        if tour not in self._known:
            change = self._exchange.change([tour]) if len(self._known) < MOST_PRICED else None
            locked = change is not None and any(violation.rule == "locked" for violation in change.broken)
            cost = None if change is None or locked else change.cost
            self._known[tour] = Elsewhere(
                specialist=tour.specialist,
                unit=tour.unit,
                post=tour.post,
                from_period=tour.from_period,
                to_period=tour.to_period,
                rested_from=self._rested_from(tour),
                locked=locked,
                taking_away=cost,
                estimated=None if cost is None else self._estimated(tour, cost),
            )
        return self._known[tour]

    @cached_property
    def _estimates(self) -> dict[Tour, int]:
        return self._asked_estimates()

    def _estimated(self, tour: Tour, at_most: int) -> int | None:
        """Return the estimate, between nothing and what it costs if nobody steps in."""
        worth = self._estimates.get(tour)
        return None if worth is None else min(max(worth, 0), at_most)


def _distance(tour: Tour, period: int) -> int:
    return max(tour.from_period - period, period - tour.to_period + 1, 0)
