"""Pairing: kinds, places, states, numbers and workloads, each with the plan at the limit and one step past it."""

import pytest

from solver.checks.pairing import pairing
from solver.domain.outcome import Violation
from tests import small

FREE = {"pairing": {"min_supporters": 0}}
CROWD = [{"id": name} for name in ("s1", "s2", "s3")]
WARDS = [{"id": name} | FREE for name in ("t1", "t2", "t3")]


def found(asked, *pairs):
    """Return what the check finds in a plan of these pairs, in short."""
    planned = tuple(small.pairing(*pair.split()) for pair in pairs)
    return [(violation.ids, violation.units) for violation in small.broken(pairing, asked, pairings=planned)]


@pytest.mark.parametrize(
    ("recipient", "accepted"),
    [
        ("GENERAL", "GENERAL SPECIALIST MCH"),
        ("TCM", "TCM"),
        ("CDC", "CDC"),
        ("MCH", "MCH GENERAL"),
        ("SPECIALIST", "SPECIALIST GENERAL"),
        ("OTHER", "GENERAL TCM MCH CDC SPECIALIST OTHER"),
    ],
)
@pytest.mark.parametrize("target", ["ward", "away"])
def test_kinds_accepted_by_default(recipient, accepted, target):
    kinds = ("GENERAL", "TCM", "MCH", "CDC", "SPECIALIST", "OTHER")
    asked = small.instance(
        supporting_hospitals=[{"id": kind, "kind": kind} for kind in kinds],
        recipient_hospitals=[{"kind": recipient} | FREE],
        departments=[FREE],
    )
    fit = {kind for kind in kinds if not found(asked, f"{kind} {target}")}
    assert fit == set(accepted.split())


@pytest.mark.parametrize(
    ("kinds", "fits"),
    [
        ({"TCM": ["GENERAL"]}, True),  # a kind of recipient that is not given keeps its default
        ({"GENERAL": []}, False),  # one that is given with nobody accepts nobody
        ({"GENERAL": ["TCM"]}, False),
    ],
)
def test_kinds_that_the_policy_gives(kinds, fits):
    asked = small.instance(departments=[FREE], rules={"pairing": {"kinds": kinds}})
    assert found(asked, "home ward") == ([] if fits else [(("home", "ward"), 1)])


@pytest.mark.parametrize(
    ("relations", "fits"),
    [
        ([], True),  # anybody
        ([("east", "west")], True),
        ([("west", "east")], False),  # one way
        ([("east", "south"), ("north", "west")], False),  # both ends in one relation
        ([("east", "south"), ("east", "west")], True),
        ([("East", "west")], False),  # letter by letter
        ([("east", "ward")], False),  # the place of the hospital, not its name
    ],
)
def test_places(relations, fits):
    ways = [{"from_place": begin, "to_place": end} for begin, end in relations]
    asked = small.instance(departments=[FREE], relations=ways)
    assert found(asked, "home ward") == ([] if fits else [(("home", "ward"), 1)])


@pytest.mark.parametrize(
    ("state", "in_plan", "left_out"),
    [
        (None, True, False),  # kind and place do not fit: 2 breaches
        ("EXISTING", False, False),  # stands whatever its kind and place
        ("FIXED", False, True),
        ("FORBIDDEN", True, False),
    ],
)
@pytest.mark.parametrize("mode", ["hard", "off"])
def test_states(state, in_plan, left_out, mode):
    asked = small.instance(
        supporting_hospitals=[{"kind": "TCM"}],
        departments=[FREE],
        relations=[{"from_place": "north", "to_place": "west"}],
        pairings=[{"state": state}],
        rules={"pairing": {"mode": mode}},
    )
    only_unfit = mode == "off" and state is None
    stands = state if state in ("EXISTING", "FIXED") else "NEW"
    assert bool(found(asked, f"home ward {stands}")) == (in_plan and not only_unfit)
    assert bool(found(asked)) == left_out


@pytest.mark.parametrize(
    ("block", "supporters", "units"),
    [
        ({}, "", 1),  # one is asked for
        ({}, "s1", 0),
        ({}, "s1 s2 s3", 0),
        ({"min_supporters": 0}, "", 0),
        ({"min_supporters": 3}, "s1", 2),
        ({"min_supporters": 2, "max_supporters": 2}, "s1 s2", 0),
        ({"max_supporters": 1}, "s1 s2 s3", 2),
        ({"min_supporters": 0, "max_supporters": 0}, "s1", 1),
    ],
)
def test_supporters_per_target(block, supporters, units):
    asked = small.instance(supporting_hospitals=CROWD, departments=[{"pairing": block}])
    breaches = [(("ward",), units)] if units else []
    assert found(asked, *(f"{supporter} ward" for supporter in supporters.split())) == breaches


