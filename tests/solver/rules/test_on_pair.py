"""Rows of `on_pair`: of whom only one can be present, all share a row that a pairing lifts by one."""

from typing import Any

import pytest

from solver.problem import Problem
from solver.program import build
from tests import small

TWO = [{"id": "a"}, {"id": "b"}]
PAIRED = {"pairing": {"min_supporters": 0}}


def rows(**changes: Any) -> set[tuple[int, int]]:
    """Return of every row how many people it counts and what a pairing adds to its limit."""
    program = build(Problem(small.instance(specialists=TWO, departments=[PAIRED], **changes)))
    (pairing,) = program.undecided_pairings.tolist()
    found = set()
    for line in program.lines:
        if line.claim.rule == "on_pair":
            mine = line.columns[line.columns < len(program.tours)]
            people = len(set(program.tours.person[mine].tolist()))
            found.add((people, -int(line.coefficients[line.columns == pairing][0])))
    return found


@pytest.mark.parametrize(
    ("changes", "wanted"),
    [
        ({}, {(2, 1)}),  # one seat
        ({"posts": [{"demand": [small.demand(1, 2)]}]}, {(1, 1)}),  # two seats: each person by itself
        ({"posts": [{"handover_months": 1}]}, {(1, 1)}),  # the successor comes beside
        (
            {
                "posts": [{"demand": [small.demand(1, 2)]}],
                "supporting_hospitals": [{"release": {"by_specialty": {"03": 1}}}],
            },
            {(2, 1)},
        ),  # only one may be away at once
        ({"rules": {"on_pair": {"mode": "hard"}}}, {(1, 1)}),  # quoted in conflicts: nothing else is said
    ],
)
def test_who_shares_a_row(changes: dict[str, Any], wanted: set[tuple[int, int]]) -> None:
    assert rows(**changes) == wanted
