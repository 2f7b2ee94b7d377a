"""Handover: nobody leaves a post that goes on before the successor is settled."""

from collections.abc import Iterator

from solver.checks.breach import Breach
from solver.checks.view import PlanView
from solver.domain.instance import Instance
from solver.domain.posts import Post


def handover(instance: Instance, view: PlanView) -> Iterator[Breach]:
    """Yield each boundary between periods at which settled people are missing. Units: persons.

    The settled people before the boundary, less those whom a lower target lets go, must still be there after it.
    """
    for post in instance.posts:
        settled, target = _settled(view, post), view.target_of(post)
        for period in range(1, len(view.days)):
            let_go = max(0, target[period - 1] - target[period])
            wanted = settled[period - 1] - let_go
            if target[period] > 0 and settled[period] < wanted:
                units = wanted - settled[period]
                yield Breach((post.id,), period, found=settled[period], limit=wanted, units=units)


def _settled(view: PlanView, post: Post) -> list[int]:
    """Return the people on the post past their handover, for each period of the horizon."""
    count = [0] * len(view.days)
    for tour in view.by_post.get(post.id, ()):
        for period in tour.inside:
            count[period] += not view.newcomer(tour, period)
    return count
