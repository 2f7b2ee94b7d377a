"""On pair: who stands behind a post's target."""

import pytest

from solver.checks.on_pair import on_pair
from solver.domain.outcome import Violation
from tests import small

BLOCK = {"pairing": {"min_supporters": 1}}


@pytest.mark.parametrize(
    ("ward", "hospital", "pairing", "times"),
    [
        ({}, {}, None, 0),  # no target, never off-pair
        (BLOCK, {}, None, 1),
        (BLOCK, {}, {"target": "ward", "state": "EXISTING"}, 0),
        (BLOCK, {}, {"target": "ward", "state": "FIXED"}, 0),
        (BLOCK, {}, {"target": "ward", "state": "FORBIDDEN"}, 1),
        (BLOCK, {}, {"target": "ward", "state": None}, 1),  # a candidate only
        (BLOCK, {}, {"target": "ward", "supporter": "second"}, 1),
        ({}, BLOCK, {"target": "away"}, 0),
        ({}, BLOCK, {"target": "ward"}, 1),
        (BLOCK, BLOCK, {"target": "away"}, 1),  # the department is the target, if it is one
        (BLOCK, BLOCK, {"target": "ward"}, 0),
    ],
)
def test_hard(ward, hospital, pairing, times):
    asked = small.instance(
        supporting_hospitals=[{}, {"id": "second"}],
        departments=[ward],
        recipient_hospitals=[hospital],
        pairings=[] if pairing is None else [pairing],
        rules={"on_pair": {"mode": "hard"}},
    )
    assert len(small.broken(on_pair, asked, small.tour(asked, "a", "post", 0, 3))) == times


@pytest.mark.parametrize(
    ("state", "planned", "times"),
    [
        (None, ["home ward"], 0),
        ("EXISTING", [], 1),  # dropped
        ("EXISTING", ["home ward EXISTING"], 0),
        ("FORBIDDEN", ["home ward"], 0),  # that is for `pairing` to say
        (None, ["second ward", "home away", "home lab"], 1),
    ],
)
def test_the_plan_says_who_is_paired(state, planned, times):
    asked = small.instance(
        supporting_hospitals=[{}, {"id": "second"}],
        departments=[BLOCK, {"id": "lab"} | BLOCK],
        recipient_hospitals=[BLOCK],
        pairings=[{"state": state}],
        rules={"on_pair": {"mode": "hard"}},
    )
    pairings = tuple(small.pairing(*pair.split()) for pair in planned)
    assert len(small.broken(on_pair, asked, small.tour(asked, "a", "post", 0, 3), pairings=pairings)) == times


@pytest.mark.parametrize(("mode", "times"), [("hard", 1), ("priced", 0), ("off", 0)])
def test_modes(mode, times):
    asked = small.instance(departments=[BLOCK], rules={"on_pair": {"mode": mode}})
    assert len(small.broken(on_pair, asked, small.tour(asked, "a", "post", 0, 3))) == times


def test_a_fact_stands():
    lock = {"specialist": "a", "from_period": -2, "to_period": 3}
    asked = small.instance(departments=[BLOCK], rules={"on_pair": {"mode": "hard"}}, locked=[lock])
    assert small.broken(on_pair, asked, small.tour(asked, "a", "post", -2, 3)) == []


def test_what_is_said():
    asked = small.instance(departments=[BLOCK], rules={"on_pair": {"mode": "hard"}})
    assert small.broken(on_pair, asked, small.tour(asked, "a", "post", 2, 3)) == [
        Violation(rule="on_pair", hard=True, ids=("a", "post", "home"), period=2, found="home")
    ]
