"""Kezhou: quotas, milestones, and the rules that the programme sets. Months of milestones count from March 2026."""

from collections.abc import Iterable, Sequence

from instances.programmes.builders.document import Json
from instances.programmes.builders.kezhou_posts import PERIODS

RESIDENT_BATCH, FLEXIBLE_YEAR = 14, 20
"""Most residents of one batch, who travel and are trained together; most flexible experts in a year, as in Tacheng's plan."""

LEAST_MONTHS = 36
"""Each hospital has one person there on average; over the whole plan."""

MILESTONES = (
    # department, main specialty or any, person-months, served by, priority, name
    ("kz-03.06", None, 30, 18, 4, "血液透析中心建成"),
    ("kz-28", None, 64, 24, 5, "急救重症监护室建成"),
    ("kz-03.04", "04.06", 6, 24, 3, "润心计划：独立开展心脏手术"),
    ("kz-05", None, 100, 36, 3, "爱婴病房与产科规范"),
    ("kz-07", None, 90, 48, 3, "儿科门诊建成"),
)

Served = tuple[str, str | None, int]
"""Department, main specialty and months of a tour that counts for milestones already."""


def quotas(supporters: Sequence[str]) -> list[Json]:
    """Return residents per batch, flexible experts per year, and the least months of every hospital."""
    batches = [
        _departures("RESIDENT", first, first + 6, RESIDENT_BATCH, "同批出发、同批培训")
        for first in range(0, PERIODS, 6)
    ]
    years = [
        _departures("FLEXIBLE", first, first + 12, FLEXIBLE_YEAR, "每年柔性引才人数") for first in range(0, PERIODS, 12)
    ]
    shares = [
        {"supporter": key, "from_period": 0, "to_period": PERIODS, "unit": "PERSON_MONTHS", "min": LEAST_MONTHS}
        for key in supporters
    ]
    return batches + years + shares


def _departures(kind: str, first: int, after: int, most: int, note: str) -> Json:
    return {
        "tour_kind": kind,
        "from_period": first,
        "to_period": after,
        "unit": "DEPARTURES",
        "max": most,
        "note": note,
    }


def milestones(since: int = 0, served: Iterable[Served] = ()) -> list[Json]:
    """Return the milestones that end in the 36 months planned, less what tours before have served for them."""
    done = list(served)
    asked: list[Json] = []
    for department, specialty, months, by, priority, name in MILESTONES:
        left = months - sum(row[2] for row in done if row[0] == department and specialty in (None, row[1]))
        if since < by <= since + PERIODS and left > 0:
            row: Json = {"department": department} | ({"specialty": specialty} if specialty else {})
            asked.append(row | {"person_months": left, "by_period": by - since, "priority": priority, "name": name})
    return asked


def rules() -> Json:
    """Nobody serves alone; juniors never without a senior; a newcomer's month of handover is not held against a hospital."""
    return {
        "release": {"count_handover": False},
        "team": {"min_people": 2},
        "senior_presence": {
            "scopes": [
                {"scope": "DEPARTMENT", "ids": ["kz-05", "kz-07", "kz-20", "kz-28"], "min_title": "DEPUTY_CHIEF"},
                {"scope": "DEPARTMENT", "ids": ["kz-nursing"], "min_title": "DEPUTY_CHIEF", "roles": ["NURSE"]},
            ]
        },
    }
