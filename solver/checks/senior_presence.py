"""Senior presence: while anyone of the roles is on site, one of them has the title."""

from collections.abc import Iterator

from solver.checks.breach import Breach
from solver.checks.qualification import GRADES
from solver.checks.view import PlanView, TourView
from solver.domain.instance import Instance
from solver.domain.policy import SeniorScope


def senior_presence(instance: Instance, view: PlanView) -> Iterator[Breach]:
    """Yield each scope, place and period without a senior. Units: scope-months."""
    for scope in instance.policy.rules.senior_presence.scopes:
        for place, tours in _by_place(scope, view).items():
            grades: list[list[int]] = [[] for _ in view.days]
            for tour in tours:
                for period in tour.inside:
                    grades[period].append(GRADES[tour.specialist.title])
            for period, present in enumerate(grades):
                if present and max(present) < GRADES[scope.min_title]:
                    yield Breach((place,), period, limit=scope.min_title, units=view.months_per_period)


def _by_place(scope: SeniorScope, view: PlanView) -> dict[str, list[TourView]]:
    """Return the tours of the roles at each hospital or department that the scope names; none named = all."""
    places: dict[str, list[TourView]] = {}
    for tour in view.tours:
        place = tour.recipient.id if scope.scope == "HOSPITAL" else tour.department.id
        if tour.specialist.role in scope.roles and (scope.ids is None or place in scope.ids):
            places.setdefault(place, []).append(tour)
    return places
