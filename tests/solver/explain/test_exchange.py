"""An exchange of tours, looked at in part, changes goals and rules as a check of both whole plans says."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

import instances
from solver.checks import Checked, check
from solver.domain.instance import Instance
from solver.domain.plan import Plan, Tour
from solver.explain.exchange import Exchange
from solver.load import load_instance, read_plan
from tests.solver.brute_force import tours
from tests.solver.conceivable import with_pairings
from tests.solver.strategies import SMALL
from tests.solver.strategies import instances as drawn


@settings(max_examples=60)
@given(drawn(SMALL), st.randoms(use_true_random=False))
def test_any_exchange_changes_what_the_checks_say(instance: Instance, chance: random.Random) -> None:
    """Also between plans that break rules: goals are those of the checks, and so is every rule newly broken."""
    imaginable = list(tours(instance))
    plan = Plan(tours=tuple(chance.sample(imaginable, min(6, len(imaginable)))))
    plan = with_pairings(instance, plan, plan.pairings)
    exchange = Exchange(instance, plan)
    others = [tour for tour in imaginable if tour not in plan.tours]
    for _ in range(3):
        gone = chance.sample(plan.tours, min(chance.randint(0, 2), len(plan.tours)))
        come = [_as_is(instance, tour) for tour in chance.sample(others, min(chance.randint(0, 2), len(others)))]
        _compare(exchange, gone, [tour for tour in come if tour not in plan.tours])


def test_the_exchanges_of_a_real_plan() -> None:
    instance, plan = _kezhou()
    exchange, chance = Exchange(instance, plan), random.Random(7)
    for _ in range(12):
        one, other = chance.sample(plan.tours, 2)
        _compare(exchange, [one], [])
        came = one.model_copy(update={"specialist": other.specialist, "supporter": other.supporter})
        _compare(exchange, [one, other], [_as_is(instance, came, plan)])


def _compare(exchange: Exchange, gone: list[Tour], come: list[Tour]) -> None:
    plan = exchange.plan
    kept = tuple(tour for tour in plan.tours if tour not in gone)
    before = check(exchange.instance, plan)
    after = check(exchange.instance, plan.model_copy(update={"tours": (*kept, *come)}))
    found = exchange.change(gone, come)
    assert {goal.name: goal.amount for goal in found.goals} == _changed(before, after)
    assert found.cost == after.objective - before.objective
    assert {violation.rule for violation in found.broken} == _new(before, after)


def _changed(before: Checked, after: Checked) -> dict[str, int]:
    old = {goal.name: goal.amount for goal in before.goals}
    return {g.name: g.amount - old[g.name] for g in after.goals if g.amount != old[g.name]}


def _new(before: Checked, after: Checked) -> set[str]:
    """Return the rules with a hard breach that is new, or larger than before."""
    known = {(v.rule, v.ids, v.period): v.units for v in before.hard}
    return {v.rule for v in after.hard if v.units > known.get((v.rule, v.ids, v.period), 0)}


def _as_is(instance: Instance, tour: Tour, plan: Plan | None = None) -> Tour:
    planned = Plan(tours=(tour,), pairings=() if plan is None else plan.pairings)
    return with_pairings(instance, planned, planned.pairings).tours[0]


def _kezhou() -> tuple[Instance, Plan]:
    path = instances.path("kezhou")
    return load_instance(path), read_plan(path.with_suffix(".plan.json"))
