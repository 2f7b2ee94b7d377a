"""Handover: nobody leaves before the successor is settled."""

import pytest

from solver.checks.handover import handover
from solver.domain.outcome import Violation
from tests import small


@pytest.mark.parametrize(
    ("months", "demand", "spans", "missing"),
    [
        (1, [(1, 0, 12)], [(0, 12)], {}),
        (1, [(1, 0, 12)], [(0, 6), (5, 12)], {}),  # a month together
        (1, [(1, 0, 12)], [(0, 6), (6, 12)], {6: 1}),  # one after the other
        (1, [(1, 0, 12)], [(0, 6), (4, 12)], {6: 1}),  # two were settled, against headcount: one is missing
        (2, [(1, 0, 12)], [(0, 6), (5, 12)], {6: 1}),
        (2, [(1, 0, 12)], [(0, 6), (4, 12)], {}),
        (0, [(1, 0, 12)], [(0, 6), (6, 12)], {}),  # without handover months the next may come on the day
        (0, [(1, 0, 12)], [(0, 6), (7, 12)], {6: 1}),
        (0, [(1, 0, 12)], [(0, 6)], {6: 1}),
        (0, [(1, 0, 6)], [(0, 6)], {}),  # the post does not go on
        (0, [(1, 0, 6), (1, 7, 12)], [(0, 6), (7, 12)], {}),
        (0, [(2, 0, 6), (1, 6, 12)], [(0, 6), (0, 12)], {}),  # a lower target lets one go
        (0, [(2, 0, 6), (1, 6, 12)], [(0, 6), (0, 6)], {6: 1}),
        (0, [(3, 0, 6), (1, 6, 12)], [(0, 6), (0, 12)], {}),  # two may go, one does
        (0, [(2, 0, 12)], [(0, 6), (0, 6)], {6: 2}),
        (0, [(1, 0, 6)], [(0, 6), (0, 6)], {}),  # the post ends, however many were there
        (0, [(3, 0, 5), (2, 5, 12)], [(0, 6), (0, 12)], {6: 1}),  # what was before the last period does not matter
        (0, [(1, 0, 5), (2, 5, 6), (1, 6, 12)], [(0, 12), (5, 6)], {}),
        (0, [(1, 0, 12)], [], {}),
        (0, [(1, 0, 6), (2, 6, 12)], [(0, 6), (0, 12)], {6: 1}),  # a higher target lets nobody go
        (0, [(1, 0, 12)], [(0, 1)], {1: 1}),
        (0, [(1, 0, 12)], [(0, 11)], {11: 1}),
        (0, [(1, 0, 12)], [(0, 12)], {}),  # the end of the horizon is no boundary
        (0, [(1, 0, 12)], [(-2, 0)], {}),
        (1, [(1, 0, 12)], [(-1, 3)], {3: 1}),  # settled since the start
        (3, [(1, 0, 12)], [(0, 3)], {}),  # was never settled
        (2, [(1, 0, 12)], [(0, 3)], {3: 1}),
    ],
)
def test_boundaries(months, demand, spans, missing):
    rows = [small.demand(0, target, begin, end) for target, begin, end in demand]
    asked = small.instance(posts=[{"demand": rows, "handover_months": months}], specialists=[{"count": 9}])
    tours = [small.tour(asked, "a", "post", *span, unit=n) for n, span in enumerate(spans)]
    found = small.broken(handover, asked, *tours)
    assert {violation.period: violation.units for violation in found} == missing


def test_each_post_alone():
    asked = small.instance(posts=[{}, {"id": "other"}], specialists=[{"count": 2}])
    tours = [small.tour(asked, "a", "post", 0, 6), small.tour(asked, "a", "other", 6, 12, unit=1)]
    assert [v.ids for v in small.broken(handover, asked, *tours)] == [("post",)]


@pytest.mark.parametrize(("months", "missing"), [(1, 0), (3, 0), (4, 1)])
def test_quarters(months, missing):
    asked = small.instance(
        calendar={"months_per_period": 3}, posts=[{"handover_months": months}], specialists=[{"count": 2}]
    )
    tours = [small.tour(asked, "a", "post", 0, 6), small.tour(asked, "a", "post", 5, 12, unit=1)]
    assert len(small.broken(handover, asked, *tours)) == missing


@pytest.mark.parametrize(("mode", "hard", "price"), [("priced", False, 300), ("hard", True, 0)])
def test_what_is_said(mode, hard, price):
    demand = [small.demand(0, 4, 0, 6), small.demand(0, 3, 6, 12)]
    asked = small.instance(posts=[{"demand": demand}], specialists=[{"count": 9}], rules={"handover": {"mode": mode}})
    tours = [small.tour(asked, "a", "post", 0, end, unit=unit) for unit, end in enumerate((6, 6, 6, 12))]
    assert small.broken(handover, asked, *tours) == [
        Violation(rule="handover", hard=hard, ids=("post",), period=6, found=1, limit=3, units=2, price=price)
    ]
