"""Specialists and apprentices; Kezhou starts on 1 March 2026."""

from typing import Any

import pytest

from tests.solver.validation.found import found
from tests.solver.validation.mutants import PERSON

ROW = "/specialists/0"
CLEARED = {"max_altitude_m": 4000, "valid_until": "2026-02-28"}


def stay(first: str, after: str, altitude_m: int = 3000) -> dict[str, Any]:
    return {"altitude_m": altitude_m, "from": first, "to": after}


def days(first: str, after: str) -> dict[str, str]:
    return {"from": first, "to": after}


CASES: list[tuple[dict[str, Any], list[tuple[str, str]]]] = [
    # a pool is interchangeable
    ({"count": 5}, []),
    ({"count": 5, "unavailable": [days("2026-03-01", "2026-04-01")]}, [("pool_with_dates", ROW + "/unavailable")]),
    ({"count": 5, "history": [stay("2020-03-01", "2020-04-01")]}, [("pool_with_dates", ROW + "/history")]),
    # preferences: one place each, none twice; the same word in different sections is not the same place
    ({"preferences": [{"post": "kz-02-head", "score": 1}, {"department": "kz-02", "score": 2}]}, []),
    ({"preferences": [{"post": "kz-02-head", "score": 1}] * 2}, [("repeated_preference", ROW + "/preferences/1/post")]),
    ({"preferences": [{"score": 1}]}, [("none_named", ROW + "/preferences/0")]),
    # history: before the plan, in order, no day twice
    ({"history": [stay("2025-09-01", "2026-03-01")]}, []),  # home on the day the plan starts
    ({"history": [stay("2025-09-01", "2026-03-02")]}, [("history_after_start", ROW + "/history/0/to")]),
    ({"history": [stay("2025-06-01", "2025-09-01"), stay("2025-03-01", "2025-06-01")]}, []),
    ({"history": [stay("2025-06-01", "2025-09-01"), stay("2025-03-01", "2025-06-02")]},
     [("overlapping_stays", ROW + "/history/0")]),
    ({"history": [stay("2025-06-01", "2025-06-01")]}, [("empty_range", ROW + "/history/0/to")]),
    ({"history": [stay("0001-01-01", "2025-06-01")]}, [("out_of_range", ROW + "/history/0/from")]),
    # days
    ({"unavailable": [days("2026-06-01", "2026-05-01")]}, [("empty_range", ROW + "/unavailable/0/to")]),
    ({"unavailable": [days("2026-06-01", "9999-12-31")]}, [("out_of_range", ROW + "/unavailable/0/to")]),
    # clearance and training
    ({"clearance": CLEARED}, [("clearance_ended", ROW + "/clearance/valid_until")]),
    ({"clearance": CLEARED | {"renewable": True}}, []),  # the plan lists the examination
    ({"clearance": CLEARED | {"valid_until": "2026-03-01"}}, []),
    ({"clearance": CLEARED | {"valid_until": "9999-12-31"}}, []),
    ({"hypoxia_trained_on": "2026-03-01"}, []),
    ({"hypoxia_trained_on": "2026-03-02"}, [("training_in_future", ROW + "/hypoxia_trained_on")]),
    ({"hypoxia_trained_on": "0226-03-02"}, [("out_of_range", ROW + "/hypoxia_trained_on")]),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "expected"), CASES)
def test_specialist(fields: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    assert found((ROW, PERSON | {"id": "jsph-01"} | fields)) == expected


def test_days_of_apprentices() -> None:
    apprentice: dict[str, Any] = {"id": "a", "department": "kz-02", "specialty": "02"}
    past = {"specialist": "zd-01", "from": "2025-03-01", "to": "2025-03-01"}
    assert found(("/apprentices/-", apprentice | days("2026-03-01", "2027-03-01"))) == []
    assert found(("/apprentices/-", apprentice | {"from": "2026-03-01"})) == []
    wrong = apprentice | days("2027-03-01", "2026-03-01") | {"history": [past]}
    assert found(("/apprentices/-", wrong)) == [
        ("empty_range", "/apprentices/0/to"),
        ("empty_range", "/apprentices/0/history/0/to"),
    ]
