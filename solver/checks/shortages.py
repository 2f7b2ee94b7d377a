"""What a plan leaves empty: people missing at each post in each period of the horizon."""

from collections.abc import Iterator
from typing import NamedTuple

from solver.checks.view import PlanView, look
from solver.domain.document import PostId
from solver.domain.instance import Instance
from solver.domain.plan import Plan
from solver.domain.posts import Post


class Missing(NamedTuple):
    """People missing at a post in a period: below the minimum, and from there up to the target."""

    post: PostId
    period: int
    below_min: int
    to_target: int


def missing(instance: Instance, plan: Plan) -> Iterator[Missing]:
    """Yield every post and period of the horizon in which somebody is missing, post by post."""
    view = look(instance, plan)
    for post in instance.posts:
        yield from missing_at(view, post)


def missing_at(view: PlanView, post: Post) -> Iterator[Missing]:
    """Yield the periods of the horizon in which somebody is missing at a post."""
    least, target = view.min_of(post), view.target_of(post)
    for period, present in enumerate(view.present(post)):
        below_min = max(0, least[period] - present)
        to_target = max(0, target[period] - max(present, least[period]))
        if below_min or to_target:
            yield Missing(post.id, period, below_min, to_target)
