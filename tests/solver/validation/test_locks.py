"""Locks and bars. kz-03.04-head wants one person throughout; `two` is a pool of two."""

from typing import Any

import pytest

from tests.solver.validation.found import Patch, found
from tests.solver.validation.mutants import PERSON

HEAD, OTHER = "kz-03.04-head", "kz-02-head"


def lock(who: str, post: str, first: int, after: int, **fields: Any) -> dict[str, Any]:
    owner = {"hospital": who} if who == "jsph" else {"specialist": who}
    return owner | {"post": post, "from_period": first, "to_period": after} | fields


LOCKS: list[tuple[str, list[dict[str, Any]], list[tuple[str, str]]]] = [
    ("one after the other", [lock("one", HEAD, 0, 18), lock("one", OTHER, 18, 36)], []),
    ("at once", [lock("one", HEAD, 0, 18), lock("one", OTHER, 17, 35)], [("overlapping_locks", "/locked/1")]),
    ("again after a period at home", [lock("one", HEAD, 0, 6), lock("one", HEAD, 7, 13)], []),
    ("again without one", [lock("one", HEAD, 0, 6), lock("one", HEAD, 6, 12)], [("overlapping_locks", "/locked/1")]),
    ("presence is part of a tour", [lock("one", HEAD, 0, 18), lock("one", HEAD, 6, 9, exact=False)], []),
    (
        "presence in two places",
        [lock("one", HEAD, 0, 6, exact=False), lock("one", OTHER, 5, 9, exact=False)],
        [("overlapping_locks", "/locked/1")],
    ),
    ("two of a pool", [lock("two", HEAD, 0, 18), lock("two", OTHER, 0, 18)], []),
    (
        "three of a pool of two",
        [lock("two", HEAD, 0, 18), lock("two", OTHER, 0, 18), lock("two", "kz-05-head", 17, 35)],
        [("overlapping_locks", "/locked/2")],
    ),
    (
        "one unit twice",
        [lock("two", HEAD, 0, 18, unit=1), lock("two", OTHER, 0, 18, unit=1)],
        [("overlapping_locks", "/locked/1")],
    ),
    ("both units", [lock("two", HEAD, 0, 18, unit=0), lock("two", OTHER, 0, 18, unit=1)], []),
    ("a third unit", [lock("two", HEAD, 0, 18, unit=2)], [("unit_outside_pool", "/locked/0/unit")]),
    (
        "two on one seat",
        [lock("one", HEAD, 0, 18), lock("two", HEAD, 17, 35)],
        [("locks_above_target", "/locked/1")],
    ),
    ("presence may be the same tour", [lock("one", HEAD, 0, 18), lock("jsph", HEAD, 0, 18, exact=False)], []),
    ("nobody", [{"post": HEAD, "from_period": 0, "to_period": 6}], [("none_named", "/locked/0")]),
    ("both", [lock("one", HEAD, 0, 6, hospital="jsph")], [("several_named", "/locked/0")]),
    ("a hospital exactly", [lock("jsph", HEAD, 0, 6)], [("exact_lock_of_hospital", "/locked/0/exact")]),
    (
        "a hospital under way",
        [lock("jsph", HEAD, -1, 6, exact=False)],
        [("hospital_under_way", "/locked/0/from_period")],
    ),
]
PEOPLE: tuple[Patch, ...] = (
    ("/specialists/-", PERSON | {"id": "one"}),
    ("/specialists/-", PERSON | {"id": "two", "count": 2}),
    ("/forbidden", []),
)


@pytest.mark.parametrize(("locks", "expected"), [case[1:] for case in LOCKS], ids=[case[0] for case in LOCKS])
def test_locks(locks: list[dict[str, Any]], expected: list[tuple[str, str]]) -> None:
    assert found(*PEOPLE, ("/locked", locks)) == expected


def test_handover_lets_newcomer_and_predecessor_meet() -> None:
    both = [lock("one", HEAD, 0, 18), lock("two", HEAD, 17, 35)]
    assert found(*PEOPLE, ("/locked", both), ("/posts/1/handover_months", 1)) == []
    assert found(*PEOPLE, ("/locked", both), ("/posts/1/handover_months", 0)) == [("locks_above_target", "/locked/1")]


def test_lock_where_nobody_is_wanted() -> None:
    wanted = [{"from_period": 0, "to_period": 18, "min": 1, "target": 1}]
    expected = [("locks_above_target", "/locked/0")]
    assert found(*PEOPLE, ("/locked", [lock("one", HEAD, 6, 24)]), ("/posts/1/demand", wanted)) == expected


BARS: list[tuple[str, dict[str, Any], bool]] = [
    ("the person from the post", {"specialist": "one", "post": HEAD}, True),
    ("the person from everywhere", {"specialist": "one"}, True),
    ("the person from the hospital", {"specialist": "one", "recipient": "kezhou"}, True),
    ("the hospital's people from the post", {"hospital": "jsph", "post": HEAD}, True),
    ("from the last period on", {"specialist": "one", "from_period": 17}, True),
    ("after it", {"specialist": "one", "from_period": 18}, False),
    ("before it", {"specialist": "one", "to_period": 6}, False),
    ("from another post", {"specialist": "one", "post": OTHER}, False),
    ("somebody else", {"specialist": "two"}, False),
    ("another hospital's people", {"hospital": "zd"}, False),
]


@pytest.mark.parametrize(("bar", "contradicts"), [case[1:] for case in BARS], ids=[case[0] for case in BARS])
def test_locked_and_forbidden(bar: dict[str, Any], contradicts: bool) -> None:
    expected = [("lock_forbidden", "/locked/0")] if contradicts else []
    assert found(*PEOPLE, ("/locked", [lock("one", HEAD, 6, 18)]), ("/forbidden", [bar])) == expected


@pytest.mark.parametrize(
    ("bar", "expected"),
    [
        ({"post": HEAD}, [("none_named", "/forbidden/0")]),
        ({"specialist": "one", "hospital": "jsph"}, [("several_named", "/forbidden/0")]),
        ({"specialist": "one", "post": HEAD, "recipient": "kezhou"}, [("several_named", "/forbidden/0")]),
    ],
)
def test_bar_names_one_side_each(bar: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    assert found(*PEOPLE, ("/locked", []), ("/forbidden", [bar])) == expected
