"""What a mask hands to explanations: the numbers compared, per tour, and where the limit stands."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from solver.checks import check
from solver.decode import plan_of
from solver.problem import Problem
from solver.rules import RULES
from solver.rules.parts import Barred
from solver.tours import Tours, candidates
from tests.solver.rules.test_claims import at
from tests.solver.toys import TOYS

MASKS = {rule.stem: rule.mask for rule in RULES if rule.mask is not None}
CASES = [pytest.param(stem, n, id=f"{stem}-{n}") for stem in MASKS for n in range(len(TOYS[stem]))]
Marked = "np.ndarray[Any, np.dtype[np.bool_]]"


def under(barred: Barred, tours: Tours) -> Marked:
    """What is found is under the limit."""
    assert barred.found is not None
    assert barred.limit is not None
    return np.asarray(barred.found < barred.limit)


def over(barred: Barred, tours: Tours) -> Marked:
    """What is found is over the limit."""
    assert barred.found is not None
    assert barred.limit is not None
    return np.asarray(barred.found > barred.limit)


def too_early(barred: Barred, tours: Tours) -> Marked:
    return under(barred, tours) & ~tours.under_way


def high_or_lapsed(barred: Barred, tours: Tours) -> Marked:
    assert barred.found is tours.altitude_m
    return over(barred, tours) | barred.where


def of_a_length(barred: Barred, tours: Tours) -> Marked:
    assert barred.found is tours.periods
    assert barred.limit is not None
    assert (barred.limit == tours.problem.post_periods_max[tours.post]).all()
    return over(barred, tours) | barred.where


NUMBERS: dict[str, Callable[[Barred, Tours], Any]] = {
    "title": under,
    "availability": over,
    "tour_length": of_a_length,
    "rest": too_early,
    "altitude_clearance": high_or_lapsed,
    "hypoxia_training": over,
}
SOURCES = {
    "tour_length": "/tour_kinds",
    "rest": "/policy/altitude/bands",  # a stay of the history has no kind
    "altitude_clearance": "/specialists",
    "altitude_stay": "/policy/altitude/bands",
    "hypoxia_training": "/policy/altitude/training",
}
"""Where the limits stand that several entries of the instance could give."""

ALONE = {"specialty", "title", "availability", "tour_length", "rest", "altitude_clearance", "altitude_stay"}
"""Rules that a single tour keeps or breaks whatever else is planned."""


@pytest.mark.parametrize(("stem", "number"), CASES)
def test_a_mask_quotes_what_it_compared(stem: str, number: int) -> None:
    instance = TOYS[stem][number]({"mode": "hard"})
    problem = Problem(instance)
    tours = candidates(problem, widest=True)
    barred = MASKS[stem](tours, problem)
    assert barred.stem == stem
    assert barred.source
    assert barred.source == SOURCES.get(stem, barred.source)
    at(instance.model_dump(mode="json"), barred.source)
    assert barred.where.dtype == bool
    if stem in NUMBERS:
        assert (NUMBERS[stem](barred, tours) == barred.where).all()
    elif stem == "altitude_stay":
        assert barred.found is not None
        limit = np.asarray(barred.limit)
        assert ((limit >= 0) == barred.where).all(), "only what is over a maximum has a limit"
        assert (barred.found[barred.where] > limit[barred.where]).all()
        assert (barred.found[~barred.where] == tours.stay_months[~barred.where]).all()
    else:
        assert barred.found is None
        assert barred.limit is None


@pytest.mark.parametrize(("stem", "number"), [case for case in CASES if case.values[0] in ALONE])
def test_a_mask_bars_the_single_tours_that_the_check_rejects(stem: str, number: int) -> None:
    instance = TOYS[stem][number]({"mode": "hard"})
    problem = Problem(instance)
    tours = candidates(problem, widest=True)
    barred = MASKS[stem](tours, problem)
    for row in np.flatnonzero(~tours.fact):
        chosen = np.zeros(len(tours), dtype=np.int64)
        chosen[row] = 1
        rejected = stem in {violation.rule for violation in check(instance, plan_of(chosen, tours, ())).hard}
        assert barred.where[row] == rejected
