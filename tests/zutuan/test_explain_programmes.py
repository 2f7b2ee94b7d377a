"""`zutuan explain` and `compare` on a real programme with its published plan: Kezhou."""

import json
from pathlib import Path
from typing import Any

import pytest

import instances
from tests.zutuan.calling import zutuan

KEZHOU = str(instances.path("kezhou"))
PLAN = KEZHOU.replace(".json", ".plan.json")


def asked(*arguments: str) -> str:
    """Return what `zutuan explain` says, and see that it succeeds."""
    called = zutuan("explain", *arguments)
    assert called.code == 0, called.err
    return called.out


@pytest.fixture(scope="module")
def listed() -> list[dict[str, Any]]:
    """The shortages of the plan, with their reasons."""
    found: list[dict[str, Any]] = json.loads(asked("reasons", KEZHOU, PLAN, "--json"))
    assert found
    return found


def test_reasons_name_rules_people_and_costs(listed: list[dict[str, Any]]) -> None:
    for shortage in listed:
        assert shortage["reasons"]
        assert not shortage["left_off"]
    tours = [tour for one in listed for reason in one["reasons"] for tour in reason["elsewhere"]]
    assert any(tour["locked"] for tour in tours)
    assert all(0 <= tour["estimated"] <= tour["taking_away"] for tour in tours if tour["estimated"] is not None)


def test_the_certificate_holds() -> None:
    called = zutuan("explain", "certificate", KEZHOU, PLAN, "--json")
    assert json.loads(called.out)["kind"] == "capacity"
    assert "it holds" in called.err


def test_choices_for_a_seat_that_is_short(listed: list[dict[str, Any]]) -> None:
    shortage = listed[0]
    found = json.loads(asked("choices", KEZHOU, PLAN, shortage["post"], str(shortage["period"]), "--json"))
    assert (found["post"], found["period"]) == (shortage["post"], shortage["period"])
    assert found["choices"] or found["barred"]


@pytest.mark.slow
def test_why_somebody_who_serves_elsewhere_is_not_on_a_seat_that_is_short(listed: list[dict[str, Any]]) -> None:
    """What forbids it, or an interval of what it costs."""
    shortage = listed[0]
    who = next(one["specialist"] for reason in shortage["reasons"] for one in reason["elsewhere"])
    arguments = [KEZHOU, PLAN, who, shortage["post"], str(shortage["period"]), "--seconds", "20", "--json"]
    found = json.loads(asked("why-not", *arguments))
    assert (found["who"], found["post"], found["period"]) == (who, shortage["post"], shortage["period"])
    assert found["verdict"] in {"barred", "impossible", "possible"}
    assert found["barred"] or found["conflict"] or found["lower"] <= found["upper"]


@pytest.mark.slow
def test_what_would_help_the_seat_that_is_short(listed: list[dict[str, Any]]) -> None:
    """Each alternative was solved again, and is ranked by its price."""
    found = json.loads(asked("relax", KEZHOU, "--plan", PLAN, "--post", listed[0]["post"], "--seconds", "20", "--json"))
    assert found["about"] == "shortage"
    assert found["tried"] + found["untried"] > 0
    for option in found["options"]:
        assert option["price"] == sum(change["price"] for change in option["changes"])
        assert option["shortage_after"] < option["shortage_before"]


@pytest.mark.slow
def test_nothing_contradicts() -> None:
    called = zutuan("explain", "conflict", KEZHOU, "--seconds", "60")
    assert called.code == 0, called.err
    assert "Nothing contradicts" in called.out


@pytest.mark.slow
def test_what_one_more_would_bring() -> None:
    found = json.loads(asked("marginal", KEZHOU, PLAN, "--verify", "0", "--top", "3", "--json"))
    assert [one["surety"] for one in found] == ["ESTIMATED"] * 3
    assert [one["estimated"] for one in found] == sorted((one["estimated"] for one in found), reverse=True)


def test_a_plan_beside_one_with_a_tour_less(tmp_path: Path) -> None:
    plan = json.loads(Path(PLAN).read_text(encoding="utf-8"))
    plan = plan.get("plan", plan)
    gone = next(tour for tour in reversed(plan["tours"]) if tour["from_period"] >= 0)
    less = tmp_path / "less.json"
    less.write_text(json.dumps(plan | {"tours": [tour for tour in plan["tours"] if tour != gone]}), encoding="utf-8")
    called = zutuan("compare", KEZHOU, PLAN, str(less), "--json")
    assert called.code == 0, called.err
    found = json.loads(called.out)
    assert gone["specialist"] in json.dumps(found, ensure_ascii=False)
    assert zutuan("compare", KEZHOU, PLAN, PLAN).code == 0
