"""What cannot be read is set aside: the rest is still checked, and nothing is reported because of it."""

import pytest

from tests.solver.validation.found import Patch, found
from tests.solver.validation.mutants import GONE

UNKNOWN_POST = ("/posts/0/department", "nowhere")

CASES: list[tuple[str, tuple[Patch, ...], list[tuple[str, str]]]] = [
    (
        "a typo in one specialist and an unknown department in a post: both and only these",
        (("/specialists/0/title", "CHEIF"), UNKNOWN_POST),
        [("not_a_choice", "/specialists/0/title"), ("unknown_id", "/posts/0/department")],
    ),
    (
        "an id that was set aside is known",
        (("/departments/1/name", 7), ("/locked/-", {"specialist": "zd-01", "post": "kz-03.04-head",
                                                    "from_period": 20, "to_period": 38})),
        [("wrong_type", "/departments/1/name")],
    ),
    (
        "places are those of the document although an earlier item was set aside",
        (("/specialists/0/role", "DOC"), ("/specialists/1/hospital", "nowhere")),
        [("not_a_choice", "/specialists/0/role"), ("unknown_id", "/specialists/1/hospital")],
    ),
    (
        "an id that cannot be read may be any id",
        (("/supporting_hospitals/0/id", GONE),),
        [("missing_field", "/supporting_hospitals/0/id")],
    ),
    (
        "a section that is no list: nobody is unknown",
        (("/departments", "see sheet 2"), ("/posts/0/demand/0/min", 2)),
        [("wrong_type", "/departments"), ("min_above_max", "/posts/0/demand/0/min")],
    ),
    (
        "a misspelt section is not an absent one",
        (("/departments", GONE), ("/departmnts", [])),
        [("unknown_field", "/departmnts")],
    ),
    (
        "a calendar that cannot be read is not absent, and no period is out of it",
        (("/calendar/months_per_period", "1"), ("/posts/0/demand/0/to_period", 99)),
        [("wrong_type", "/calendar/months_per_period")],
    ),
    (
        "a policy that cannot be read switches nothing on or off",
        (("/policy/rules/altitude_stay", {"mode": "of"}), UNKNOWN_POST),
        [("not_a_choice", "/policy/rules/altitude_stay/mode"), ("unknown_id", "/posts/0/department")],
    ),
    (
        "a number that is none sets its item aside, too",
        (("/specialists/0/max_tours", float("inf")), UNKNOWN_POST),
        [("not_a_number", "/specialists/0/max_tours"), ("unknown_id", "/posts/0/department")],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("patches", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_both_and_only_these(patches: tuple[Patch, ...], expected: list[tuple[str, str]]) -> None:
    assert found(*patches) == expected