@pytest.mark.parametrize(
    ("limits", "targets", "units"),
    [
        ({}, "", 0),
        ({}, "t1 t2 t3", 0),
        ({"min_targets": 2}, "t1", 1),
        ({"min_targets": 2}, "t1 t3", 0),
        ({"max_targets": 2}, "t1 t3", 0),
        ({"max_targets": 2}, "t1 t2 t3", 1),
        ({"max_targets": 0}, "t1", 1),
        ({"pairing_capacity": 2}, "t1 t2", 0),  # one each
        ({"pairing_capacity": 2}, "t1 t2 t3", 1),
        ({"pairing_capacity": 0}, "t1 t2", 2),
    ],
)
def test_targets_per_supporter(limits, targets, units):
    asked = small.instance(supporting_hospitals=[{"id": "s1"} | limits, {"id": "s2"}], departments=WARDS)
    pairs = [f"s1 {target}" for target in targets.split()] + ["s2 t1", "s2 t2", "s2 t3"]
    assert found(asked, *pairs) == ([(("s1",), units)] if units else [])


@pytest.mark.parametrize(("own", "block", "units"), [(None, 1, 0), (None, 4, 1), (3, 4, 0), (4, 1, 1), (0, 9, 0)])
def test_workload_of_the_entry_comes_before_that_of_the_target(own, block, units):
    asked = small.instance(
        supporting_hospitals=[{"pairing_capacity": 3}],
        departments=[{"pairing": {"workload": block}}],
        pairings=[{"state": None, "workload": own}],
    )
    assert found(asked, "home ward") == ([(("home",), units)] if units else [])


def test_fixed_pairings_count_against_every_limit():
    asked = small.instance(
        supporting_hospitals=[{"pairing_capacity": 0, "max_targets": 0}],
        departments=[{"pairing": {"min_supporters": 0, "max_supporters": 0}}],
        pairings=[{"state": "FIXED"}],
    )
    assert found(asked, "home ward FIXED") == [(("ward",), 1), (("home",), 1), (("home",), 1)]


def test_off_asks_for_no_numbers():
    asked = small.instance(
        supporting_hospitals=[{"pairing_capacity": 0, "min_targets": 9}],
        departments=[{"pairing": {"min_supporters": 2}}],
        rules={"pairing": {"mode": "off"}},
    )
    assert found(asked) == found(asked, "home ward") == []


def test_it_holds_without_posts_and_calendar():
    asked = small.instance(departments=[{"pairing": {}}]).model_copy(update={"calendar": None})
    assert found(asked) == [(("ward",), 1)]
    assert found(asked, "home ward") == []


def test_what_is_said():
    asked = small.instance(
        supporting_hospitals=[{"kind": "TCM"}, {"id": "second"}],
        departments=[{"pairing": {"min_supporters": 2}}],
        relations=[{"from_place": "north", "to_place": "west"}],
        pairings=[{"supporter": "second", "state": "FIXED"}],
    )
    said = small.broken(pairing, asked, pairings=(small.pairing("home", "ward"),))
    assert said == [
        Violation(rule="pairing", hard=True, ids=("second", "ward"), found=0, limit=1),
        Violation(rule="pairing", hard=True, ids=("home", "ward"), found="TCM"),
        Violation(rule="pairing", hard=True, ids=("home", "ward"), found="east"),
        Violation(rule="pairing", hard=True, ids=("ward",), found=1, limit=2),
    ]


def test_what_is_said_of_what_may_not_be():
    asked = small.instance(
        supporting_hospitals=[{"max_targets": 0}],
        departments=[FREE],
        pairings=[{"state": "FORBIDDEN"}],
    )
    assert small.broken(pairing, asked, pairings=(small.pairing("home", "ward"),)) == [
        Violation(rule="pairing", hard=True, ids=("home", "ward"), found=1, limit=0),
        Violation(rule="pairing", hard=True, ids=("home",), found=1, limit=0),
    ]
