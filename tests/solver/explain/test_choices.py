"""Choices for a seat: who could take it, in the right order, with changes that a check of both plans confirms."""

from functools import cache
from typing import Any

import pytest

import instances
from solver.checks import check
from solver.domain.document import PostId, SpecialistId
from solver.domain.instance import Instance
from solver.domain.plan import Plan
from solver.errors import InvalidQuestion
from solver.explain.choices import Choices, Chooser
from solver.load import load_instance, read_plan
from tests import small

POST = PostId("post")


def asked(**changes: Any) -> Instance:
    plain = {
        "calendar": {"periods": 3, "tail_periods": 0},
        "tour_kinds": [{"max_months": 3}],
        "posts": [{"demand": [small.demand(1, 1, 0, 3)]}],
        "specialists": [{}, {"id": "b"}, {"id": "c", "title": "RESIDENT"}, {"id": "d", "specialties": ["04"]}],
    }
    return small.instance(**(plain | changes))


def summary(choices: Choices) -> list[tuple[str, int, list[str], set[str]]]:
    return [
        (c.tour.specialist, c.cost, [tour.post for tour in c.leaves], {v.rule for v in c.broken})
        for c in choices.choices
    ]


def test_an_open_seat_is_taken_by_whom_no_rule_bars() -> None:
    """Three months of shortage at priority 3 are saved, for one departure; c's title bars, d's specialty does not count."""
    choices = Chooser(asked(), Plan()).at(POST, 1)
    assert summary(choices) == [("a", -8995, [], set()), ("b", -8995, [], set())]
    assert {goal.name: goal.amount for goal in choices.choices[0].goals} == {
        "shortage": -9,
        "departures": 1,
        "people_used": 1,
    }
    assert (choices.barred, choices.instead_of, choices.emptied) == (1, None, None)


def test_a_held_seat_goes_to_another_at_what_it_changes() -> None:
    wish = {"preferences": [{"post": "post", "score": 2}]}
    instance = asked(specialists=[wish, {"id": "b"}])
    choices = Chooser(instance, Plan(tours=(small.tour(instance, "a", "post", 0, 3),))).at(POST, 0)
    assert summary(choices) == [("b", 0, [], set())]
    assert choices.emptied is not None
    assert choices.emptied.cost == 8995


def test_who_serves_elsewhere_leaves_a_hole_and_that_counts() -> None:
    posts = [{"demand": [small.demand(1, 1, 0, 3)]}, {"id": "q", "demand": [small.demand(1, 1, 0, 3)], "priority": 1}]
    instance = asked(posts=posts, specialists=[{}])
    choices = Chooser(instance, Plan(tours=(small.tour(instance, "a", "q", 0, 3),))).at(POST, 0)
    assert summary(choices) == [("a", -6000, ["q"], set())]


def test_what_would_break_a_rule_comes_last_and_says_which() -> None:
    instance = asked(supporting_hospitals=[{"release": {"total": 0}}, {"id": "other"}])
    people = [{}, {"id": "b", "hospital": "other"}]
    instance = asked(supporting_hospitals=[{"release": {"total": 0}}, {"id": "other"}], specialists=people)
    assert [(who, rules) for who, _, _, rules in summary(Chooser(instance, Plan()).at(POST, 0))] == [
        ("b", set()),
        ("a", {"release"}),
    ]


def test_a_unit_of_a_pool_that_is_free_goes() -> None:
    posts = [{"demand": [small.demand(2, 2, 0, 3)]}]
    instance = asked(specialists=[{"count": 3}], posts=posts)
    plan = Plan(tours=(small.tour(instance, "a", "post", 0, 3),))
    (choice,) = Chooser(instance, plan).at(POST, 0).choices
    assert (choice.tour.unit, choice.leaves) == (1, ())


@pytest.mark.parametrize(
    ("post", "period", "instead_of"), [("none", 0, None), ("post", 3, None), ("post", -1, None), ("post", 0, "b")]
)
def test_what_is_not_there_cannot_be_asked_about(post: str, period: int, instead_of: str | None) -> None:
    named = None if instead_of is None else SpecialistId(instead_of)
    with pytest.raises(InvalidQuestion):
        Chooser(asked(), Plan()).at(PostId(post), period, named)


@cache
def _kezhou() -> tuple[Instance, Plan]:
    path = instances.path("kezhou")
    return load_instance(path), read_plan(path.with_suffix(".plan.json"))


@pytest.mark.parametrize("number", range(0, 120, 30))
def test_the_changes_in_a_real_plan_are_exact(number: int) -> None:
    instance, plan = _kezhou()
    seat = plan.tours[number]
    choices = Chooser(instance, plan).at(seat.post, max(seat.from_period, 0))
    before = check(instance, plan)
    assert choices.choices
    for choice in choices.choices[:4]:
        gone = {*choice.leaves, choices.instead_of}
        kept = tuple(tour for tour in plan.tours if tour not in gone)
        after = check(instance, plan.model_copy(update={"tours": (*kept, choice.tour)}))
        assert choice.cost == after.objective - before.objective
        assert {v.rule for v in choice.broken} == {v.rule for v in after.hard}
