"""Jiangsu's north–south pairing: the annexes link by link, the leads by the rule, and what from scratch would do."""

from collections import Counter

import pytest

import instances
from instances.programmes.builders import jiangsu
from instances.programmes.builders.document import render
from solver.checks import check
from solver.domain.instance import Instance
from solver.domain.outcome import Solved
from solver.domain.plan import Plan, PlannedPairing
from solver.settings import Settings
from solver.solve import solve

INSTANCE = Instance.model_validate_json(instances.text("jiangsu-north-south"))
PLAN_FILE = instances.path("jiangsu-north-south").with_suffix(".plan.json")
PUBLISHED = Plan.model_validate_json(PLAN_FILE.read_text(encoding="utf-8"))
NAME = {hospital.id: hospital.name for hospital in (*INSTANCE.supporting_hospitals, *INSTANCE.recipient_hospitals)}

ANNEX_1 = (
    "灌云县人民医院 ← 无锡市第二人民医院、苏州大学附属第一医院",
    "东海县人民医院 ← 江南大学附属医院、无锡市骨科医院",
    "灌南县第一人民医院 ← 无锡市人民医院、无锡市精卫中心",
    "涟水县人民医院 ← 南京鼓楼医院、东南大学附属中大医院",
    "盱眙县人民医院 ← 南京鼓楼医院、东南大学附属中大医院",
    "滨海县人民医院 ← 南京医科大学第二附属医院",
    "阜宁县人民医院 ← 常州市第一人民医院",
    "沭阳县第一人民医院 ← 苏州昆山市第一人民医院、东南大学附属中大医院",
    "泗洪县第一人民医院 ← 苏州常熟市第二人民医院、徐州医科大学附属医院",
    "泗阳县第一人民医院 ← 苏州市第九人民医院、省人民医院",
)

LEADS = (
    # recipient, lead, where a city's and a province's hospital stand side by side
    ("guanyun-people", "无锡市第二人民医院"),
    ("lianshui-people", "南京鼓楼医院"),
    ("xuyi-people", "南京鼓楼医院"),
    ("shuyang-people", "苏州昆山市第一人民医院"),
    ("sihong-people", "苏州常熟市第二人民医院"),
    ("siyang-people", "苏州市第九人民医院"),
)


def _links(kind: str) -> list[tuple[str, str]]:
    return [(link.target, link.supporter) for link in INSTANCE.pairings if link.target.endswith(kind)]


def _from_scratch() -> Instance:
    document = INSTANCE.model_dump(mode="json", by_alias=True)
    document["pairings"] = []
    return Instance.model_validate(document)


def _solved(instance: Instance) -> Solved:
    outcome = solve(instance, Settings(seconds=20))
    assert isinstance(outcome, Solved)
    return outcome


def test_the_annexes_have_eighteen_nine_and_ten_links() -> None:
    assert [len(_links(kind)) for kind in ("people", "tcm", "cdc")] == [18, 9, 10]
    assert [len({supporter for _, supporter in _links(kind)}) for kind in ("people", "tcm", "cdc")] == [15, 9, 5]


@pytest.mark.parametrize("row", ANNEX_1)
def test_annex_1_is_entered_as_printed(row: str) -> None:
    recipient, supporters = row.split(" ← ")
    found = [NAME[supporter] for target, supporter in _links("people") if NAME[target] == recipient]
    assert found == supporters.split("、")


def test_supporters_with_several_counties() -> None:
    per_supporter = Counter(NAME[supporter] for _, supporter in _links("people"))
    assert {name: n for name, n in per_supporter.items() if n > 1} == {"东南大学附属中大医院": 3, "南京鼓楼医院": 2}
    centres = Counter(NAME[supporter] for _, supporter in _links("cdc"))
    assert centres == {
        "省疾控中心": 3,
        "无锡市疾控中心": 2,
        "南京市疾控中心": 2,
        "苏州市疾控中心": 2,
        "常州市疾控中心": 1,
    }


def test_twenty_nine_recipients_need_a_supporter_and_one_has_none() -> None:
    least = {
        hospital.id: hospital.pairing.min_supporters for hospital in INSTANCE.recipient_hospitals if hospital.pairing
    }
    assert Counter(least.values()) == {1: 29, 0: 1}
    served = {link.target for link in INSTANCE.pairings}
    assert [NAME[target] for target in least if target not in served] == ["灌南县中医院"]


def test_no_lead_is_given() -> None:
    assert {(link.role, link.state) for link in INSTANCE.pairings} == {(None, "EXISTING")}


def test_the_published_plan_is_what_its_builder_makes_and_passes_the_check() -> None:
    assert render(jiangsu.plan()).encode() == PLAN_FILE.read_bytes()
    checked = check(INSTANCE, PUBLISHED)
    assert checked.violations == ()
    assert {goal.name: goal.amount for goal in checked.goals}["pairing_changes"] == 0


def test_solved_the_leads_come_out_as_the_rule_says() -> None:
    outcome = _solved(INSTANCE)
    assert outcome.proven_optimal
    lead = {link.target: link for link in outcome.plan.pairings if link.role == "LEAD"}
    for target, name in LEADS:
        assert (NAME[lead[target].supporter], lead[target].lead_basis) == (name, "RULE")
    assert {link.target for link in outcome.plan.pairings if link.lead_basis == "OPEN"} == set(jiangsu.UNDECIDED)


def test_solved_all_published_links_are_kept() -> None:
    kept = _solved(INSTANCE).plan.pairings
    assert set(map(_key, kept)) == set(map(_key, PUBLISHED.pairings))


def test_from_scratch_is_proven_with_three_links_less() -> None:
    outcome = _solved(_from_scratch())
    assert outcome.proven_optimal
    assert Counter(link.target.rpartition("-")[2] for link in outcome.plan.pairings) == {
        "people": 15,
        "tcm": 9,
        "cdc": 10,
    }


def _key(link: PlannedPairing) -> tuple[str, str, str | None, str | None, str]:
    return link.supporter, link.target, link.role, link.lead_basis, link.state
