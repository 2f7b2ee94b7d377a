"""On pair: a tour comes from a supporter of its post's target."""

from collections.abc import Iterator

from solver.checks.breach import Breach
from solver.checks.view import PlanView
from solver.domain.instance import Instance


def on_pair(instance: Instance, view: PlanView) -> Iterator[Breach]:
    """Yield each tour from a supporter that does not stand behind the post's target."""
    for tour in view.judged:
        if not tour.paired:
            yield Breach((*tour.ids, tour.supporter.id), tour.tour.from_period, found=tour.supporter.id)
