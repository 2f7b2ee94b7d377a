"""Ids: one name for one thing, and every reference leads somewhere."""

from typing import Any

import pytest

from solver.load import read_instance
from tests.solver.validation.found import Patch, found
from tests.solver.validation.mutants import PERSON, PLANNED, patched

QUOTA: dict[str, Any] = {"from_period": 0, "to_period": 6, "unit": "DEPARTURES", "min": 1}
LOCK = {"specialist": "jsph-01", "post": "kz-02-head", "from_period": 0, "to_period": 18}
SCOPE = {"scope": "HOSPITAL", "min_title": "CHIEF"}
SCOPES = "/policy/rules/senior_presence/scopes"

REFERENCES: list[tuple[tuple[Patch, ...], str]] = [
    ((("/specialists/0/hospital", "?"),), "/specialists/0/hospital"),
    ((("/specialists/0/tour_kinds", ["?"]),), "/specialists/0/tour_kinds/0"),
    ((("/specialists/0/preferences", [{"recipient": "?", "score": 1}]),), "/specialists/0/preferences/0/recipient"),
    ((("/specialists/0/preferences", [{"department": "?", "score": 1}]),), "/specialists/0/preferences/0/department"),
    ((("/specialists/0/preferences", [{"post": "?", "score": 1}]),), "/specialists/0/preferences/0/post"),
    ((("/departments/0/hospital", "?"),), "/departments/0/hospital"),
    ((("/posts/0/department", "?"),), "/posts/0/department"),
    ((("/posts/0/tour_kind", "?"),), "/posts/0/tour_kind"),
    ((("/quotas/-", QUOTA | {"supporter": "kezhou"}),), "/quotas/0/supporter"),
    ((("/quotas/-", QUOTA | {"recipient": "jsph"}),), "/quotas/0/recipient"),
    ((("/quotas/-", QUOTA | {"tour_kind": "?"}),), "/quotas/0/tour_kind"),
    ((("/pairings/0/supporter", "?"), ("/departments/1/pairing/min_supporters", 0)), "/pairings/0/supporter"),
    ((("/pairings/-", {"supporter": "jsph", "target": "?", "state": "FIXED"}),), "/pairings/9/target"),
    ((("/apprentices/-", {"id": "a", "department": "?", "specialty": "02"}),), "/apprentices/0/department"),
    (
        (("/apprentices/-", {"id": "a", "department": "kz-02", "specialty": "02",
                             "preferences": [{"specialist": "?", "score": 1}]}),),
        "/apprentices/0/preferences/0/specialist",
    ),
    ((("/milestones/-", {"hospital": "?", "person_months": 1, "by_period": 2}),), "/milestones/0/hospital"),
    ((("/milestones/-", {"department": "?", "person_months": 1, "by_period": 2}),), "/milestones/0/department"),
    ((("/locked", [LOCK | {"post": "?"}]),), "/locked/0/post"),
    ((("/locked", [LOCK | {"specialist": "?"}]),), "/locked/0/specialist"),
    ((("/forbidden", [{"hospital": "kezhou"}]),), "/forbidden/0/hospital"),
    ((("/forbidden", [{"hospital": "jsph", "recipient": "jsph"}]),), "/forbidden/0/recipient"),
    ((("/forbidden", [{"specialist": "?"}]),), "/forbidden/0/specialist"),
    ((("/forbidden", [{"specialist": "jsph-01", "post": "kz-02"}]),), "/forbidden/0/post"),
    (((SCOPES, [SCOPE | {"ids": ["kz-02"]}]),), SCOPES + "/0/ids/0"),  # a department where a hospital is meant
    (((SCOPES, [SCOPE | {"scope": "DEPARTMENT", "ids": ["kezhou"]}]),), SCOPES + "/0/ids/0"),
]  # fmt: skip


@pytest.mark.parametrize(("patches", "where"), REFERENCES, ids=[where for _, where in REFERENCES])
def test_reference_to_nothing(patches: tuple[Patch, ...], where: str) -> None:
    assert found(*patches) == [("unknown_id", where)]


def test_unknown_id_says_what_is_wanted_and_what_was_meant() -> None:
    (finding,) = read_instance(
        patched(("/pairings/-", {"supporter": "jsph", "target": "kz-o5", "state": "FIXED"})), PLANNED
    )[1]
    assert (finding.found, finding.wanted, finding.near) == ("kz-o5", "targets", "kz-05")


def test_mentor_of_the_past_need_not_be_in_the_plan() -> None:
    past = {"specialist": "long-gone", "from": "2024-03-01", "to": "2025-03-01"}
    assert found(("/apprentices/-", {"id": "a", "department": "kz-02", "specialty": "02", "history": [past]})) == []


@pytest.mark.parametrize(
    "section", ["supporting_hospitals", "specialists", "recipient_hospitals", "tour_kinds", "posts"]
)
def test_each_section_has_its_own_ids(section: str) -> None:
    document = patched()
    document[section].append(document[section][0])
    row = len(document[section]) - 1
    (finding,) = read_instance(document, PLANNED)[1]
    assert (finding.code, finding.where, finding.wanted) == ("repeated_id", f"/{section}/{row}/id", f"/{section}/0")


def test_id_of_blanks() -> None:
    assert ("empty", "/specialists/0/id") in found(("/specialists/0/id", " "))


def test_same_id_on_both_sides_is_no_problem() -> None:
    assert found(("/specialists/-", PERSON | {"id": "kezhou"})) == []
