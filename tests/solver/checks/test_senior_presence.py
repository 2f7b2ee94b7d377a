"""Senior presence: somebody of the title with whoever is on site."""

import pytest

from solver.checks.senior_presence import senior_presence
from solver.domain.outcome import Violation
from tests import small


def place(*scopes, **changes):
    """Return an instance with a chief, an attending, a nurse in charge, two hospitals and three departments."""
    return small.instance(
        specialists=[
            {"id": "chief"},
            {"id": "deputy", "title": "DEPUTY_CHIEF"},
            {"id": "young", "title": "ATTENDING", "count": 2},
            {"id": "nurse", "title": "CHIEF", "role": "NURSE"},
        ],
        recipient_hospitals=[{}, {"id": "next"}],
        departments=[{}, {"id": "lab"}, {"id": "far", "hospital": "next"}],
        posts=[{}, {"id": "bench", "department": "lab"}, {"id": "desk", "department": "far"}],
        rules={"senior_presence": {"scopes": scopes} | changes.pop("rule", {})},
        **changes,
    )


HOSPITAL = {"scope": "HOSPITAL", "min_title": "DEPUTY_CHIEF"}
DEPARTMENT = HOSPITAL | {"scope": "DEPARTMENT"}
YOUNG = ("young", "post", 0, 3)


@pytest.mark.parametrize(
    ("scope", "spans", "months"),
    [
        (HOSPITAL, [], 0),
        (HOSPITAL, [("chief", "post", 0, 3)], 0),
        (HOSPITAL, [("deputy", "post", 0, 3)], 0),  # just the title
        (HOSPITAL | {"min_title": "CHIEF"}, [("deputy", "post", 0, 3)], 3),
        (HOSPITAL, [YOUNG], 3),
        (HOSPITAL, [YOUNG, ("chief", "post", 1, 2)], 2),
        (HOSPITAL, [YOUNG, ("chief", "bench", 0, 3)], 0),  # in another department of the hospital
        (DEPARTMENT, [YOUNG, ("chief", "bench", 0, 3)], 3),
        (HOSPITAL, [YOUNG, ("chief", "desk", 0, 3)], 3),
        (HOSPITAL, [YOUNG, ("nurse", "post", 0, 3)], 3),  # a chief nurse is no senior doctor
        (HOSPITAL | {"roles": ["DOCTOR", "NURSE"]}, [YOUNG, ("nurse", "post", 0, 3)], 0),
        (HOSPITAL | {"roles": ["NURSE"]}, [YOUNG], 0),  # nobody of the roles is there
        (HOSPITAL | {"ids": ["next"]}, [YOUNG], 0),
        (HOSPITAL | {"ids": ["away", "next"]}, [YOUNG], 3),
        (HOSPITAL | {"ids": []}, [YOUNG], 0),
        (DEPARTMENT | {"ids": ["ward"]}, [YOUNG], 3),
        (DEPARTMENT | {"ids": ["lab"]}, [YOUNG], 0),
        (HOSPITAL, [("young", "post", -2, 1), ("young", "post", 11, 14, 1)], 2),
    ],
)
def test_scope_months(scope, spans, months):
    asked = place(scope)
    tours = [small.tour(asked, *span) for span in spans]
    assert sum(v.units for v in small.broken(senior_presence, asked, *tours)) == months


def test_each_scope_and_place_on_its_own():
    asked = place(HOSPITAL, DEPARTMENT)
    tours = [small.tour(asked, "young", "post", 0, 1), small.tour(asked, "young", "bench", 0, 1, unit=1)]
    assert [v.ids for v in small.broken(senior_presence, asked, *tours)] == [("away",), ("ward",), ("lab",)]


@pytest.mark.parametrize(("rule", "hard", "price"), [({}, False, 200), ({"mode": "hard"}, True, 0)])
def test_what_is_said(rule, hard, price):
    asked = place(HOSPITAL, rule=rule, calendar={"months_per_period": 3})
    assert small.broken(senior_presence, asked, small.tour(asked, "young", "post", 2, 3)) == [
        Violation(
            rule="senior_presence", hard=hard, ids=("away",), period=2, limit="DEPUTY_CHIEF", units=3, price=price
        )
    ]


def test_without_scopes_nothing_is_asked():
    asked = small.instance(specialists=[{"title": "RESIDENT"}])
    assert small.broken(senior_presence, asked, small.tour(asked, "a", "post", 0, 3)) == []
