"""Shape: one finding per mistake, at its place, with what was probably meant."""

from typing import Any

import pytest

from solver.load import read_instance
from tests.solver.validation.found import Patch, found
from tests.solver.validation.mutants import GONE, PLANNED, patched

HOUSING = "/recipient_hospitals/0/housing"

SHAPES: list[tuple[tuple[Patch, ...], list[tuple[str, str]]]] = [
    # a number or a list of numbers: the alternative that got further is the one that is meant
    (((HOUSING, "x"),), [("wrong_type", HOUSING)]),
    (((HOUSING, -1),), [("out_of_range", HOUSING)]),
    (((HOUSING, [1, -1, "x"]),), [("out_of_range", HOUSING + "/1"), ("wrong_type", HOUSING + "/2")]),
    # a reference to a target is one string, however many kinds of targets there are
    ((("/pairings/0/target", 3),), [("wrong_type", "/pairings/0/target")]),
    # numbers in quotes, halves of months, true for 1: nothing is guessed
    ((("/calendar/periods", 3.5),), [("wrong_type", "/calendar/periods")]),
    ((("/calendar/periods", True),), [("wrong_type", "/calendar/periods")]),
    # a day is written as a day; seconds since 1970 are not meant
    ((("/calendar/start", "1772323200"),), [("bad_date", "/calendar/start")]),
    ((("/calendar/start", 20260301),), [("bad_date", "/calendar/start")]),
    ((("/calendar/start", "2026-03-01T08:00"),), [("bad_date", "/calendar/start")]),
    # keys of tables are words, too
    ((("/policy/rules/pairing/kinds", {"TCMM": []}),), [("not_a_choice", "/policy/rules/pairing/kinds/TCMM")]),
    ((("/policy/rules/rest/mode", "soft"),), [("not_a_choice", "/policy/rules/rest/mode")]),
    ((("/policy/rules/one_place/mode", "off"),), [("not_a_choice", "/policy/rules/one_place/mode")]),
    ((("/policy/goals/shortage", {"wight": 3}),), [("unknown_field", "/policy/goals/shortage/wight")]),
    ((("/version", 2),), [("not_a_choice", "/version")]),
    ((("/name", GONE),), [("missing_field", "/name")]),
    ((("/specialists", {}),), [("wrong_type", "/specialists")]),
    ((("/forbidden", [5]),), [("wrong_type", "/forbidden/0")]),
]


@pytest.mark.parametrize(("patches", "expected"), SHAPES)
def test_shape(patches: tuple[Patch, ...], expected: list[tuple[str, str]]) -> None:
    assert found(*patches) == expected


def test_whole_number_with_a_point_is_a_whole_number() -> None:
    assert found(("/calendar/periods", 36.0)) == []


NEAR: list[tuple[tuple[Patch, ...], str]] = [
    ((("/specialists/0/title", "CHEIF"),), "CHIEF"),
    ((("/specialists/0/title", GONE), ("/specialists/0/titel", "CHIEF")), "title"),
    ((("/posts/0/demand/0/target", GONE), ("/posts/0/demand/0/targt", 1)), "target"),
    ((("/policy/rules/hypoxia_trainig", {"mode": "off"}),), "hypoxia_training"),
    ((("/policy/altitude/free_altitude", 2000),), "free_altitude_m"),
    ((("/calender", {}),), "calendar"),
]


@pytest.mark.parametrize(("patches", "near"), NEAR)
def test_misspelt_word_is_one_finding_with_the_word_that_was_meant(patches: tuple[Patch, ...], near: str) -> None:
    document: dict[str, Any] = patched(*patches)
    document.pop(near, None)
    (finding,) = read_instance(document, PLANNED)[1]
    assert finding.near == near
