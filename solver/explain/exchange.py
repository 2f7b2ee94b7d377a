"""What changes if some tours of a plan go, others come, and nobody else moves: exact, by the goals' twins and the checks.

A twin that adds up over persons, posts or hospitals is asked about those touched only, before and after; what else there is
cancels out. Twins and checks of which nothing is known here look at the whole plan, so that a new one is never missed.
"""

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from solver.checks import CHECKS, TWINS
from solver.checks.breach import Check
from solver.checks.eligible import eligible_supporters
from solver.checks.goals.unfairness import capacity_months
from solver.checks.registry import violations
from solver.checks.view import Person, PlanView, TourView, look
from solver.domain.document import HospitalId
from solver.domain.explanation import GoalChange
from solver.domain.instance import Instance
from solver.domain.outcome import Violation
from solver.domain.plan import Plan, Tour

BY_PERSON = frozenset(
    {
        *("one_place", "specialty", "title", "availability", "tour_length", "rest", "max_tours"),
        *("altitude_clearance", "altitude_stay", "altitude_exposure", "on_pair"),
    }
)
"""Rules each of whose breaches is about the tours of one person."""
BY_PLACE = frozenset({"coverage", "headcount", "release", "housing", "team", "senior_presence", "handover"})
"""Rules each of whose breaches is about the tours at one recipient hospital, or of one supporting hospital."""
OF_PAIRINGS = frozenset({"pairing", "lead_order"})
"""Rules about pairings alone, which do not change here."""
GOALS_BY_PLACE = ("shortage", "below_target", "gaps")
GOALS_BY_TOUR = ("off_pair", "departures", "preferences")
GOALS_OF_PAIRINGS = ("pairing_changes", "pairing_cost")
GOALS_APART = frozenset({*GOALS_BY_PLACE, *GOALS_BY_TOUR, *GOALS_OF_PAIRINGS, "people_used", "unfairness"})


@dataclass(frozen=True)
class Change:
    """What an exchange of tours changes: goals by name where they do, the whole cost, and hard rules then broken."""

    goals: tuple[GoalChange, ...]
    cost: int
    broken: tuple[Violation, ...]


