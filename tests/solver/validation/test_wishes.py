"""Quotas, milestones, numbers of partners, pairings, relations."""

from typing import Any

import pytest

from tests.solver.validation.found import Patch, found
from tests.solver.validation.mutants import PAIR

QUOTA: dict[str, Any] = {"from_period": 0, "to_period": 6, "unit": "PERSON_MONTHS"}
MILESTONE: dict[str, Any] = {"person_months": 6, "by_period": 12}
TARGET = "/departments/1/pairing"

CASES: list[tuple[tuple[Patch, ...], list[tuple[str, str]]]] = [
    ((("/quotas/-", QUOTA | {"min": 0}),), []),
    ((("/quotas/-", QUOTA | {"min": 3, "max": 3}),), []),
    ((("/quotas/-", QUOTA | {"min": 4, "max": 3}),), [("min_above_max", "/quotas/0/min")]),
    ((("/quotas/-", QUOTA),), [("quota_without_limit", "/quotas/0")]),
    ((("/milestones/-", MILESTONE | {"department": "kz-02"}),), []),
    ((("/milestones/-", MILESTONE),), [("none_named", "/milestones/0")]),
    ((("/milestones/-", MILESTONE | {"department": "kz-02", "hospital": "kezhou"}),), [("several_named", "/milestones/0")]),
    (((TARGET, {"min_supporters": 2, "max_supporters": 1}),
      ("/pairings/-", PAIR | {"supporter": "zd"})), [("min_above_max", TARGET + "/min_supporters")]),
    ((("/supporting_hospitals/0/min_targets", 3), ("/supporting_hospitals/0/max_targets", 2)),
     [("min_above_max", "/supporting_hospitals/0/min_targets")]),
    ((("/supporting_hospitals/0/min_targets", 3),), []),
    ((("/pairings/-", PAIR | {"state": "FORBIDDEN"}),), [("repeated_pairing", "/pairings/9")]),
    ((("/pairings/-", PAIR | {"target": "kezhou"}),), [("not_a_target", "/pairings/9/target")]),
    ((("/pairings/0/role", "LEAD"), ("/pairings/-", PAIR | {"supporter": "zd", "role": "COOPERATE"})), []),
    ((("/pairings/0/role", "LEAD"), ("/pairings/-", PAIR | {"supporter": "zd", "role": "LEAD"})),
     [("several_leads", "/pairings/9/role")]),
    ((("/pairings/0/role", "LEAD"),
      ("/pairings/-", PAIR | {"supporter": "zd", "role": "LEAD", "state": "FORBIDDEN"})), []),
    ((("/pairings/0/agreement", "of 2024"),), []),
    ((("/pairings/0/agreement", "of 2024"), ("/pairings/0/role", "LEAD")), []),
    ((("/pairings/0/agreement", "of 2024"), ("/pairings/0/role", "COOPERATE")),
     [("agreement_to_cooperate", "/pairings/0/role")]),
    ((("/pairings/0/agreement", ""),), [("empty", "/pairings/0/agreement")]),
    ((("/pairings/0/agreement", " "),), [("empty", "/pairings/0/agreement")]),
    ((("/relations/0/to_place", "克州市"),), [("unmatched_place", "/relations/0/to_place")]),
]  # fmt: skip


@pytest.mark.parametrize(("patches", "expected"), CASES)
def test_wishes(patches: tuple[Patch, ...], expected: list[tuple[str, str]]) -> None:
    assert found(*patches) == expected
