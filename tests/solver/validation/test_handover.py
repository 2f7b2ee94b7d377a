"""Can anybody hand over at a post? Kezhou's resident tours take 18 months, begin every 6, and overlap by one month."""

from typing import Any

import pytest

from tests.solver.validation.found import Patch, found
from tests.solver.validation.mutants import HANDOVER, demand

ROW = "/posts/0"  # head of general practice: one seat throughout, people from one hospital, the eighth
RELEASE = "/supporting_hospitals/7/release"
HOUSING = "/recipient_hospitals/0/housing"
CHANGES = (18, 24, 30)  # starts that follow another by 17 or 18 months, to the month
NO_START, NO_BED, NO_RELEASE = (
    [(f"handover_without_{what}", ROW)] for what in ("start", "bed", "release")
)  # fmt: skip
FULL = 22  # the minimum of all posts at 24, when one visit of four is out of season


def months(usual: int, others: dict[int, int]) -> list[int]:
    return [others.get(period, usual) for period in range(36)]


def starts(*periods: int) -> tuple[Patch, ...]:
    return ("/calendar/batch_starts", list(periods)), ("/calendar/batches", [])


def mode(stem: str, **settings: Any) -> Patch:
    return f"/policy/rules/{stem}", settings


def another(**changes: Any) -> Patch:
    return "/specialists/-", {"id": "extra", "hospital": "jsph", "specialties": ["02"], "title": "CHIEF"} | changes


EXTRA = another()
HELD: Patch = ("/locked/-", {"specialist": "extra", "post": "kz-02-head", "from_period": -6, "to_period": 13})

CASES: list[tuple[str, tuple[Patch, ...], list[tuple[str, str]]]] = [
    ("as it is", (), []),
    ("without handover nothing is asked", ((f"{ROW}/handover_months", 0), *starts(0, 12, 24)), []),
    ("rule off", (mode("handover", mode="off"), *starts(0, 12, 24)), []),
    # starts: 17 or 18 months after another one
    ("a start 18 months later", starts(0, 18), []),
    ("a start 17 months later", starts(0, 17), []),
    ("16 months later: two would be settled", starts(0, 16), NO_START),
    ("19 months later: one leaves before", starts(0, 19), NO_START),
    ("two months of handover reach 16", ((f"{ROW}/handover_months", 2), *starts(0, 16)), []),
    ("the tour under way ends in step", (EXTRA, HELD, *starts(0, 12)), []),
    ("the tour under way ends out of step", (EXTRA, HELD, *starts(0, 11)), NO_START),
    ("nobody follows after the last tour", ((f"{ROW}/demand", [demand(0, 18, 1, 1)]), *starts(0, 12)), []),
    ("the post closes before the newcomer is settled", ((f"{ROW}/demand", [demand(0, 19, 1, 1)]), *starts(0, 18)), NO_START),
    ("the post closes after it", ((f"{ROW}/demand", [demand(0, 20, 1, 1)]), *starts(0, 18)), []),
    # beds: the minimum of all posts, and the newcomer
    ("room for the minimum and one more", ((HOUSING, FULL + 1),), []),
    ("room for the minimum only", ((HOUSING, FULL),), NO_BED),
    ("room for one more in one month of change", ((HOUSING, months(FULL, {24: FULL + 1})),), []),
    ("room for one more in other months", ((HOUSING, months(FULL + 1, dict.fromkeys(CHANGES, FULL))),), NO_BED),
    ("housing may be exceeded at a price", ((HOUSING, FULL), mode("housing", mode="priced")), []),
    # release: two of the only hospital that has people
    ("one of the specialty", ((f"{RELEASE}/by_specialty/02", 1),), NO_RELEASE),
    ("one of the hospital", ((f"{RELEASE}/total", 1),), NO_RELEASE),
    ("two in one month of change", ((f"{RELEASE}/total", months(1, {30: 2})),), []),
    ("two in other months", ((f"{RELEASE}/total", months(2, dict.fromkeys(CHANGES, 1))),), NO_RELEASE),
    ("newcomers do not count", ((f"{RELEASE}/total", 1), mode("release", count_handover=False)), []),
    ("release may be exceeded at a price", ((f"{RELEASE}/total", 1), mode("release", mode="priced")), []),
    ("another hospital has somebody", ((f"{RELEASE}/total", 1), EXTRA), []),
    ("who does not agree to the kind", ((f"{RELEASE}/total", 1), another(tour_kinds=["FLEXIBLE"])), NO_RELEASE),
    ("who has too low a title", ((f"{RELEASE}/total", 1), another(title="ATTENDING")), NO_RELEASE),
    (
        "at a price the title is enough",
        ((f"{RELEASE}/total", 1), another(title="ATTENDING"), mode("title", mode="priced")),
        [],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("patches", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_handover(patches: tuple[Patch, ...], expected: list[tuple[str, str]]) -> None:
    assert found(HANDOVER, *patches) == expected
