"""Max tours: nobody serves more tours than agreed. Units: tours above."""

from collections.abc import Iterator

from solver.checks.breach import Breach
from solver.checks.view import PlanView
from solver.domain.instance import Instance


def max_tours(instance: Instance, view: PlanView) -> Iterator[Breach]:
    """Yield a breach for each person, or unit of a pool, with more tours than agreed; those under way count."""
    for (specialist, _), tours in view.by_person.items():
        most = tours[0].specialist.max_tours
        if most is not None and len(tours) > most:
            yield Breach((specialist,), found=len(tours), limit=most, units=len(tours) - most)
