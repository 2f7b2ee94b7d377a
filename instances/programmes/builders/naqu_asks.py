"""Nagqu: quotas, milestones, and the rules that the programme sets."""

from collections.abc import Sequence

from instances.programmes.builders.document import Json
from instances.programmes.builders.naqu_posts import PERIODS

RESIDENT_SUMMER, FLEXIBLE_YEAR = 16, 10
"""Most residents who leave in one summer: the team of sixteen; least flexible experts in a year."""

LEAST_MONTHS = 24
"""What every hospital serves over the three years."""

MILESTONES = (
    # where, main specialty or any, person-months, served by, priority, name
    ({"department": "nq-28"}, None, 20, 24, 4, "重症医学科独立收治"),
    ({"department": "nq-05"}, None, 34, 24, 4, "危重孕产妇救治中心"),
    ({"hospital": "naqu"}, "04.03", 9, 30, 3, "骨科手术独立开展"),
    ({"hospital": "biru"}, None, 40, 24, 2, "比如县门诊不断人"),
)


def quotas(supporters: Sequence[str]) -> list[Json]:
    """Return residents per summer, flexible experts per year, and the least months of every hospital."""
    years = [{"from_period": first, "to_period": first + 12, "unit": "DEPARTURES"} for first in range(0, PERIODS, 12)]
    summers = [
        {"tour_kind": "RESIDENT", **year, "max": RESIDENT_SUMMER, "note": "同批出发、同批培训"} for year in years
    ]
    visits = [{"tour_kind": "FLEXIBLE", **year, "min": FLEXIBLE_YEAR, "note": "每年柔性援藏人数"} for year in years]
    shares = [
        {"supporter": key, "from_period": 0, "to_period": PERIODS, "unit": "PERSON_MONTHS", "min": LEAST_MONTHS}
        for key in supporters
    ]
    return summers + visits + shares


def milestones() -> list[Json]:
    """Return what has to be served by when."""
    return [
        where
        | ({"specialty": specialty} if specialty else {})
        | {"person_months": months, "by_period": by, "priority": priority, "name": name}
        for where, specialty, months, by, priority, name in MILESTONES
    ]


def rules() -> Json:
    """Newcomers count as away (their hospitals spare more in summer); juniors never without a senior."""
    return {
        "release": {"count_handover": True},
        "senior_presence": {
            "scopes": [
                {"scope": "DEPARTMENT", "ids": ["nq-04.01", "nq-03.04", "nq-05"], "min_title": "DEPUTY_CHIEF"},
                {"scope": "HOSPITAL", "ids": ["naqu"], "min_title": "CHIEF", "roles": ["DOCTOR"]},
            ]
        },
    }
