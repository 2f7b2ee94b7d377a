import pytest

from solver.report.names import Names
from solver.report.rules import Effect, rule_rows
from tests.solver.demo_plan import demo_instance, demo_outcome, use


def told(*uses, language="en", pairings=()):
    return rule_rows(uses, pairings, Names(demo_instance(), language))


@pytest.mark.parametrize(
    ("what", "effect", "sentence"),
    [
        (use("rest", "off", limits=3), Effect.OFF, "Switched off."),
        (use("rest"), Effect.IDLE, "Made no difference here."),
        (use("title", barred_tours=1200), Effect.BARRED, "Ruled out 1,200 conceivable tours beforehand."),
        (
            use("housing", limits=36, binding=30),
            Effect.BOUND,
            "30 of 36 limits reached.",
        ),
        (use("housing", limits=36), Effect.IDLE, "None of 36 limits reached."),
        (use("handover", "priced", units=6, cost=1800), Effect.COST, "Broken by 6 persons, at a cost of 1,800."),
        (use("rest", "priced", units=2, cost=0), Effect.COST, "Broken by 2 months, at a cost of 0."),
        (
            use("coverage", "priced", units=72, cost=72000),
            Effect.COST,
            "Broken by 72 weighted person-months, at a cost of 72,000.",
        ),
    ],
)
def test_what_a_rule_did_is_said_in_a_sentence(what, effect, sentence):
    (row,) = told(what)
    assert (row.effect, row.sentence) == (effect, sentence)


def test_everything_a_rule_did_is_said():
    (row,) = told(use("rest", "priced", units=1, cost=300, limits=4, binding=2, barred_tours=7))
    assert row.sentence == (
        "Broken by 1 months, at a cost of 300. 2 of 4 limits reached. Ruled out 7 conceivable tours beforehand."
    )


def test_the_costliest_come_first_and_rules_that_are_off_last():
    rows = told(
        use("quota", "off"),
        use("team"),
        use("housing", limits=2, binding=1),
        use("rest", "priced", units=1, cost=300),
        use("coverage", "priced", units=1, cost=4000),
    )
    assert [row.label for row in rows] == ["Coverage", "Rest at home", "Housing", "Teams", "Quota"]


def test_the_order_of_leads_decides_where_there_are_pairings():
    (row,) = told(use("lead_order"), pairings=demo_outcome().plan.pairings)
    assert row.sentence == "Says who leads at 2 targets."
    (idle,) = told(use("lead_order"))
    assert idle.effect is Effect.IDLE
