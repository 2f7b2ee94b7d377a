"""Nothing that a job had found is lost: plans and bounds of two searches, made into one answer."""

import pytest

from api.worker.kept import Kept, raised
from solver.checks import check
from solver.domain.outcome import Infeasible, Level, Solved, StoppedBy, Undecided, gap
from solver.domain.plan import Plan
from solver.errors import InternalError
from solver.process.salvage import Best, salvaged
from solver.process.wire import Job as Search
from solver.settings import Settings
from tests import small

ASKED = small.instance()
WORSE = small.plan(small.tour(ASKED, "a", "post", 0, 3))
BETTER = small.plan(small.tour(ASKED, "a", "post", 0, 9))
COST = {"worse": check(ASKED, WORSE).objective, "better": check(ASKED, BETTER).objective}
ANSWER = {"instance": "small", "seconds": 1.0, "seed": 1, "version": "1", "stopped_by": StoppedBy.SECONDS}


def _solved(plan: Plan, bound: int) -> Solved:
    return salvaged(Search(instance=ASKED, settings=Settings()), Best(1.0, plan, bound), StoppedBy.SECONDS)


def _kept(plan: Plan | None = None, bound: int | None = None) -> Kept:
    return Kept(ASKED, Settings(), plan, bound)


@pytest.mark.parametrize(
    ("kept", "found", "plan", "bound"),
    [
        (_kept(), _solved(WORSE, 5), WORSE, 5),
        (_kept(WORSE, 7), _solved(BETTER, 5), BETTER, 7),
        (_kept(BETTER, 5), _solved(WORSE, 7), BETTER, 7),  # a search that never came as far as its start
        (_kept(None, 7), _solved(WORSE, 5), WORSE, 7),
        (_kept(BETTER, 10**9), _solved(BETTER, 5), BETTER, COST["better"]),  # never above the plan
        (_kept(BETTER, 5), Undecided(**ANSWER), BETTER, 5),
    ],
)
def test_the_better_plan_and_the_better_bound_are_the_answer(
    kept: Kept, found: Solved | Undecided, plan: Plan, bound: int
) -> None:
    answer = kept.beside(found)
    assert isinstance(answer, Solved)
    assert (answer.plan, answer.bound) == (plan, bound)
    assert answer.objective == check(ASKED, plan).objective
    assert answer.gap == gap(answer.objective, bound)
    assert answer.proven_optimal is (bound == answer.objective)


def test_without_any_plan_the_best_bound_is_left() -> None:
    answer = _kept(bound=7).beside(Undecided(bound=3, **ANSWER))
    assert isinstance(answer, Undecided)
    assert answer.bound == 7


def test_a_question_with_a_plan_cannot_be_infeasible() -> None:
    assert isinstance(_kept().beside(Infeasible(**ANSWER)), Infeasible)
    with pytest.raises(InternalError):
        _kept(WORSE).beside(Infeasible(**ANSWER))


def _levels(*figures: tuple[int, int]) -> tuple[Level, ...]:
    return tuple(
        Level(level=number, objective=objective, bound=bound, gap=gap(objective, bound), proven=objective == bound)
        for number, (objective, bound) in enumerate(figures, start=1)
    )


@pytest.mark.parametrize(
    ("now", "before", "bounds"),
    [
        ([(10, 4), (20, 5)], [(10, 6), (20, 9)], [6, 9]),
        (
            [(9, 4), (30, 5)],
            [(10, 6), (20, 9)],
            [6, 9],
        ),  # better on the first level: its bound of the second still holds
        ([(11, 4), (20, 5)], [(10, 6), (20, 9)], [6, 5]),  # worse on the first: what was proven behind it says nothing
        ([(10, 10), (20, 5)], [(10, 6), (7, 7)], [10, 7]),
        ([(5, 1), (20, 5)], [(10, 6), (20, 9)], [5, 9]),  # never above the plan
        ([(10, 4)], [(10, 6), (20, 9)], [4]),  # other levels: another question
    ],
)
def test_bounds_of_levels_hold_for_plans_as_good_on_the_levels_before(
    now: list[tuple[int, int]], before: list[tuple[int, int]], bounds: list[int]
) -> None:
    found = raised(_levels(*now), _levels(*before))
    assert [level.bound for level in found] == bounds
    assert all(level.proven is (level.bound == level.objective) for level in found)
