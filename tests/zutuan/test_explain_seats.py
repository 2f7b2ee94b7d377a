"""`zutuan explain reasons`, `certificate`, `choices` and `marginal`, as a planner calls them."""

import json
from pathlib import Path

import pytest

import instances
from solver.load import load_instance
from solver.settings import Settings
from solver.solve import solve
from tests.zutuan.calling import write, zutuan
from zutuan import outlet

POST = "naqu-ortho-head"


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The plan of the demo: its one specialist rests for a quarter in between."""
    file = tmp_path_factory.mktemp("demo") / "outcome.json"
    outcome = solve(load_instance(instances.path("demo")), Settings(seconds=60, workers=1))
    file.write_text(outcome.model_dump_json(by_alias=True), encoding="utf-8")
    return str(file)


def test_a_seat_is_named_by_its_month_or_by_the_number_of_its_period(plan: str) -> None:
    """Periods of three months from March 2026: February 2027 lies in the fourth, which has the number 3."""
    by_month, by_number = (
        zutuan("explain", "choices", "demo", plan, POST, when, "--json") for when in ("2027-02", "3")
    )
    assert by_month.code == 0, by_month.err
    assert json.loads(by_month.out)["period"] == 3
    assert by_month.out == by_number.out
    listed = zutuan("explain", "reasons", "demo", plan, "--post", POST, "--period", "2027-02", "--json")
    assert {shortage["period"] for shortage in json.loads(listed.out)} == {3}


@pytest.mark.parametrize(
    ("command", "rest", "sentence"),
    [
        ("choices", [POST, "May"], "That cannot be asked: month May."),
        ("choices", [POST, "2025-11"], "That cannot be asked: period -2."),
        ("choices", ["nowhere", "0"], "That cannot be asked: post nowhere."),
        ("reasons", ["--post", "nowhere"], "That cannot be asked: post nowhere."),
        ("why-not", ["g-01", "nowhere", "0"], "That cannot be asked: post nowhere."),
        ("why-not", ["g-01", POST, "2027-13"], "That cannot be asked: month 2027-13."),
    ],
)
def test_what_cannot_be_asked_is_said(command: str, rest: list[str], sentence: str, plan: str) -> None:
    called = zutuan("explain", command, "demo", plan, *rest)
    assert (called.code, called.out) == (2, "")
    assert sentence in called.err


@pytest.mark.parametrize("call", [("check",), ("explain", "choices"), ("explain", "reasons"), ("explain", "marginal")])
def test_what_is_too_long_for_a_column_goes_on_in_the_next_line(
    call: tuple[str, ...], plan: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Chinese has no spaces, and Rich would cut it: the plan with its first tour twice breaks a rule, which is named in full."""
    document = json.loads(Path(plan).read_text(encoding="utf-8"))["plan"]
    twice = write(tmp_path / "twice.json", document | {"tours": document["tours"] + document["tours"][:1]})
    monkeypatch.setattr(outlet, "_PIPE_WIDTH", 50)
    seat = [POST, "1"] if "choices" in call else []
    called = zutuan(*call, "demo", twice if call == ("check",) else plan, *seat, language="zh")
    assert called.code == (5 if call == ("check",) else 0), called.err
    assert called.out
    assert "…" not in called.out


def test_reasons_name_who_is_kept_away_and_by_what(plan: str) -> None:
    called = zutuan("explain", "reasons", "demo", plan)
    assert called.code == 0, called.err
    assert "below minimum" in called.out
    assert "g-01" in called.out


def test_the_certificate_is_checked_again(plan: str) -> None:
    called = zutuan("explain", "certificate", "demo", plan)
    assert called.code == 0, called.err
    assert "At least 3 person-months below the minimum stay empty in every plan" in called.out
    assert "Checked again from the instance alone: it holds." in called.err


def test_one_more_is_verified(plan: str) -> None:
    called = zutuan("explain", "marginal", "demo", plan, "--seconds", "20", "--json")
    assert called.code == 0, called.err
    assert json.loads(called.out)
