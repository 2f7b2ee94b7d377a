"""What opens a supporter: any of its pairings, and in a relaxation the share of its capacity that they take."""

from fractions import Fraction
from typing import Any

import pytest

from solver.goals.pairing_cost import pairing_cost
from solver.problem import Problem
from solver.rules.pairing import paired
from solver.tours import candidates
from tests.solver.goals.goal_toys import only
from tests.solver.goals.goal_toys import paired as question

ALL = Fraction(1)
HALF = Fraction(1, 2)
TWO_WARDS = {
    "departments": [{"pairing": {"min_supporters": 0}}, {"id": "b", "pairing": {"min_supporters": 0}}],
    "pairings": [{"state": None, "workload": 2}, {"target": "b", "state": None, "workload": 4}],
}


def least_opened(share: Fraction, capacity: int | None, rules: dict[str, Any] | None = None) -> Fraction:
    """Return how far the rows open a supporter at the least, where each of its two pairings is chosen to a share."""
    home = {"opening_price": 9, "pairing_capacity": capacity}
    problem = Problem(question(only(pairing_cost=1), supporting_hospitals=[home], rules=rules or {}, **TWO_WARDS))
    rows = pairing_cost(candidates(problem), problem).rows
    chosen = {paired(link) for link in problem.pairs.links}
    assert len(chosen) == 2
    least = Fraction(0)
    for row in rows:
        ((opened, factor),) = ((column, factor) for column, factor in row.auxiliaries if column not in chosen)
        assert (row.claim.rule, row.claim.ids, opened.stem) == ("pairing_cost", ("home",), "pairing_cost")
        assert factor < 0
        assert row.at_most is not None
        load = sum(factor * share for column, factor in row.auxiliaries if column in chosen)
        least = max(least, (load - row.at_most) / -factor)
    return least


@pytest.mark.parametrize(
    ("share", "capacity", "rules", "opened"),
    [
        (ALL, None, {}, ALL),  # without a capacity each pairing opens by itself
        (HALF, None, {}, HALF),
        (HALF, 3, {}, ALL),  # half of 2 and half of 4 are all that 3 can carry
        (HALF, 5, {}, Fraction(3, 5)),
        (HALF, 3, {"pairing": {"mode": "off"}}, HALF),  # nothing holds it to its capacity
    ],
)
def test_a_supporter_is_opened_as_far_as_its_capacity_is_used(
    share: Fraction, capacity: int | None, rules: dict[str, Any], opened: Fraction
) -> None:
    assert least_opened(share, capacity, rules) == opened


@pytest.mark.parametrize(("capacity", "rows"), [(5, 3), (6, 2), (None, 2)])
def test_a_capacity_that_all_pairings_fit_into_has_no_row(capacity: int | None, rows: int) -> None:
    home = {"opening_price": 9, "pairing_capacity": capacity}
    problem = Problem(question(only(pairing_cost=1), supporting_hospitals=[home], **TWO_WARDS))
    assert len(pairing_cost(candidates(problem), problem).rows) == rows
