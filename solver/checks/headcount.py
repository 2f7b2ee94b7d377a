"""Coverage and headcount: neither too few people at a post, nor more than it wants."""

from collections.abc import Iterator

from solver.checks.breach import Breach
from solver.checks.view import PlanView
from solver.domain.instance import Instance


def coverage(instance: Instance, view: PlanView) -> Iterator[Breach]:
    """Yield each post and period with fewer people than its minimum. Units: people."""
    for post in instance.posts:
        least = view.min_of(post)
        for period, present in enumerate(view.present(post)):
            missing = least[period] - present
            if missing > 0:
                yield Breach((post.id,), period, found=present, limit=least[period], units=missing)


def headcount(instance: Instance, view: PlanView) -> Iterator[Breach]:
    """Yield each post and period with more settled people than the target, or more newcomers. Units: people."""
    for post in instance.posts:
        tours = view.by_post.get(post.id, [])
        new, settled = [0] * len(view.days), [0] * len(view.days)
        for tour in tours:
            for period in tour.inside:
                counted = new if view.newcomer(tour, period) else settled
                counted[period] += 1
        for period, target in enumerate(view.target_of(post)):
            for people in (new[period], settled[period]):
                if people > target:
                    yield Breach((post.id,), period, found=people, limit=target, units=people - target)
