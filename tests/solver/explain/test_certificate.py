"""The capacity certificate: the arithmetic of worlds that are counted by hand, and never more than the true least shortage."""

import os
from itertools import product
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from solver.checks import check
from solver.checks.certificate import flaws
from solver.domain.certificate import Certificate
from solver.domain.instance import Instance
from solver.explain.certificate import unavoidable_shortage
from solver.problem import Problem
from solver.program import build
from tests import small
from tests.solver.brute_force import plans
from tests.solver.strategies import TINY, instances

RANDOM = max(int(os.environ.get("ZUTUAN_RANDOM_INSTANCES", "0")) // 3, 60)
MOST_PLANS = 400
QUARTER = {"calendar": {"periods": 3, "tail_periods": 0}}


def certified(instance: Instance) -> Certificate:
    problem = Problem(instance)
    certificate = unavoidable_shortage(problem, build(problem).tours)
    assert list(flaws(instance, certificate)) == []
    return certificate


def seat(least: int, **fields: Any) -> dict[str, Any]:
    return {"demand": [small.demand(least, least, 0, 3)]} | fields


@pytest.mark.parametrize(
    ("changes", "months", "weighted", "arithmetic"),
    [
        pytest.param({"posts": [seat(1)]}, 0, 0, [], id="one person, one seat"),
        pytest.param({"posts": [seat(2)]}, 3, 9, [(6, 3)], id="two seats, one person"),
        pytest.param(
            {"posts": [seat(2, priority=5), seat(1, id="q", priority=2)], "specialists": [{}, {"id": "b"}]},
            3,
            6,
            [(9, 6)],
            id="what stays empty is the post of the lowest priority",
        ),
        pytest.param(
            {"posts": [seat(1), seat(1, id="q", min_title="CHIEF")], "specialists": [{"title": "ATTENDING"}]},
            3,
            9,
            [(3, 0)],
            id="nobody for one post, one for the other: only that without anybody is scarce",
        ),
        pytest.param(
            {"posts": [seat(2)], "specialists": [{"count": 4}], "recipient_hospitals": [{"housing": [2, 1, 2]}]},
            1,
            3,
            [(2, 1)],
            id="places of one month",
        ),
        pytest.param(
            {
                "posts": [seat(3)],
                "specialists": [{"count": 4}],
                "supporting_hospitals": [{"release": {"total": [3, 2, 3]}}],
            },
            1,
            3,
            [(3, 2)],
            id="a hospital that spares one less for a month",
        ),
        pytest.param(
            {"posts": [seat(1)], "tour_kinds": [{"max_months": 1, "rest_months": 2}]},
            2,
            6,
            [(3, 1)],
            id="rest after a month leaves one month in three",
        ),
        pytest.param(
            {"posts": [seat(1)], "tour_kinds": [{"max_months": 1}], "specialists": [{"max_tours": 2}]},
            1,
            3,
            [(3, 2)],
            id="two tours of a month",
        ),
        pytest.param({"posts": [seat(1)], "specialists": [{"max_tours": 0}]}, 3, 9, [(3, 0)], id="no tour agreed"),
        pytest.param(
            {
                "posts": [seat(2)],
                "specialists": [{"count": 3}, {"id": "b", "hospital": "other"}],
                "supporting_hospitals": [{"release": {"total": [1, 1, 0]}}, {"id": "other"}],
            },
            1,
            3,
            [(2, 1)],
            id="one from a hospital that spares nobody at last, one from elsewhere",
        ),
    ],
)
def test_the_arithmetic(changes: dict[str, Any], months: int, weighted: int, arithmetic: list[tuple[int, int]]) -> None:
    certificate = certified(small.instance(**(QUARTER | {"tour_kinds": [{"max_months": 3}]} | changes)))
    assert (certificate.unavoidable_months, certificate.unavoidable) == (months, weighted)
    assert [(scarcity.wanted, scarcity.available) for scarcity in certificate.scarcities] == arithmetic


def test_seats_of_different_people_are_scarce_apart() -> None:
    posts = [seat(1), seat(2, id="q", department="other")]
    wards = [{}, {"id": "other", "specialty": "04"}]
    people = [{"unavailable": [{"from": "2026-03-01", "to": "2026-04-01"}]}, {"id": "b", "specialties": ["04"]}]
    certificate = certified(small.instance(**QUARTER, posts=posts, departments=wards, specialists=people))
    found = {
        scarcity.seats[0].post: (scarcity.missing, [s.ids for s in scarcity.shares])
        for scarcity in certificate.scarcities
    }
    assert found == {"post": (1, []), "q": (3, [("b",)])}


def test_a_false_certificate_is_found_out() -> None:
    """Each number of a true certificate, changed so that it claims more, is refused."""
    asked = small.instance(**QUARTER, posts=[seat(3)], specialists=[{}, {"id": "b"}])
    certificate = certified(asked)
    layer, scarcity = certificate.layers[0], certificate.scarcities[0]
    less = scarcity.shares[0].model_copy(update={"most": 2})
    for update in (
        {"shares": scarcity.shares[1:], "available": 3, "missing": 6},
        {"shares": (less, scarcity.shares[1]), "available": 5, "missing": 4},
        {"wanted": 10, "missing": 4},
        {"missing": 4},
        {"seats": (scarcity.seats[0].model_copy(update={"wanted": 4}),), "wanted": 12, "missing": 6},
    ):
        claimed = scarcity.model_copy(update=update)
        layers = (layer.model_copy(update={"scarcities": (claimed,)}),)
        months, weighted = claimed.missing, claimed.missing * 3
        false = Certificate(layers=layers, unavoidable_months=months, unavoidable=weighted)
        assert list(flaws(asked, false)), update
    assert list(flaws(asked, certificate.model_copy(update={"unavoidable": 10})))


@pytest.mark.slow
@settings(max_examples=RANDOM)
@given(instances(TINY))
def test_no_accepted_plan_has_less_shortage(instance: Instance) -> None:
    least = _least_shortage(instance)
    assume(least is not None)
    assert least is not None
    assert certified(instance).unavoidable <= least


def _least_shortage(instance: Instance) -> int | None:
    """Return the least of the goal `shortage` over all accepted plans; none where there are none, or too many."""
    least, coverage = None, {"coverage", "shortage"}
    for seen, plan in enumerate(plans(instance)):
        if seen >= MOST_PLANS:
            return None
        checked = check(instance, plan)
        if all(violation.rule in coverage for violation in checked.hard):
            amount = next(goal.amount for goal in checked.goals if goal.name == "shortage")
            least = amount if least is None else min(least, amount)
    return least


@st.composite
def only_eligibility(draw: st.DrawFn) -> Instance:
    """Draw a question in which nothing but who may serve where, and when, limits anybody."""
    titles = ["RESIDENT", "ATTENDING", "DEPUTY_CHIEF", "CHIEF"]
    people = [
        {
            "id": f"p{number}",
            "title": draw(st.sampled_from(titles)),
            "specialties": draw(st.lists(st.sampled_from(["03", "04"]), min_size=1, max_size=2, unique=True)),
            "unavailable": draw(st.sampled_from([[], [{"from": "2026-04-02", "to": "2026-04-03"}]])),
        }
        for number in range(draw(st.integers(1, 4)))
    ]
    posts = [
        seat(draw(st.integers(0, 2)), priority=draw(st.integers(1, 4)))
        | {"id": f"q{number}", "department": draw(st.sampled_from(["w3", "w4"]))}
        | {"min_title": draw(st.sampled_from(titles))}
        for number in range(draw(st.integers(1, 3)))
    ]
    wards = [{"id": "w3"}, {"id": "w4", "specialty": "04"}]
    kinds = [{"min_months": 1, "max_months": 3}]
    return small.instance(**QUARTER, posts=posts, departments=wards, specialists=people, tour_kinds=kinds)


@settings(max_examples=RANDOM)
@given(only_eligibility())
def test_where_only_eligibility_limits_it_is_the_least_shortage(instance: Instance) -> None:
    assert certified(instance).unavoidable == _least_by_month(instance)


def _least_by_month(instance: Instance) -> int:
    """Return the least shortage × priority, each month on its own, over every way to put people on posts."""
    grades = ["RESIDENT", "ATTENDING", "DEPUTY_CHIEF", "CHIEF"]
    total = 0
    for month in range(3):
        options = [
            [
                None,
                *(
                    post.id
                    for post in instance.posts
                    if set(instance.accepted_specialties(post)) & set(person.specialties)
                    and grades.index(person.title) >= grades.index(post.min_title)
                    and not (month == 1 and person.unavailable)
                ),
            ]
            for person in instance.specialists
        ]
        total += min(
            sum(post.priority * max(0, post.demand[0].min - where.count(post.id)) for post in instance.posts)
            for where in product(*options)
        )
    return total
