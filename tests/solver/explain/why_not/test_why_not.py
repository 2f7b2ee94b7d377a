"""Why not: each rule by itself with its numbers, the cost of what is possible, and what an impossible wish contradicts."""

from datetime import date
from typing import Any

import pytest

from solver.checks import check
from solver.domain.instance import Instance
from solver.domain.outcome import Solved
from solver.domain.plan import Plan
from solver.errors import InvalidPlan, InvalidQuestion
from solver.explain.why_not import WhyNot, why_not
from solver.explain.why_not.sentences import lines, question
from solver.report.names import Names
from solver.settings import Settings
from solver.solve import solve
from solver.texts import LANGUAGES
from tests import small

HIGH = {"recipient_hospitals": [{"altitude_m": 3500}], "altitude": {"bands": [], "training": {"from_m": 9000}}}


def world(**changes: Any) -> Instance:
    """Return three months, one post for one person, `b` beside `a`; only who is `a` may be kept away by what a test says."""
    plain: dict[str, Any] = {
        "calendar": {"periods": 3, "tail_periods": 0},
        "tour_kinds": [{"max_months": 3}],
        "posts": [{"demand": [small.demand(1, 1, 0, 3)]}],
    }
    return small.instance(**(plain | changes))


def empty(instance: Instance, who: str = "a", period: int = 1) -> WhyNot:
    """Return the answer about a plan in which nobody goes anywhere."""
    return why_not(instance, Plan(), who, "post", period, seconds=60)


BARS: list[tuple[str, dict[str, Any], list[tuple[str, object, object]]]] = [
    ("specialty", {"specialists": [{"specialties": ["04"]}]}, [("specialty", None, None)]),
    (
        "title",
        {"specialists": [{"title": "RESIDENT"}]},
        [("title", "RESIDENT", "ATTENDING")],
    ),
    (
        "clearance",
        HIGH | {"specialists": [{"clearance": {"max_altitude_m": 3000}}]},
        [("altitude_clearance", 3000, 3500)],
    ),
    (
        "end of a clearance",
        HIGH | {"specialists": [{"clearance": {"max_altitude_m": 4000, "valid_until": "2026-02-20"}}]},
        [("altitude_clearance", date(2026, 2, 20), date(2026, 3, 1))],
    ),
    (
        "absence",
        {"specialists": [{"unavailable": [{"from": "2026-04-02", "to": "2026-04-05"}]}]},
        [("availability", date(2026, 4, 2), date(2026, 4, 4))],
    ),
    (
        "rest",
        {
            "specialists": [{"history": [{"altitude_m": 3000, "from": "2025-10-01", "to": "2026-02-28"}]}],
            "altitude": {"bands": [{"from_m": 2500, "rest_months": 6}]},
        },
        [("rest", date(2026, 8, 28), date(2026, 3, 1))],
    ),
    (
        "forbidden",
        {"forbidden": [{"specialist": "a", "post": "post"}]},
        [("locked", None, None)],
    ),
    (
        "two rules",
        HIGH | {"specialists": [{"title": "RESIDENT"}]},
        [("altitude_clearance", 2500, 3500), ("title", "RESIDENT", "ATTENDING")],
    ),
]


@pytest.mark.parametrize(("changes", "obstacles"), [case[1:] for case in BARS], ids=[case[0] for case in BARS])
def test_rules_that_bar_are_named_with_their_numbers(
    changes: dict[str, Any], obstacles: list[tuple[str, object, object]]
) -> None:
    answer = empty(world(**changes))
    assert answer.verdict == "barred"
    (one,) = answer.barred
    assert sorted((o.rule, o.found, o.limit) for o in one.obstacles) == obstacles
    assert all(obstacle.every_tour for obstacle in one.obstacles)
    assert all(obstacle.claim.sources for obstacle in one.obstacles)


def test_who_is_there_needs_no_answer() -> None:
    instance = world()
    plan = small.plan(small.tour(instance, "a", "post", 0, 2))
    assert why_not(instance, plan, "a", "post", 1).verdict == "there"
    assert why_not(instance, plan, "home", "post", 1).verdict == "there"
    assert why_not(instance, plan, "a", "post", 2).verdict != "there"


def solved(instance: Instance) -> Solved:
    outcome = solve(instance, Settings(seconds=60))
    assert isinstance(outcome, Solved)
    return outcome


