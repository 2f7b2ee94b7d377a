"""Policy, roundings, supply, and what is not planned yet."""

from typing import Any

import pytest

from solver.domain.policy import PROTECTIVE
from solver.load import load_instance, read_instance
from solver.rules import RULES as REGISTRY
from solver.validation import not_applied, validate
from solver.validation.planned import PARTS
from solver.validation.planned import PLANNED as PLANNED_NOW
from tests.solver.validation.found import Patch, found
from tests.solver.validation.mutants import EXPOSURE, HIGH, NO_BANDS, PLANNED, QUARTERS, patched

BANDS = "/policy/altitude/bands"
RULES = "/policy/rules"


@pytest.mark.parametrize("stem", [stem for stem in PROTECTIVE if stem != "one_place"])
def test_protection_switched_off_is_said(stem: str) -> None:
    assert found((f"{RULES}/{stem}", {"mode": "off"})) == [("protective_rule_off", f"{RULES}/{stem}/mode")]


CASES: list[tuple[tuple[Patch, ...], list[tuple[str, str]]]] = [
    (((BANDS, [{"from_m": 2500}, {"from_m": 3500}]),), []),
    (((BANDS, [{"from_m": 3500}, {"from_m": 2500}]),), [("bands_not_rising", BANDS + "/1/from_m")]),
    (((RULES + "/mentorship", {"min": 3, "max": 2}),), [("min_above_max", RULES + "/mentorship/min")]),
    # nobody: specialty and role belong to the same person
    ((("/posts/0/roles", ["TECHNICIAN"]),), [("nobody_for_post", "/posts/0")]),
    ((("/posts/0/specialties", []), ("/posts/0/roles", ["TECHNICIAN"])), [("nobody_for_post", "/posts/0")]),
    ((("/posts/0/specialties", ["02", "69"]),), []),
    ((("/posts/0/specialties", ["69"]), (RULES + "/specialty", {"mode": "off"})), []),
]


@pytest.mark.parametrize(("patches", "expected"), CASES)
def test_policy_and_supply(patches: tuple[Patch, ...], expected: list[tuple[str, str]]) -> None:
    assert found(*patches) == expected


def test_specialty_that_nobody_has_names_the_one_that_was_meant() -> None:
    (finding,) = read_instance(patched(("/posts/0/specialties", ["0304"])), PLANNED)[1]
    assert (finding.code, finding.found, finding.wanted, finding.near) == ("nobody_for_post", "0304", "DOCTOR", "03.04")


