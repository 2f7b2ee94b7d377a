"""Team: whoever a supporting hospital sends to a recipient hospital is there with enough colleagues."""

from collections import defaultdict
from collections.abc import Iterator

from solver.checks.breach import Breach
from solver.checks.view import PlanView, TourView
from solver.domain.document import HospitalId
from solver.domain.instance import Instance


def team(instance: Instance, view: PlanView) -> Iterator[Breach]:
    """Yield each supporter, recipient hospital and period with somebody, but too few. Units: person-months missing."""
    wanted = instance.policy.rules.team.min_people
    together: defaultdict[tuple[HospitalId, HospitalId], list[TourView]] = defaultdict(list)
    for tour in view.tours:
        together[tour.supporter.id, tour.recipient.id].append(tour)
    for ids, tours in together.items():
        for period, people in enumerate(view.people(tours)):
            if 0 < len(people) < wanted:
                units = (wanted - len(people)) * view.months_per_period
                yield Breach(ids, period, found=len(people), limit=wanted, units=units)
