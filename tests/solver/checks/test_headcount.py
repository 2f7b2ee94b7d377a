"""Coverage and headcount: minimum and target, newcomers and settled people."""

import pytest

from solver.checks.headcount import coverage, headcount
from solver.domain.outcome import Violation
from tests import small


def pool(target=1, handover=0, least=1, **changes):
    """Return an instance with a pool of nine for one post."""
    return small.instance(
        specialists=[{"count": 9}],
        posts=[{"demand": [small.demand(least, target)], "handover_months": handover}],
        **changes,
    )


def people(asked, *spans):
    """Return one tour per span, each by a unit of its own."""
    return [small.tour(asked, "a", "post", *span, unit=unit) for unit, span in enumerate(spans)]


@pytest.mark.parametrize(
    ("target", "handover", "spans", "periods"),
    [
        (1, 0, [(0, 3), (3, 6)], []),
        (1, 0, [(0, 3), (2, 6)], [2]),
        (1, 1, [(0, 3), (2, 6)], []),  # a newcomer overlaps for a month
        (1, 1, [(0, 4), (2, 6)], [3]),  # two settled
        (1, 2, [(0, 4), (2, 6)], []),
        (1, 1, [(0, 3), (2, 6), (2, 6)], [2, 3, 4, 5]),  # two newcomers, then two settled
        (2, 0, [(0, 3), (0, 3)], []),
        (2, 0, [(0, 3), (0, 3), (1, 2)], [1]),
        (0, 0, [(0, 1)], [0]),
        (0, 1, [(0, 1)], [0]),
        (1, 0, [(10, 14), (12, 14)], []),  # in the tail nobody is counted
        (1, 0, [(10, 14), (11, 14)], [11]),
        (1, 2, [(-1, 3), (0, 3)], [0, 2]),  # under way since a month: new in period 0, settled from 1
    ],
)
def test_headcount(target, handover, spans, periods):
    asked = pool(target, handover, least=0)
    found = small.broken(headcount, asked, *people(asked, *spans))
    assert [violation.period for violation in found] == periods


def test_newcomers_and_settled_each_have_the_target():
    asked = pool(1, 1, least=0)
    found = small.broken(headcount, asked, *people(asked, (-1, 1), (-1, 1), (0, 1), (0, 1), (0, 1)))
    assert found == [
        Violation(rule="headcount", hard=True, ids=("post",), period=0, found=3, limit=1, units=2),
        Violation(rule="headcount", hard=True, ids=("post",), period=0, found=2, limit=1, units=1),
    ]


@pytest.mark.parametrize(("handover", "periods"), [(0, [1]), (1, []), (3, []), (4, [1])])
def test_handover_of_a_month_is_a_quarter(handover, periods):
    asked = pool(1, handover, least=0, calendar={"months_per_period": 3})
    found = small.broken(headcount, asked, *people(asked, (0, 2), (1, 3)))
    assert [violation.period for violation in found] == periods


@pytest.mark.parametrize(("handover", "periods"), [(3, [2]), (4, [1])])
def test_handover_of_four_months_is_two_quarters(handover, periods):
    asked = pool(1, handover, least=0, calendar={"months_per_period": 3})
    found = small.broken(headcount, asked, *people(asked, (0, 3), (1, 4)))
    assert [violation.period for violation in found] == periods


def test_without_demand_the_target_is_zero():
    demand = [small.demand(1, 1, 2, 4), small.demand(1, 2, 6, 8)]
    asked = small.instance(posts=[{"demand": demand}], specialists=[{"count": 2}])
    found = small.broken(headcount, asked, *people(asked, (1, 9), (4, 7)))
    assert [(v.period, v.limit) for v in found] == [(1, 0), (4, 0), (5, 0), (8, 0)]


def test_each_post_alone():
    asked = small.instance(posts=[{}, {"id": "other"}], specialists=[{"count": 2}])
    tours = [small.tour(asked, "a", "post", 0, 3), small.tour(asked, "a", "other", 0, 3, unit=1)]
    assert small.broken(headcount, asked, *tours) == []


HARD = {"coverage": {"mode": "hard"}}


@pytest.mark.parametrize(
    ("least", "target", "spans", "missing"),
    [
        (1, 1, [(0, 12)], {}),
        (1, 1, [(0, 11)], {11: 1}),
        (1, 1, [(1, 14)], {0: 1}),
        (2, 2, [(0, 12), (3, 12)], {0: 1, 1: 1, 2: 1}),
        (2, 2, [(2, 12), (2, 12)], {0: 2, 1: 2}),
        (0, 2, [], {}),
        (1, 2, [(0, 12)], {}),
        (1, 1, [(-2, 12)], {}),
    ],
)
def test_coverage_hard(least, target, spans, missing):
    asked = pool(target, least=least, rules=HARD)
    found = small.broken(coverage, asked, *people(asked, *spans))
    assert {violation.period: violation.units for violation in found} == missing


def test_newcomers_cover():
    asked = pool(1, handover=3, rules=HARD)
    assert small.broken(coverage, asked, *people(asked, (0, 12))) == []


def test_priced_coverage_is_left_to_the_goal():
    asked = pool()
    assert small.broken(coverage, asked) == []


def test_what_is_said():
    asked = pool(3, least=3, rules=HARD)
    found = small.broken(coverage, asked, *people(asked, (0, 11), (0, 12), (0, 12)))
    assert found == [Violation(rule="coverage", hard=True, ids=("post",), period=11, found=2, limit=3, units=1)]