class Exchange:
    """A plan kept warm, so that many exchanges can be looked at quickly."""

    def __init__(self, instance: Instance, plan: Plan) -> None:
        self.instance, self.plan = instance, plan
        self._view = look(instance, plan)
        self._of = dict(zip(plan.tours, self._view.tours, strict=True))
        self._known: dict[Tour, TourView] = {}

    def change(self, gone: Collection[Tour] = (), come: Collection[Tour] = ()) -> Change:
        """Return what changes if tours of the plan go and new ones come."""
        asked = _Asked(self, [self._of[tour] for tour in gone], [self._seen(tour) for tour in come])
        goals = self.instance.policy.goals
        changed = {name: amount for name, amount in asked.goals().items() if amount}
        broken, prices = asked.rules()
        if prices:
            changed["rule_prices"] = prices
        amounts = tuple(
            GoalChange(name=name, level=goals.of(name).level, amount=amount, cost=amount * goals.of(name).weight)
            for name, amount in changed.items()
        )
        return Change(amounts, sum(goal.cost for goal in amounts), broken)

    def _seen(self, tour: Tour) -> TourView:
        if tour not in self._known:
            alone = look(self.instance, Plan(tours=(tour,), pairings=self.plan.pairings))
            self._known[tour] = alone.tours[0]
        return self._known[tour]

    @cached_property
    def by_recipient(self) -> dict[HospitalId, set[int]]:
        """Numbers of the tours at each recipient hospital."""
        return self._numbered(lambda tour: tour.recipient.id)

    @cached_property
    def by_supporter(self) -> dict[HospitalId, set[int]]:
        """Numbers of the tours from each supporting hospital."""
        return self._numbered(lambda tour: tour.supporter.id)

    @cached_property
    def by_start(self) -> dict[int, set[int]]:
        """Numbers of the tours that begin in each period."""
        groups: dict[int, set[int]] = {}
        for number, tour in enumerate(self._view.tours):
            groups.setdefault(tour.tour.from_period, set()).add(number)
        return groups

    def _numbered(self, key: Callable[[TourView], HospitalId]) -> dict[HospitalId, set[int]]:
        groups: dict[HospitalId, set[int]] = {}
        for number, tour in enumerate(self._view.tours):
            groups.setdefault(key(tour), set()).add(number)
        return groups

    @cached_property
    def number_of(self) -> dict[int, int]:
        """Number of each tour of the view, by identity."""
        return {id(tour): number for number, tour in enumerate(self._view.tours)}

    @cached_property
    def by_person(self) -> dict[Person, list[TourView]]:
        """Tours of each person."""
        return self._view.by_person

    def viewed(self, tours: Collection[TourView]) -> PlanView:
        """Return the view of a plan with these tours."""
        return replace(self._view, tours=tuple(tours))

    @property
    def tours(self) -> tuple[TourView, ...]:
        """The tours of the plan."""
        return self._view.tours

    @cached_property
    def whole_goals(self) -> dict[str, int]:
        """Amounts in the plan of the goals that are asked as a whole."""
        return {name: twin(self.instance, self._view) for name, twin in TWINS.items() if self._asked_whole(name)}

    def _asked_whole(self, name: str) -> bool:
        if name == "milestones_missed":
            return bool(self.instance.milestones)
        return name not in GOALS_APART and bool(self.instance.policy.goals.of(name).weight)

    @cached_property
    def whole_checks(self) -> dict[str, Check]:
        """Checks that look at the whole plan, where the instance asks for anything of the kind."""
        asks = {"quota": self.instance.quotas, "milestone": self.instance.milestones}
        asks["locked"] = (*self.instance.locked, *self.instance.forbidden)
        apart = BY_PERSON | BY_PLACE | OF_PAIRINGS | {"hypoxia_training"}
        return {stem: check for stem, check in CHECKS.items() if stem not in apart and asks.get(stem, True)}

    @cached_property
    def whole_violations(self) -> list[Violation]:
        """What the plan breaks of the checks that look at all of it."""
        return list(violations(self.instance, self._view, self.whole_checks))

    @cached_property
    def capacities(self) -> dict[HospitalId, int]:
        """Person-months that each supporting hospital compared for `unfairness` can spare."""
        if not self.instance.policy.goals.unfairness.weight:
            return {}
        spare = {one.id: capacity_months(self.instance, self._view, one) for one in eligible_supporters(self.instance)}
        return {hospital: months for hospital, months in spare.items() if months > 0}

    @cached_property
    def served(self) -> Counter[HospitalId]:
        """Months inside the horizon served by people of each supporting hospital."""
        months = Counter[HospitalId]()
        for tour in self._view.tours:
            months[tour.supporter.id] += tour.months_inside
        return months


