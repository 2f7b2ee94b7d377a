"""One place: a person is on one tour at a time, and is away from a post between two tours on it."""

from collections.abc import Iterator
from itertools import combinations

from solver.checks.breach import Breach
from solver.checks.view import PlanView
from solver.domain.instance import Instance


def one_place(instance: Instance, view: PlanView) -> Iterator[Breach]:
    """Yield a breach for every two tours of a person that share a day, or that meet on the same post."""
    for tours in view.by_person.values():
        for earlier, later in combinations(tours, 2):
            ended, began = earlier.tour.to_day, later.tour.from_day
            if began < ended or (began == ended and earlier.post.id == later.post.id):
                yield Breach(
                    ids=(*earlier.ids, later.post.id),
                    period=later.tour.from_period,
                    found=began.isoformat(),
                    limit=ended.isoformat(),
                )
