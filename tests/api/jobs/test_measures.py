"""Figures of instances and plans, counted by hand."""

import instances
from api.jobs.documents import InputMetrics
from api.jobs.measures import input_metrics, kpis
from solver.domain.plan import Shortage
from solver.load import load_instance
from tests import small


def test_the_size_of_the_demo() -> None:
    assert input_metrics(load_instance(instances.path("demo"))) == InputMetrics(
        specialists=1, supporting_hospitals=1, recipient_hospitals=1, posts=1, periods=8, targets=1, demand_months=24
    )


def test_units_of_a_pool_are_people() -> None:
    asked = small.instance(specialists=[{"id": "pool", "count": 5}, {"id": "a"}])
    assert input_metrics(asked).specialists == 6


def test_a_plan_with_a_third_of_the_minimum_missing() -> None:
    asked = small.instance(calendar={"months_per_period": 3}, posts=[{"demand": [small.demand(1, 2, 0, 6)]}])
    empty = [Shortage(post="post", period=period, missing=1, below="min") for period in (4, 5)]
    wanted = [Shortage(post="post", period=period, missing=1, below="target") for period in range(6)]
    plan = small.plan(small.tour(asked, "a", "post", 0, 4)).model_copy(update={"shortages": (*empty, *wanted)})
    found = kpis(asked, plan, 2)
    assert (found.tours, found.shortage_months, found.below_target_months, found.priced_violations) == (1, 6, 18, 2)
    assert found.minimum_filled == round(2 / 3, 4)


def test_a_question_without_minimums_is_filled() -> None:
    assert kpis(small.instance(posts=[{"demand": []}]), small.plan()).minimum_filled == 1.0
