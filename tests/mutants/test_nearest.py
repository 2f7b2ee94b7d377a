"""Which tests judge a mutant."""

import pytest

from tests.mutants.nearest import nearest

TABLE = "tests/solver/checks/test_rest.py::test_after_history[3]"
TOY = "tests/solver/test_two_witnesses.py::test_the_model_allows_what_the_checks_accept[rest-2-hard]"
OTHER = "tests/solver/test_two_witnesses.py::test_the_model_allows_what_the_checks_accept[headcount-0-hard]"
UNLIKE = "tests/solver/checks/test_view.py::test_interest[forest-1]"


@pytest.mark.parametrize(
    ("function", "tests"),
    [
        ("solver.checks.rest.x_rest", [TABLE, TOY, OTHER]),  # overlaps are a matter of headcount as well
        ("solver.rules.headcount.x_headcount", [OTHER]),
        ("solver.checks.view.xǁPlanViewǁpeople", [OTHER, UNLIKE]),
        ("solver.goals.gaps.x__seen", []),
    ],
)
def test_a_mutant_is_judged_by_the_tests_that_name_its_module(function: str, tests: list[str]) -> None:
    assert nearest(function, [TABLE, TOY, OTHER, UNLIKE]) == tests
