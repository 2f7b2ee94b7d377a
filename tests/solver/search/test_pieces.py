"""What a large search is made of, on random small questions whose truth the whole model knows."""

from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from solver.domain.instance import Instance
from solver.domain.outcome import Solved
from solver.problem import Ints, Problem
from solver.program import Program, build
from solver.search.begin import begun, completed, repaired
from solver.search.components import components
from solver.search.groups import Groups
from solver.search.incumbent import Change, Incumbent, applied, plan_from
from solver.search.matrix import Matrix, matrix_of
from solver.search.neighbourhoods import ALONE, KINDS, Neighbourhoods
from solver.search.restricted import Effort, Stopper, Surroundings, search_restricted
from solver.settings import Settings
from solver.solve import solve
from solver.start import columns_of
from tests.solver.strategies import SMALL, instances

pytestmark = pytest.mark.slow

LONG = Effort(5.0, 20.0, 1)


class Question(NamedTuple):
    program: Program
    matrix: Matrix
    truth: Solved

    @property
    def tours(self) -> Ints:
        return columns_of(self.truth.plan, self.program.tours)


def question_of(instance: Instance) -> Question:
    outcome = solve(instance, Settings(seconds=20, reproducible=True))
    assume(isinstance(outcome, Solved) and outcome.proven_optimal and not outcome.levels)
    assert isinstance(outcome, Solved)
    program = build(Problem(instance))
    assume(len(program.tours) > 0)
    return Question(program, matrix_of(program, program.cost(program.amounts)), outcome)


@settings(max_examples=40)
@given(instances(SMALL))
def test_auxiliaries_of_an_accepted_plan_are_put_right(instance: Instance) -> None:
    """Its tours alone say what all other columns are: nothing is missed, and the optimum is what the columns cost at least."""
    question = question_of(instance)
    values = question.matrix.lower.copy()
    values[: question.matrix.tours] = question.tours
    plan = completed(question.matrix, Surroundings(question.matrix), values, LONG, Stopper())
    assert plan.missed == 0
    assert plan.objective >= question.truth.objective
    assert (plan.values[: question.matrix.tours] == question.tours).all()


@settings(max_examples=40)
@given(instances(SMALL))
def test_everything_free_is_the_whole_question(instance: Instance) -> None:
    """From the plan at once, with all columns free, a part finds the optimum; taken over, it is the plan in hand."""
    question = question_of(instance)
    first = begun(question.matrix, Surroundings(question.matrix), question.program.tours, None, LONG, Stopper())
    searched = search_restricted(question.matrix, first, np.arange(question.matrix.width), LONG, Stopper())
    assume(searched.proven)
    assert searched.change is not None
    incumbent = Incumbent(question.matrix, first)
    incumbent.offer(searched.change)
    assert (incumbent.plan.missed, incumbent.plan.objective) == (0, question.truth.objective)
    assert incumbent.plan.activity.tolist() == question.matrix.activity(incumbent.plan.values).tolist()


@settings(max_examples=40)
@given(instances(SMALL), st.integers(0, 10**6))
def test_repair_leaves_what_breaks_nothing(instance: Instance, seed: int) -> None:
    """Any heap of tours is cut down to one that no hard limit forbids; a plan that stands stays as it is."""
    question = question_of(instance)
    heap = np.random.default_rng(seed).integers(0, 2, question.matrix.tours)
    kept = repaired(question.matrix, heap)
    assert (kept <= heap).all()
    matrix = question.matrix
    limits = matrix.above[~matrix.softened_above]
    assert (matrix.activity(matrix.of_tours(kept))[~matrix.softened_above] <= limits).all()
    assert repaired(question.matrix, question.tours).tolist() == question.tours.tolist()


@settings(max_examples=40)
@given(instances(SMALL), st.integers(0, 10**6))
def test_a_change_counts_as_a_new_plan(instance: Instance, seed: int) -> None:
    question = question_of(instance)
    rng = np.random.default_rng(seed)
    columns = np.flatnonzero(rng.integers(0, 2, question.matrix.width))
    change = Change(columns, rng.integers(question.matrix.lower[columns], question.matrix.upper[columns] + 1))
    before = plan_from(question.matrix, question.matrix.lower.copy())
    after = applied(question.matrix, before, change)
    anew = plan_from(question.matrix, after.values)
    assert (after.missed, after.objective) == (anew.missed, anew.objective)
    assert after.activity.tolist() == anew.activity.tolist()


@settings(max_examples=40)
@given(instances(SMALL), st.integers(0, 10**6))
def test_neighbourhoods_are_tours_with_those_of_the_plan(instance: Instance, seed: int) -> None:
    """A neighbourhood of every kind holds tours of its seed, no tour twice."""
    question = question_of(instance)
    groups = Groups(question.program.tours)
    drawn = Neighbourhoods(groups, np.random.default_rng(seed), np.zeros(question.matrix.tours))
    sizes = groups.by_department.sizes()
    seen = set()
    for _ in range(24):
        kind, tours = drawn.draw(question.tours, (sizes > 0).astype(np.float64))
        seen.add(kind.name)
        assert len(np.unique(tours)) == len(tours)
        assert ((tours >= 0) & (tours < question.matrix.tours)).all()
        kind.learn(proven=True, work=0.1, brought=1, wanted=0.5)
    cheapest = drawn._cheapest(np.arange(question.matrix.tours), question.tours, 1.0)
    assert np.isin(np.flatnonzero(question.tours), cheapest).all()
    assert seen <= {*KINDS, *ALONE}
    assert len(seen) > 1


@settings(max_examples=40)
@given(instances(SMALL))
def test_components_share_no_row(instance: Instance) -> None:
    matrix = question_of(instance).matrix
    pieces = components(matrix)
    rows = np.concatenate([piece[0] for piece in pieces]) if pieces else np.zeros(0, dtype=np.int64)
    assert sorted(rows.tolist()) == np.flatnonzero(~matrix.weak).tolist()
    for of_rows, columns in pieces:
        assert set(np.unique(matrix.rows[of_rows].indices).tolist()) <= set(columns.tolist())