def test_the_cost_of_somebody_less_liked_is_exact_and_says_who_moves() -> None:
    people = [{"preferences": [{"post": "post", "score": 5}]}, {"id": "b", "preferences": [{"post": "post", "score": 2}]},
              {"id": "c", "title": "RESIDENT"}]  # fmt: skip
    instance = world(
        specialists=people, tour_kinds=[{"min_months": 3, "max_months": 3}], goals={"unfairness": {"weight": 0}}
    )
    outcome = solved(instance)
    (tour,) = outcome.plan.tours
    assert tour.specialist in ("a", "b")  # each has the best of their wishes: as good
    answer = why_not(instance, outcome.plan, "c", "post", 1, bound=outcome.bound)
    assert answer.verdict == "barred"
    plan = small.plan(small.tour(instance, "a", "post", 0, 3))
    answer = why_not(instance, plan, "b", "post", 1)
    forced = check(instance, small.plan(small.tour(instance, "b", "post", 0, 3))).objective
    assert answer.verdict == "possible"
    assert answer.proven
    assert answer.lower == answer.upper == forced - check(instance, plan).objective
    assert {move.specialist: (len(move.before), len(move.after)) for move in answer.moves} == {"a": (1, 0), "b": (0, 1)}
    assert sum(change.cost for change in answer.goals) == answer.upper


def test_of_equal_plans_the_one_in_which_fewest_move_is_told() -> None:
    """Six people, three posts that all of them can fill alike: `a` comes for whoever was there, and nobody else moves."""
    instance = world(
        posts=[{"id": name, "demand": [small.demand(1, 1, 0, 3)]} for name in ("p", "q", "r")],
        specialists=[{"id": name} for name in "abcdef"],
        tour_kinds=[{"min_months": 3, "max_months": 3}],
    )
    plan = small.plan(*(small.tour(instance, who, post, 0, 3) for who, post in zip("bcd", "pqr", strict=True)))
    answer = why_not(instance, plan, "a", "p", 1)
    assert (answer.verdict, answer.lower, answer.upper) == ("possible", 0, 0)
    assert [move.specialist for move in answer.moves] == ["a", "b"]
    assert answer.fewest_moves


def test_a_hospital_is_anybody_of_it() -> None:
    people = [{"title": "RESIDENT"}, {"id": "b"}]
    answer = empty(world(specialists=people), "home")
    assert (answer.verdict, answer.candidates) == ("possible", 1)
    assert [one.specialist for one in answer.barred] == ["a"]


def test_what_cannot_be_beside_the_rest_names_the_rest() -> None:
    people = [{"id": "a"}, {"id": "b"}]
    instance = world(specialists=people, locked=[{"specialist": "b", "from_period": 0, "to_period": 3}])
    plan = small.plan(small.tour(instance, "b", "post", 0, 3))
    answer = why_not(instance, plan, "a", "post", 1)
    assert answer.verdict == "impossible"
    assert {(claim.rule, claim.ids) for claim in answer.conflict} == {
        ("locked", ("b", "post")),
        ("headcount", ("post",)),
    }


def test_a_lock_elsewhere_leaves_no_room() -> None:
    posts = [{"demand": [small.demand(1, 1, 0, 3)]}, {"id": "q", "demand": [small.demand(0, 1, 0, 3)]}]
    instance = world(posts=posts, locked=[{"specialist": "a", "post": "q", "from_period": 0, "to_period": 3}])
    plan = small.plan(small.tour(instance, "a", "q", 0, 3))
    answer = why_not(instance, plan, "a", "post", 1)
    assert answer.verdict == "impossible"
    assert [(claim.rule, claim.sources) for claim in answer.conflict] == [("locked", ("/locked/0",))]


@pytest.mark.parametrize(
    ("who", "post", "period"), [("x", "post", 0), ("a", "x", 0), ("a", "post", 3), ("a", "post", -1)]
)
def test_what_the_instance_lacks_is_refused(who: str, post: str, period: int) -> None:
    with pytest.raises(InvalidQuestion):
        why_not(world(), Plan(), who, post, period)


def test_a_plan_that_breaks_a_rule_is_refused() -> None:
    instance = world(specialists=[{"specialties": ["04"]}])
    with pytest.raises(InvalidPlan):
        why_not(instance, small.plan(small.tour(instance, "a", "post", 0, 3)), "a", "post", 1)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_answer_is_said(language: Any) -> None:
    people = [{"title": "RESIDENT"}, {"id": "b"}]
    instance = world(specialists=people)
    names = Names(instance, language)
    for who in ("a", "b", "home"):
        answer = empty(instance, who)
        said = [question(answer, names), *lines(answer, names)]
        assert len(said) > 1
        assert not any("{" in line for line in said)
