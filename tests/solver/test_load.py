"""Loading: from files, texts and dicts; errors carry every finding; plans come as such or inside an outcome."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from solver.domain.instance import Instance
from solver.errors import InvalidInstance, InvalidPlan
from solver.load import load_instance, read_instance, read_outcome, read_plan
from tests.solver.validation.mutants import kezhou, patched

TOUR = {
    "specialist": "g-01", "supporter": "gulou", "post": "p", "from_period": 0, "to_period": 4,
    "from": "2026-03-01", "to": "2027-03-01", "on_pair": True,
}  # fmt: skip
ANSWER = {"instance": "demo", "seconds": 1.5, "seed": 1, "version": "0", "stopped_by": "PROVEN"}
SOLVED = ANSWER | {
    "kind": "solved", "objective": 0, "bound": 0, "gap": 0.0, "proven_optimal": True, "goals": [],
    "plan": {"tours": [TOUR]},
}  # fmt: skip


def test_the_same_instance_from_file_text_bytes_dict_and_its_own_dump(tmp_path: Path) -> None:
    text = json.dumps(kezhou(), ensure_ascii=False)
    file = tmp_path / "kezhou.json"
    file.write_text(text, encoding="utf-8-sig")
    loaded = load_instance(file)
    assert loaded.calendar is not None
    assert loaded.calendar.start == date(2026, 3, 1)
    for source in (str(file), text, text.encode(), kezhou(), loaded.model_dump(), loaded.model_dump(by_alias=True)):
        assert load_instance(source) == loaded


def test_all_findings_are_carried_errors_first() -> None:
    wrong = patched(
        ("/policy/rules/altitude_stay", {"mode": "off"}), ("/posts/0/department", "x"), ("/posts/1/priority", 0)
    )
    with pytest.raises(InvalidInstance) as caught:
        load_instance(wrong)
    assert [finding.code for finding in caught.value.findings] == [
        "out_of_range",
        "unknown_id",
        "protective_rule_off",
    ]


def test_warnings_alone_do_not_stop() -> None:
    wrong = patched(("/policy/rules/altitude_stay", {"mode": "off"}))
    assert isinstance(load_instance(wrong), Instance)
    assert [finding.code for finding in read_instance(wrong)[1]].count("protective_rule_off") == 1


def test_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InvalidInstance) as caught:
        load_instance(tmp_path / "no.json")
    assert [(finding.code, finding.where) for finding in caught.value.findings] == [("cannot_open", "")]
    assert caught.value.findings[0].found == f"{tmp_path / 'no.json'}: No such file or directory"
    with pytest.raises(InvalidPlan, match="cannot be opened"):
        read_plan(tmp_path / "no.json")


def test_plan_given_for_an_instance() -> None:
    for source in (SOLVED, SOLVED["plan"]):
        instance, (finding,) = read_instance(json.dumps(source))
        assert (instance, finding.code) == (None, "not_an_instance")


def test_plan_as_such_or_inside_an_outcome() -> None:
    plan = read_plan(json.dumps(SOLVED))
    assert [tour.specialist for tour in plan.tours] == ["g-01"]
    assert read_plan({"tours": [TOUR]}) == plan
    assert read_outcome(SOLVED) == read_outcome(read_outcome(SOLVED).model_dump_json(by_alias=True))


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        ("[]", "neither an outcome"),
        ("{", "not JSON"),
        ({"kind": "maybe"}, "neither an outcome"),
        (ANSWER | {"kind": "infeasible"}, "The outcome is infeasible: it holds no plan"),
        (ANSWER | {"kind": "undecided"}, "The outcome is undecided: it holds no plan"),
        ({"tours": [TOUR | {"unit": -1}]}, "/tours/0/unit: -1 is out of range: ≥ 0 is wanted"),
        ({"tours": [{"specialist": "g-01"}] * 2}, "and 9 more"),
        ({"tour": []}, "Did you mean “tours”"),
        ({"tours": [], "shortages": float("nan")}, "NaN"),
    ],
)
def test_what_is_no_plan_is_refused_with_a_sentence(source: str | dict[str, Any], sentence: str) -> None:
    with pytest.raises(InvalidPlan, match=sentence):
        read_plan(source)


def test_refusal_in_chinese() -> None:
    with pytest.raises(InvalidPlan, match="其中没有可检查的计划"):
        read_plan(ANSWER | {"kind": "undecided"}, "zh")


def test_outcome_is_not_read_from_a_plan() -> None:
    with pytest.raises(InvalidPlan, match="neither an outcome"):
        read_outcome({"tours": []})
