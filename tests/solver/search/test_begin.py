"""What a search begins from: no dearer than the plan given, whatever in it tours do not say."""

import threading
import time
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from solver.checks import check
from solver.domain.finding import Severity
from solver.domain.hospitals import TargetPairing
from solver.domain.instance import Instance
from solver.domain.plan import Plan
from solver.model import Model
from solver.problem import Problem
from solver.program import Program, build
from solver.search.begin import begun, completed, repaired
from solver.search.beginning import completed as completed_whole
from solver.search.exact import Found, Limits
from solver.search.incumbent import Plan as Columns
from solver.search.levels import stages
from solver.search.matrix import Matrix, matrix_of
from solver.search.restricted import Effort, Stopper, Surroundings
from solver.settings import Settings
from solver.solve import decoded
from solver.start import values_of
from solver.validation import validate
from tests import small
from tests.solver.strategies import SMALL, instances

LONG = Effort(5.0, 60.0, 1)


def asked(instance: Instance) -> tuple[Program, Matrix]:
    program = build(Problem(instance))
    return program, matrix_of(program, program.cost(program.amounts))


def begun_from(program: Program, matrix: Matrix, plan: Plan | None) -> Columns:
    values = None if plan is None else values_of(plan, program)
    return begun(matrix, Surroundings(matrix), program.tours, values, LONG, Stopper())


def any_plan(program: Program, matrix: Matrix, rng: np.random.Generator) -> Plan | None:
    """Return a plan of tours and pairings drawn at random, if what was drawn can be completed to one."""
    values = matrix.lower.copy()
    values[: matrix.tours] = repaired(matrix, (rng.random(matrix.tours) < rng.random()).astype(np.int64))
    values[matrix.pairings] = rng.random(len(matrix.pairings)) < rng.random()
    drawn = completed(matrix, Surroundings(matrix), values, LONG, Stopper())
    return None if drawn.missed else decoded(program, drawn.values)


def with_targets(instance: Instance) -> Instance:
    """Return the instance with every department a target that needs nobody."""
    rows = [
        row.model_copy(update={"pairing": row.pairing or TargetPairing(min_supporters=0)})
        for row in instance.departments
    ]
    changed = instance.model_copy(update={"departments": tuple(rows)})
    assume(not any(finding.severity is Severity.ERROR for finding in validate(changed)))
    return changed


@pytest.mark.slow
@settings(max_examples=150)
@given(st.one_of(instances(SMALL), instances(SMALL).map(with_targets)), st.integers(0, 10**6))
def test_no_search_begins_dearer_than_the_plan_given(instance: Instance, seed: int) -> None:
    """Whatever the rules and goals: its tours with its pairings are kept, or what is cheaper."""
    program, matrix = asked(instance)
    assume(not any(program.impossible()))
    plan = any_plan(program, matrix, np.random.default_rng(seed))
    assume(plan is not None and not check(instance, plan).hard)
    assert plan is not None
    begins = begun_from(program, matrix, plan)
    assert begins.missed == 0
    assert begins.objective <= check(instance, plan).objective


def choice(**changes: Any) -> Instance:
    """Two supporters for a ward that takes one; the one whose person could serve is the dearer one."""
    return small.instance(
        supporting_hospitals=[{}, {"id": "cheap"}],
        departments=[{"pairing": {"min_supporters": 1, "max_supporters": 1}}],
        pairings=[{"state": None, "cost": 9}, {"supporter": "cheap", "state": None, "cost": 1}],
        **changes,
    )


HOME, CHEAP = small.pairing("home", "ward"), small.pairing("cheap", "ward")


def test_a_pairing_that_no_tour_asks_for_is_begun_from() -> None:
    """Raised one by one, the cheaper pairing would come first, and all tours be off pair."""
    instance = choice()
    program, matrix = asked(instance)
    tour = small.tour(instance, "a", "post", 0, 12).model_copy(update={"on_pair": True})
    plan = small.plan(tour, pairings=(HOME,))
    begins = begun_from(program, matrix, plan)
    assert begins.values[matrix.pairings].tolist() == [1, 0]
    assert begins.objective <= check(instance, plan).objective
    tours = values_of(small.plan(tour), program)
    assert completed(matrix, Surroundings(matrix), tours, LONG, Stopper()).values[matrix.pairings].tolist() == [0, 1]


def test_pairings_that_break_something_are_chosen_anew() -> None:
    program, matrix = asked(choice())
    begins = begun_from(program, matrix, small.plan(pairings=(HOME, CHEAP)))
    assert begins.missed == 0
    assert begins.values[matrix.pairings].sum() == 1


def test_a_plan_that_greed_would_spoil_is_begun_from() -> None:
    """Somebody to send costs more than the empty seat; and a plan without tours is a plan too."""
    instance = small.instance(goals={"departures": {"weight": 10**6}})
    program, matrix = asked(instance)
    assert begun_from(program, matrix, small.plan()).objective <= check(instance, small.plan()).objective


def test_a_pairing_without_work_counts_in_no_row() -> None:
    instance = small.instance(
        supporting_hospitals=[{"pairing_capacity": 0}],
        departments=[{"pairing": {"min_supporters": 1, "workload": 1}}, {"id": "other", "pairing": {"workload": 0}}],
    )
    program, matrix = asked(instance)
    assert (program.lines.coefficients == 0).any()
    assert matrix.rows.data.all()


def whole(instance: Instance, plan: Plan) -> Found:
    program = build(Problem(instance))
    limits = Limits(time.monotonic() + 60, Settings(seconds=60), threading.Event())
    levels = stages(instance.policy, tuple(program.amounts))
    return completed_whole(Model(program), values_of(plan, program), limits, levels)


@pytest.mark.parametrize(("objective", "pairings"), [("weighted", [0, 1]), ("lexicographic", [1, 0])])
def test_one_model_begins_from_the_better_pairings_level_by_level(objective: str, pairings: list[int]) -> None:
    """In all the cheaper pairing costs less than presence off pair, which comes on an earlier level."""
    instance = choice(objective=objective, goals={"off_pair": {"weight": 1}})
    tour = small.tour(instance, "a", "post", 0, 12)
    found = whole(instance, small.plan(tour, pairings=(HOME,)))
    assert found.values is not None
    assert found.values[build(Problem(instance)).undecided_pairings].tolist() == pairings


def test_one_model_begins_from_what_breaks_nothing() -> None:
    instance = small.instance()
    tours = [small.tour(instance, "a", "post", 0, 6), small.tour(instance, "a", "post", 3, 6)]
    found = whole(instance, small.plan(*tours))
    assert found.objective is not None
    assert found.objective < check(instance, small.plan()).objective


def test_one_model_of_pairings_alone_begins_from_those_given() -> None:
    instance = choice(specialists=[], posts=[])
    found = whole(instance, small.plan(pairings=(HOME,)))
    assert found.objective == check(instance, small.plan(pairings=(HOME,))).objective
    assert whole(instance, small.plan(pairings=(HOME, CHEAP))).values is None
