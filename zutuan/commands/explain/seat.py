"""How a call names a seat: a post, and a month of the plan or the number of a period."""

from datetime import date
from typing import Annotated

import typer

from solver.domain.document import PostId
from solver.domain.instance import Instance
from solver.errors import InvalidQuestion

PostArgument = Annotated[str, typer.Argument(metavar="POST", help="cli.help.explain.post", show_default=False)]
WhenArgument = Annotated[str, typer.Argument(metavar="WHEN", help="cli.help.explain.when", show_default=False)]


def post_of(post: str, instance: Instance) -> PostId:
    """Return the id of a post of the instance. Raises InvalidQuestion where it has no such post."""
    if post not in instance.post_by_id:
        raise InvalidQuestion(f"post {post}")
    return PostId(post)


def period_of(when: str, instance: Instance) -> int:
    """Return the period that a month or a number means. Raises InvalidQuestion where it means none."""
    if when.isdecimal():
        return int(when)
    calendar = instance.calendar
    try:
        month = date.fromisoformat(f"{when}-01")
    except ValueError as error:
        raise InvalidQuestion(f"month {when}") from error
    if calendar is None:
        raise InvalidQuestion(f"month {when}")
    months = (month.year - calendar.start.year) * 12 + month.month - calendar.start.month
    return months // calendar.months_per_period