@dataclass
class _Asked:
    """One exchange: the parts of the plan that it touches, before and after."""

    warm: Exchange
    gone: list[TourView]
    come: list[TourView]

    @cached_property
    def touched(self) -> list[TourView]:
        return [*self.gone, *self.come]

    @cached_property
    def narrow(self) -> Instance:
        """The instance with the posts and hospitals touched only; tours have their documents with them."""
        posts = {tour.post.id: tour.post for tour in self.touched}
        supporters = {tour.supporter.id: tour.supporter for tour in self.touched}
        recipients = {tour.recipient.id: tour.recipient for tour in self.touched}
        update: Mapping[str, object] = {
            "posts": tuple(posts.values()),
            "supporting_hospitals": tuple(supporters.values()),
            "recipient_hospitals": tuple(recipients.values()),
        }
        return self.warm.instance.model_copy(update=update)

    def _both(self, numbers: set[int]) -> tuple[PlanView, PlanView]:
        """Return the views of some tours of the plan, by number, before and after."""
        tours, gone = self.warm.tours, {self.warm.number_of[id(tour)] for tour in self.gone}
        before = [tours[number] for number in sorted(numbers | gone)]
        after = [tours[number] for number in sorted(numbers - gone)]
        return self.warm.viewed(before), self.warm.viewed([*after, *self.come])

    @cached_property
    def persons(self) -> tuple[PlanView, PlanView]:
        """All tours of the persons touched."""
        people = {tour.person for tour in self.touched}
        mine = (tour for person in people for tour in self.warm.by_person.get(person, ()))
        return self._both({self.warm.number_of[id(tour)] for tour in mine})

    @cached_property
    def places(self) -> tuple[PlanView, PlanView]:
        """All tours at the recipient hospitals and from the supporting hospitals touched."""
        numbers: set[int] = set()
        for tour in self.touched:
            numbers |= self.warm.by_recipient.get(tour.recipient.id, set())
            numbers |= self.warm.by_supporter.get(tour.supporter.id, set())
        return self._both(numbers)

    @cached_property
    def trainees(self) -> tuple[PlanView, PlanView]:
        """All tours that begin when one touched does, and those of the persons touched."""
        people = {tour.person for tour in self.touched}
        mine = (tour for person in people for tour in self.warm.by_person.get(person, ()))
        numbers = {self.warm.number_of[id(tour)] for tour in mine}
        for tour in self.touched:
            numbers |= self.warm.by_start.get(tour.tour.from_period, set())
        return self._both(numbers)

    @cached_property
    def whole(self) -> PlanView:
        gone = {id(tour) for tour in self.gone}
        return self.warm.viewed([*(tour for tour in self.warm.tours if id(tour) not in gone), *self.come])

    def goals(self) -> dict[str, int]:
        """Return the change of each goal but `rule_prices`."""
        change = {name: self._difference(name, self.places) for name in GOALS_BY_PLACE}
        alone = self.warm.viewed(self.gone), self.warm.viewed(self.come)
        change |= {name: self._difference(name, alone) for name in GOALS_BY_TOUR}
        change["people_used"] = self._difference("people_used", self.persons)
        change["unfairness"] = self._unfairness()
        for name, amount in self.warm.whole_goals.items():
            change[name] = TWINS[name](self.warm.instance, self.whole) - amount
        return change

    def _difference(self, name: str, views: tuple[PlanView, PlanView]) -> int:
        before, after = (TWINS[name](self.narrow, view) for view in views)
        return after - before

    def _unfairness(self) -> int:
        """Return the change of max − min over hospitals of ⌊1000 × months served ÷ months to spare⌋."""
        months = self.warm.served.copy()
        before = _spread(months, self.warm.capacities)
        for sign, tours in ((-1, self.gone), (1, self.come)):
            for tour in tours:
                months[tour.supporter.id] += sign * tour.months_inside
        return _spread(months, self.warm.capacities) - before

    def rules(self) -> tuple[tuple[Violation, ...], int]:
        """Return the hard rules broken after and not before, and the change of what priced ones cost."""
        before, after = (
            list(self.warm.whole_violations),
            list(violations(self.warm.instance, self.whole, self.warm.whole_checks)),
        )
        for stems, views in ((BY_PERSON, self.persons), (BY_PLACE, self.places), ({"hypoxia_training"}, self.trainees)):
            checks = {stem: CHECKS[stem] for stem in stems}
            before += violations(self.narrow, views[0], checks)
            after += violations(self.narrow, views[1], checks)
        known = {_key(violation): violation.units for violation in before if violation.hard}
        broken = (one for one in after if one.hard and one.units > known.get(_key(one), 0))
        return tuple(broken), _prices(after) - _prices(before)


def _key(violation: Violation) -> tuple[str, tuple[str, ...], int | None]:
    return violation.rule, violation.ids, violation.period


def _prices(found: Collection[Violation]) -> int:
    return sum(violation.units * violation.price for violation in found)


def _spread(months: Counter[HospitalId], capacities: Mapping[HospitalId, int]) -> int:
    loads = [1000 * months[hospital] // capacity for hospital, capacity in capacities.items()]
    return max(loads) - min(loads) if loads else 0
