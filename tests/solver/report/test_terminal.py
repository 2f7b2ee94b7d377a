import io

import pytest
from rich.console import Console

from solver.domain.outcome import Claim, Infeasible, StoppedBy
from solver.report.terminal import print_plan
from tests.solver.demo_plan import TOURS, demo_instance, demo_outcome, use


def printed(outcome, language="zh", instance=None):
    out = io.StringIO()
    print_plan(instance or demo_instance(), outcome, Console(file=out, width=200), language)
    return out.getvalue()


def test_what_is_missing_comes_before_who_is_where():
    text = printed(demo_outcome())
    assert text.index("缺什么") < text.index("按岗位") < text.index("目标构成")


@pytest.mark.parametrize("person", sorted({tour[0] for tour in TOURS}))
def test_everybody_who_goes_is_listed(person):
    assert person in printed(demo_outcome())


def test_protective_rules_that_are_off_are_said_before_the_plan():
    text = printed(demo_outcome(switched_off=("altitude_stay",)), "en")
    assert text.index("Stay at altitude") < text.index("What is missing")


def test_names_with_brackets_are_printed_as_they_are():
    people = [person.model_dump() for person in demo_instance().specialists]
    people[0]["label"] = "[red]甲[/red]"
    assert "[red]甲[/red]" in printed(demo_outcome(), instance=demo_instance(specialists=people))


def test_a_long_list_of_shortages_is_shortened_and_says_so():
    shortages = demo_outcome().plan.shortages[::2]
    plan = demo_outcome().plan.model_copy(update={"shortages": shortages})
    assert "more: see the report or the workbook" in printed(demo_outcome(plan=plan), "en")


def test_pairings_alone_print_no_tables_of_tours():
    instance = demo_instance(calendar=None, posts=[], specialists=[], tour_kinds=[])
    plan = demo_outcome().plan.model_copy(update={"tours": (), "shortages": (), "preparations": ()})
    text = printed(demo_outcome(plan=plan, violations=()), instance=instance)
    assert text.index("西县人民医院 · 内科") < text.index("东县人民医院 · 内科")
    for said in ("省人民医院", "按指定", "新建", "须人工决定的有 1 处", "没有支援医院的受援对象 6 个"):
        assert said in text
    for unsaid in ("援期\n", "人月", "按岗位", "最低人数。"):
        assert unsaid not in text[: text.index("目标构成")]


def test_only_rules_that_did_something_are_printed():
    uses = (use("rest", limits=3), use("housing", limits=36, binding=30), use("title", barred_tours=894), use("quota"))
    text = printed(demo_outcome(rules=uses), "en")
    rules = text[text.index("What each rule cost") : text.index("Rules relaxed")]
    assert "30 of 36 limits reached" in rules
    assert "Ruled out 894 conceivable tours" in rules
    for silent in ("Rest at home", "Quota"):
        assert silent not in rules


def test_an_infeasible_question_shows_its_conflict():
    answer = {"instance": "x", "seconds": 1.0, "seed": 1, "version": "0.1.0", "stopped_by": StoppedBy.PROVEN}
    text = printed(Infeasible(**answer, conflict=(Claim(rule="housing", ids=("west",), period=0),)))
    for said in ("排不出计划", "住宿床位", "西县人民医院", "2026年3月"):
        assert said in text
