"""What would help, in worlds that can be counted by hand: every option is tried, none is offered that does not help."""

from typing import Any

import pytest

from solver.domain.outcome import Infeasible, Solved
from solver.domain.policy import PROTECTIVE
from solver.domain.relaxation import Code, Prices
from solver.explain.menu import Menu, Option, relax
from solver.explain.menu.sentences import closing, heading, option_sentence
from solver.explain.menu.tree import changed
from solver.report.names import Names
from solver.settings import Settings
from solver.solve import solve
from solver.texts import LANGUAGES, catalogue
from tests import small
from tests.solver.explain.conflict.test_conflict import HIGH, NOBODY, WORLDS, lock, world


def options(menu: Menu) -> dict[tuple[Code, ...], Option]:
    return {tuple(change.code for change in option.changes): option for option in menu.options}


HELP: dict[str, tuple[dict[str, Any], set[Code]]] = {
    "two locks and a quota": (
        WORLDS["two locks and a quota"][0],
        {Code.QUOTA_MONTHS, Code.LOCK_LIFTED, Code.RULE_PRICED},
    ),
    "a place": (
        {"recipient_hospitals": [{"housing": [1, 0, 1]}]},
        {Code.PLACE_MORE, Code.MINIMUM_LESS, Code.RULE_PRICED},
    ),
    "a head": (
        {"supporting_hospitals": [{"release": {"total": 0}}]},
        {Code.RELEASED_HEAD_MORE, Code.MINIMUM_LESS, Code.RULE_PRICED},
    ),
    "a title": (
        {"posts": [{"min_title": "CHIEF", "demand": [small.demand(1, 1, 0, 3)]}], "specialists": [{"title": "ATTENDING"}]},
        {Code.TITLE_LOWER, Code.MINIMUM_LESS, Code.RULE_PRICED},
    ),
    "months": (
        {"tour_kinds": [{"max_months": 2}]},
        {Code.TOUR_MONTH_MORE, Code.MINIMUM_LESS, Code.RULE_PRICED},
    ),
    "a batch": (
        NOBODY | {"tour_kinds": [{"batch_starts": [0, 2]}], "locked": [lock("a", 1, 3)]},
        {Code.BATCH_START_MORE, Code.LOCK_LIFTED},
    ),
    "a clearance": (
        HIGH,
        {Code.CLEARANCE_RENEWED, Code.MINIMUM_LESS, Code.RULE_PRICED},
    ),
    "nobody forbidden": (
        {"forbidden": [{"specialist": "a", "post": "post", "from_period": 0, "to_period": 1}]},
        {Code.FORBIDDEN_LIFTED, Code.MINIMUM_LESS, Code.RULE_PRICED},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", HELP)
def test_what_helps_is_offered_and_helps(name: str) -> None:
    changes, codes = HELP[name]
    instance = world(**changes)
    assert isinstance(solve(instance, Settings(seconds=60)), Infeasible)
    menu = relax(instance, seconds=60)
    assert menu.about == "conflict"
    assert {code for option in options(menu) for code in option} == codes
    for option in menu.options:
        assert option.resolves
        assert option.suffices
        asked = changed(instance, option.changes)
        assert asked is not None
        assert isinstance(solve(asked, Settings(seconds=60)), Solved)


def test_the_cheapest_comes_first_and_the_smallest_step_that_does() -> None:
    menu = relax(world(**HELP["two locks and a quota"][0]), seconds=60)
    assert [option.price for option in menu.options] == sorted(option.price for option in menu.options)
    (quota,) = options(menu)[Code.QUOTA_MONTHS,].changes
    assert (quota.before, quota.after, quota.units, quota.price) == (3, 4, 1, Prices().quota_months)


def test_what_only_a_doctor_can_say_is_a_question() -> None:
    asked = options(relax(world(**HIGH), seconds=60))
    assert asked[Code.CLEARANCE_RENEWED,].to_be_examined
    assert not asked[Code.MINIMUM_LESS,].to_be_examined


def test_rules_that_protect_are_never_offered() -> None:
    """The only way out would be a longer stay than the band allows, or a training that nobody has a seat for."""
    band = {"bands": [{"from_m": 3000, "max_stay_months": 2}], "training": {"from_m": 9000}}
    people = [{"clearance": {"max_altitude_m": 4000}}]
    menu = relax(world(**(HIGH | {"altitude": band, "specialists": people})), seconds=60)
    pointers = [change.pointer for option in menu.options for change in option.changes]
    assert pointers
    assert not [p for p in pointers if p.startswith("/policy/altitude/") or p.split("/")[-2] in PROTECTIVE]


def test_an_option_that_is_not_enough_alone_says_so() -> None:
    posts = [{"id": name, "demand": [small.demand(1, 1, 0, 3)]} for name in ("p", "q")]
    people = [{"id": "a"}, {"id": "b"}]
    instance = world(posts=posts, specialists=people, recipient_hospitals=[{"housing": 1}],
                     supporting_hospitals=[{"release": {"total": 1}}])  # fmt: skip
    menu = relax(instance, seconds=60)
    assert not [option for option in menu.options if option.suffices and Code.PLACE_MORE in {c.code for c in option.changes}
                and len(option.changes) == 1]  # fmt: skip
    assert any(option.suffices is not True for option in menu.options)


def test_a_shortage_shrinks_by_as_much_as_is_said() -> None:
    instance = small.instance(
        calendar={"periods": 3, "tail_periods": 0},
        tour_kinds=[{"max_months": 3}],
        posts=[{"demand": [small.demand(1, 1, 0, 3)]}],
        recipient_hospitals=[{"housing": 0}],
    )
    menu = relax(instance, seconds=60)
    assert menu.about == "shortage"
    place = options(menu)[Code.PLACE_MORE,]
    assert (place.shortage_before, place.shortage_after, place.proven) == (3, 0, True)
    asked = changed(instance, place.changes)
    assert asked is not None
    outcome = solve(asked, Settings(seconds=60))
    assert isinstance(outcome, Solved)
    assert not outcome.plan.shortages


def test_two_changes_that_help_together_only() -> None:
    instance = small.instance(
        calendar={"periods": 3, "tail_periods": 0},
        tour_kinds=[{"max_months": 3}],
        posts=[{"demand": [small.demand(1, 1, 0, 3)]}],
        recipient_hospitals=[{"housing": 0}],
        supporting_hospitals=[{"release": {"total": 0}}],
    )
    asked = options(relax(instance, seconds=60))
    assert (Code.PLACE_MORE, Code.RELEASED_HEAD_MORE) in asked or (Code.RELEASED_HEAD_MORE, Code.PLACE_MORE) in asked
    assert (Code.PLACE_MORE,) not in asked


def test_nothing_to_relax() -> None:
    menu = relax(world(), seconds=60)
    assert (menu.about, menu.options) == ("nothing", ())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", HELP)
def test_every_option_is_said(name: str, language: Any) -> None:
    instance = world(**HELP[name][0])
    names, menu = Names(instance, language), relax(instance, seconds=60)
    for option in menu.options:
        sentence = option_sentence(option, names)
        assert f"{option.price:,}" in sentence
        assert "{" not in sentence
    assert heading(menu, names)
    assert closing(menu, names)


def test_prices_are_those_given() -> None:
    dear = Prices(quota_months=999)
    menu = relax(world(**HELP["two locks and a quota"][0]), seconds=60, prices=dear)
    assert options(menu)[Code.QUOTA_MONTHS,].price == 999


def test_every_kind_of_change_has_a_price_and_words() -> None:
    assert {code.value.lower() for code in Code} == set(Prices.model_fields)
    for language in LANGUAGES:
        assert {f"menu.change.{code}" for code in Code} <= set(catalogue(language))