KIND = "/tour_kinds/1"
ROUNDED: list[tuple[tuple[Patch, ...], list[tuple[str, str, int, int]]]] = [
    ((), []),
    (((KIND + "/min_months", 2),), [("rounded", KIND + "/min_months", 2, 3)]),
    (((KIND + "/min_months", 1),), [("rounded_far", KIND + "/min_months", 1, 3)]),
    (((KIND + "/max_months", 8),), [("rounded", KIND + "/max_months", 8, 6)]),
    (((KIND + "/rest_months", 4),), [("rounded", KIND + "/rest_months", 4, 6)]),
    ((("/posts/0/handover_months", 1),), [("rounded_far", "/posts/0/handover_months", 1, 3)]),
    (
        (("/policy/altitude/exposure", {"from_m": 4000, "months": 8, "window_months": 11}),),
        [("rounded", "/policy/altitude/exposure/months", 8, 6),
         ("rounded", "/policy/altitude/exposure/window_months", 11, 12)],
    ),
    (  # a limit of two months allows none at all
        (("/policy/altitude/exposure", {"from_m": 4000, "months": 2, "window_months": 12}),),
        [("rounded_far", "/policy/altitude/exposure/months", 2, 0)],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("patches", "expected"), ROUNDED)
def test_roundings_to_quarters(patches: tuple[Patch, ...], expected: list[tuple[str, str, int, int]]) -> None:
    findings = read_instance(patched(*QUARTERS, *patches), PLANNED)[1]
    assert [(finding.code, finding.where, finding.found, finding.wanted) for finding in findings] == expected


def test_only_the_rest_of_bands_with_posts_is_rounded() -> None:
    bands: list[dict[str, Any]] = [{"from_m": 1000, "rest_months": 1}, {"from_m": 4000, "rest_months": 2}]
    low, high = BANDS + "/0/rest_months", BANDS + "/1/rest_months"
    assert found(*QUARTERS, (BANDS, bands)) == [("rounded_far", low)]
    assert found(*QUARTERS, *HIGH, (BANDS, bands)) == [("rounded_far", low), ("rounded", high)]
    assert found(*QUARTERS, *HIGH, NO_BANDS) == []


def test_prices_too_large_to_be_added_up() -> None:
    people = ("/specialists/-", {"id": "all", "hospital": "jsph", "title": "CHIEF", "count": 100_000})
    goal = ("/policy/goals/off_pair", {"weight": 1_000_000})
    assert found(people, goal) == []  # a weight alone is small


ASKED: list[tuple[str, tuple[Patch, ...]]] = [
    ("pairing", (("/pairings/0/state", None),)),
    ("pairing", (("/pairings/0/state", "FORBIDDEN"),)),  # its target has no supporter then
    ("mentorship", (("/apprentices/-", {"id": "a", "department": "kz-02", "specialty": "02"}),)),
    ("quota", (("/quotas/-", {"from_period": 0, "to_period": 6, "unit": "DEPARTURES", "max": 1}),)),
    ("milestone", (("/milestones/-", {"hospital": "kezhou", "person_months": 1, "by_period": 6}),)),
    ("team", ((RULES + "/team", {"min_people": 2}),)),
    ("senior_presence", ((RULES + "/senior_presence/scopes", [{"scope": "HOSPITAL", "min_title": "CHIEF"}]),)),
    ("handover", (("/posts/0/handover_months", 1),)),
]


@pytest.mark.parametrize(("stem", "patches"), ASKED)
def test_what_is_asked_and_not_planned_is_said(stem: str, patches: tuple[Patch, ...]) -> None:
    instance = load_instance(patched(*patches))
    assert not_applied(instance, planned=()) == (stem,)
    assert not_applied(instance, planned=(stem,)) == ()
    said = [
        finding.found for finding in read_instance(patched(*patches), planned=())[1] if finding.code == "not_planned"
    ]
    assert said == [stem]


def test_nothing_is_asked_by_kezhou_itself_and_every_part_is_tried() -> None:
    assert not_applied(load_instance(patched()), planned=()) == ()
    assert {stem for stem, _ in ASKED} == {stem for stem, _, _ in PARTS}


def test_parts_count_as_planned_if_and_only_if_their_rule_is_in_the_registry() -> None:
    assert set(PLANNED_NOW) == {stem for stem, _, _ in PARTS} & {rule.stem for rule in REGISTRY}


def test_rule_that_is_off_is_not_asked() -> None:
    instance = load_instance(patched(*ASKED[3][1], (RULES + "/quota", {"mode": "off"})))
    assert not_applied(instance, planned=()) == ()


def test_exposure_is_off_until_given() -> None:
    assert found(*HIGH, NO_BANDS) == []
    assert found(*HIGH, NO_BANDS, EXPOSURE) == [("exposure_limit_too_short", "/posts/24")]


def test_validate_looks_at_an_instance_that_was_never_a_document() -> None:
    instance = load_instance(patched((RULES + "/altitude_stay", {"mode": "off"}), ("/pairings/0/state", None)))
    assert [(finding.code, finding.found) for finding in validate(instance, planned=("pairing",))] == [
        ("protective_rule_off", "altitude_stay")
    ]
    lost = instance.model_copy(update={"departments": ()})
    assert {finding.code for finding in validate(lost)} >= {"unknown_id", "protective_rule_off"}
