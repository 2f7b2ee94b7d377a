"""What forcing a tour into a person's best sequence adds, against all sequences there are."""

from itertools import combinations

import numpy as np
import pytest

from solver.problem import Problem
from solver.search.relaxation import forced_in, intervals
from solver.tours import candidates
from tests import small


@pytest.mark.parametrize("seed", range(4))
def test_forcing_a_tour_in_adds_what_all_sequences_say(seed: int) -> None:
    instance = small.instance(
        calendar={"periods": 4, "tail_periods": 0},
        tour_kinds=[{"max_months": 2, "rest_months": 1}],
        posts=[{"demand": [small.demand(1, 1, 0, 4)]}],
        specialists=[{"count": 3}],
    )
    tours = candidates(Problem(instance))
    begin, after, _ = intervals(tours)
    reduced = np.random.default_rng(seed).integers(-9, 6, len(tours)).astype(np.float64)
    sequences = [
        chosen
        for size in range(5)
        for chosen in combinations(range(len(tours)), size)
        if all(after[a] <= begin[b] or after[b] <= begin[a] for a, b in combinations(chosen, 2))
    ]
    cost = {chosen: float(reduced[list(chosen)].sum()) for chosen in sequences}
    best, forced = forced_in(tours, reduced)
    assert best == 3 * min(cost.values())
    for tour in range(len(tours)):
        assert forced[tour] == min(one for chosen, one in cost.items() if tour in chosen) - min(cost.values())
