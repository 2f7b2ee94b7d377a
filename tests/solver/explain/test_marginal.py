"""What one more would bring: worlds with one true answer, estimated by the duals and verified by solving again."""

from typing import Any

import pytest

from solver.domain.explanation import Surety
from solver.domain.instance import Instance
from solver.domain.plan import Plan
from solver.explain.marginal import verified, worths
from solver.settings import Settings
from tests import small

SEAT = {"demand": [small.demand(1, 1, 0, 3)]}
ONE_PERSON = 3 * 3 * 1000 - 5
"""Three months at priority 3 no longer missing, for one departure."""


def asked(**changes: Any) -> Instance:
    plain = {
        "calendar": {"periods": 3, "tail_periods": 0},
        "tour_kinds": [{"max_months": 3}],
        "posts": [SEAT, SEAT | {"id": "q"}],
        "goals": {"unfairness": {"weight": 0}},
    }
    return small.instance(**(plain | changes))


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        pytest.param({}, "SPECIALIST", id="two posts, one person: another like them"),
        pytest.param(
            {"specialists": [{"count": 2}], "recipient_hospitals": [{"housing": 1}]}, "HOUSING", id="one place for two"
        ),
        pytest.param(
            {"specialists": [{"count": 2}], "supporting_hospitals": [{"release": {"total": 1}}]},
            "RELEASE",
            id="one head spared of two",
        ),
        pytest.param(
            {"specialists": [{"count": 2}], "supporting_hospitals": [{"release": {"by_specialty": {"03": 1}}}]},
            "RELEASE",
            id="one head of the specialty spared of two",
        ),
    ],
)
def test_what_is_short_is_what_brings_something(changes: dict[str, Any], what: str) -> None:
    instance = asked(**changes)
    (found,) = worths(instance)
    assert (found.what, found.estimated, found.surety) == (what, ONE_PERSON, Surety.ESTIMATED)
    (checked,) = verified(instance, Plan(), (found,), Settings(seconds=60))
    assert (checked.surety, checked.least, checked.most) == (Surety.VERIFIED, ONE_PERSON, ONE_PERSON)


def test_where_nothing_is_short_nothing_brings_anything() -> None:
    assert worths(asked(specialists=[{"count": 2}], recipient_hospitals=[{"housing": 2}])) == ()


def test_only_the_kind_that_fits_is_named() -> None:
    """A resident would not do for the post; of those who bring the same, the least title is named."""
    people = [{"title": "RESIDENT"}, {"id": "b", "title": "CHIEF"}, {"id": "c", "title": "ATTENDING", "max_tours": 1}]
    posts = [SEAT, SEAT | {"id": "q"}, SEAT | {"id": "r"}]
    (found,) = worths(asked(specialists=people, posts=posts))
    assert (found.title, found.specialty) == ("ATTENDING", "03")
