"""Greed with limits: what nothing softens is neither broken nor left short."""

import numpy as np
from hypothesis import given, settings

from solver.domain.instance import Instance
from solver.problem import Problem
from solver.program import build
from solver.search.greedy import Greedy
from solver.search.matrix import Matrix, matrix_of
from tests import small
from tests.solver.strategies import SMALL, instances


def chosen(instance: Instance) -> tuple[Matrix, Greedy]:
    """Return the matrix with the choice of greed, all tours being alike to it but for what they bring."""
    program = build(Problem(instance))
    matrix = matrix_of(program, program.cost(program.amounts))
    greedy = Greedy(matrix, matrix.lower, np.ones(matrix.tours))
    greedy.run()
    return matrix, greedy


def test_no_hard_limit_is_broken_by_a_tour_that_counts_twice() -> None:
    """Of nine months in sixteen a half year and a quarter may be at altitude, not two half years."""
    exposure = {"from_m": 500, "months": 9, "window_months": 16}
    matrix, greedy = chosen(
        small.instance(
            calendar={"months_per_period": 3, "periods": 6},
            tour_kinds=[{"min_months": 3, "max_months": 6}],
            posts=[{"demand": [small.demand(1, 1, 0, 6)]}],
            altitude={"exposure": exposure, "bands": []},
        )
    )
    assert greedy.values[: matrix.tours].any()
    activity = matrix.activity(matrix.of_tours(greedy.values[: matrix.tours]))
    assert (activity <= matrix.above)[~matrix.softened_above].all()


def test_what_is_owed_is_served_though_it_costs_more_than_it_brings() -> None:
    def served(least: int) -> int:
        quota = {"supporter": "home", "min": least, "unit": "PERSON_MONTHS"}
        instance = small.instance(
            quotas=[quota], rules={"quota": {"mode": "hard"}}, goals={"departures": {"weight": 10**6}}
        )
        _, greedy = chosen(instance)
        return int(greedy.values.any())

    assert [served(0), served(3)] == [0, 1]


@settings(max_examples=40)
@given(instances(SMALL))
def test_scores_after_all_choices_are_those_counted_anew(instance: Instance) -> None:
    matrix, greedy = chosen(instance)
    anew = Greedy(matrix, greedy.values, np.ones(matrix.tours))
    assert np.allclose(greedy._score[: matrix.tours], anew._score[: matrix.tours])
    assert (greedy._barred >= anew._barred)[: matrix.tours].all()
