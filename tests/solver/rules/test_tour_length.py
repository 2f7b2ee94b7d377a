"""Which field of a kind a tour does not fit: conflicts and relaxations name it."""

import pytest

from solver.domain.posts import TourKind
from solver.problem import Problem
from solver.rules.tour_length import misfits
from solver.tours import candidates
from tests.solver.toys import question

KIND = {"min_months": 2, "max_months": 3, "batch_starts": [0, 1]}


@pytest.mark.parametrize(
    ("start", "months", "fields"),
    [
        (0, 2, set()),
        (1, 3, set()),
        (0, 1, {"min_months"}),
        (0, 4, {"max_months"}),
        (2, 2, {"batch_starts"}),
        (3, 1, {"min_months", "batch_starts"}),
    ],
)
def test_the_fields_that_a_tour_does_not_fit(start: int, months: int, fields: set[str]) -> None:
    problem = Problem(question("tour_length", {"mode": "hard"}, periods=4, tour_kinds=[KIND]))
    tours = candidates(problem, widest=True)
    (row,) = (row for row in range(len(tours)) if (tours.start[row], tours.periods[row]) == (start, months))
    found = misfits(tours, problem)
    assert found.keys() <= TourKind.model_fields.keys()
    assert {field for field, misfit in found.items() if misfit[row]} == fields
