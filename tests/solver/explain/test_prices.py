"""What tours are worth by the duals: all that would be missing where nobody steps in, next to nothing where somebody does."""

import time

import numpy as np
import pytest

from solver.domain.instance import Instance
from solver.domain.outcome import Solved
from solver.explain.prices import worth_of_tours
from solver.explain.shortage import reasons_of, with_reasons
from solver.problem import Problem
from solver.program import build
from solver.settings import Settings
from solver.solve import solve
from solver.start import columns_of
from tests import small


def asked(people: int, wanted: int) -> Instance:
    return small.instance(
        calendar={"periods": 3, "tail_periods": 0},
        tour_kinds=[{"min_months": 3, "max_months": 3}],
        posts=[{"demand": [small.demand(wanted, wanted, 0, 3)], "priority": 1}],
        specialists=[{"id": f"s{number}"} for number in range(people)],
        goals={"unfairness": {"weight": 0}},
    )


@pytest.mark.parametrize(
    ("people", "wanted", "worth"),
    [
        (1, 2, 3 * 1000 - 5),  # three months at the weight of the shortage, less the departure
        (3, 2, 0),  # the third steps in
    ],
)
def test_a_tour_is_worth_what_would_be_missing(people: int, wanted: int, worth: int) -> None:
    instance = asked(people, wanted)
    program = build(Problem(instance))
    outcome = solve(instance, Settings(seconds=300))
    assert isinstance(outcome, Solved)
    taken = columns_of(outcome.plan, program.tours) > 0
    found = worth_of_tours(program)
    assert found is not None
    assert np.abs(found[taken] - worth).max() <= 1


def test_the_estimate_is_at_most_what_it_costs_if_nobody_steps_in() -> None:
    instance = small.instance(
        calendar={"periods": 3, "tail_periods": 0},
        tour_kinds=[{"max_months": 3}],
        posts=[
            {"demand": [small.demand(1, 1, 0, 3)], "priority": 9},
            {"id": "q", "demand": [small.demand(1, 1, 0, 3)]},
        ],
    )
    outcome = solve(instance, Settings(seconds=300))
    assert isinstance(outcome, Solved)
    tours = [tour for s in outcome.plan.shortages for reason in s.reasons for tour in reason.elsewhere]
    assert tours
    for tour in tours:
        assert tour.taking_away is not None
        assert tour.estimated is not None
        assert 0 <= tour.estimated <= tour.taking_away


def test_what_no_time_was_left_for_says_so() -> None:
    instance = asked(people=1, wanted=2)
    outcome = solve(instance, Settings(seconds=300))
    assert isinstance(outcome, Solved)
    assert not any(shortage.left_off for shortage in outcome.plan.shortages)
    program = build(Problem(instance))
    values = np.zeros(len(program.upper), dtype=np.int64)
    values[: len(program.tours)] = columns_of(outcome.plan, program.tours)
    late = with_reasons(outcome.plan, program, values, until=time.monotonic() - 1)
    assert late.shortages
    assert all(shortage.left_off and not shortage.reasons for shortage in late.shortages)
    assert not any(shortage.left_off for shortage in reasons_of(instance, late).shortages)


def test_an_outcome_below_a_minimum_comes_with_the_certificate() -> None:
    short, full = (solve(asked(people, 2), Settings(seconds=300)) for people in (1, 2))
    assert isinstance(short, Solved)
    assert isinstance(full, Solved)
    assert short.certificate is not None
    assert short.certificate.unavoidable_months == 3
    assert full.certificate is None
