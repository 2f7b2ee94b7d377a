"""The rule book's pages: generated, complete, and every example true."""

from pathlib import Path

import pytest

from solver.checks import CHECKS, TWINS, check
from solver.checks.view import look
from solver.domain.finding import Severity
from solver.domain.instance import Instance
from solver.domain.plan import Plan
from solver.domain.policy import Goals, Rules
from solver.goals import GOALS
from solver.rulebook.example import PLAIN
from solver.rulebook.page import pages
from solver.rulebook.prose import Example, read
from solver.rulebook.timeline import span
from solver.rules import RULES
from solver.validation import validate
from tests import small

DOCS = Path(__file__).parents[2] / "docs"
PROSE = read(DOCS / "rulebook")
WRITE = "write it again: python -m solver.rulebook docs"
OF_RULES = [
    pytest.param(stem, example, id=f"{stem}-{number}")
    for stem, prose in PROSE.rules.items()
    for number, example in enumerate(prose.examples)
]
OF_GOALS = [
    pytest.param(name, example, id=f"{name}-{number}")
    for name, prose in PROSE.goals.items()
    for number, example in enumerate(prose.examples)
]


@pytest.mark.parametrize("name", ["rules.md", "rules.zh-CN.md", "altitude.md"])
def test_page_is_what_code_and_prose_say(name: str) -> None:
    assert (DOCS / name).read_text(encoding="utf-8") == pages(DOCS)[name], WRITE


def test_every_rule_and_goal_has_a_row_and_no_other() -> None:
    assert set(PROSE.rules) == set(Rules.model_fields)
    assert set(PROSE.goals) == set(Goals.model_fields)
    assert {rule.stem for rule in RULES} <= set(Rules.model_fields)
    assert set(GOALS) <= set(Goals.model_fields)


@pytest.mark.parametrize("stem", [rule.stem for rule in RULES])
def test_a_rule_that_is_planned_shows_a_plan_that_keeps_it_and_one_that_breaks_it(stem: str) -> None:
    broken = [example.units > 0 for example in PROSE.rules[stem].examples]
    assert any(broken)
    assert not all(broken)


@pytest.mark.parametrize("name", [*GOALS, "rule_prices"])
def test_a_goal_that_is_planned_shows_a_plan_that_costs(name: str) -> None:
    assert any(example.units for example in PROSE.goals[name].examples)


@pytest.mark.parametrize(("stem", "example"), OF_RULES)
def test_example_breaks_its_rule_by_so_much_and_no_other(stem: str, example: Example) -> None:
    instance, plan = question(example, stem)
    assert sum(breach.units for breach in CHECKS[stem](instance, look(instance, plan))) == example.units
    assert {violation.rule for violation in check(instance, plan).violations} <= {stem}


@pytest.mark.parametrize(("name", "example"), OF_GOALS)
def test_example_has_so_much_of_its_goal(name: str, example: Example) -> None:
    instance, plan = question(example)
    checked = check(instance, plan)
    assert checked.hard == ()
    assert {goal.name: goal.amount for goal in checked.goals}[name] == example.units
    assert name in TWINS or name == "rule_prices"


@pytest.mark.parametrize("example", [case.values[1] for case in OF_RULES + OF_GOALS])
def test_example_is_a_question_that_validation_accepts(example: Example) -> None:
    instance, _ = question(example)
    assert [finding for finding in validate(instance) if finding.severity is Severity.ERROR] == []


def test_every_source_is_cited() -> None:
    asked = [prose.asked for prose in PROSE.rules.values()]
    cited = {quote.source for row in asked for quote in row.quotes} | {key for row in asked for key in row.sources}
    cited |= {key for row in PROSE.altitude for key in row.sources}
    assert cited == set(PROSE.sources)


def test_plain_calendar_is_that_of_the_tests() -> None:
    assert PLAIN == small.CALENDAR


def question(example: Example, stem: str | None = None) -> tuple[Instance, Plan]:
    """Return the instance and the plan of an example; nobody has to be succeeded but in the examples of `handover`."""
    off = {} if stem == "handover" else {"handover": {"mode": "off"}}
    instance = small.instance(**example.instance | {"rules": off | example.instance.get("rules", {})})
    spans = [span(tour) for tour in example.tours]
    tours = (small.tour(instance, tour.specialist, tour.post, tour.start, tour.end, tour.unit) for tour in spans)
    pairings = tuple(small.pairing(*_words(row)) for row in example.pairings)
    return instance, small.plan(*tours, pairings=pairings)


def _words(row: str) -> list[str | None]:
    return [None if word == "-" else word for word in row.split()]
