"""What is left of a search that died: its plan is checked again, and nothing is claimed that was not proven."""

import pytest

from solver.checks import check
from solver.domain.instance import Instance
from solver.domain.outcome import Solved, StoppedBy
from solver.errors import InternalError
from solver.process.salvage import Best, salvaged, undecided
from solver.process.wire import Job
from solver.settings import Settings
from tests import small


def rescued(instance: Instance, bound: int | None, *spans: tuple[int, int]) -> Solved:
    plan = small.plan(*(small.tour(instance, "a", "post", *span) for span in spans))
    job = Job(instance=instance, settings=Settings(seed=7))
    return salvaged(job, Best(12.5, plan, bound), StoppedBy.KILLED)


@pytest.mark.parametrize(("bound", "stated"), [(None, 0), (3, 3), (10**9, None)])
def test_the_bound_is_what_was_told_and_at_most_the_objective(bound: int | None, stated: int | None) -> None:
    outcome = rescued(small.instance(), bound, (0, 6))
    assert outcome.objective == check(small.instance(), outcome.plan).objective > 3
    assert outcome.bound == (outcome.objective if stated is None else stated)
    assert (outcome.proven_optimal, outcome.stopped_by) == (False, StoppedBy.KILLED)
    assert (outcome.seconds, outcome.seed) == (12.5, 7)


def test_a_plan_that_breaks_a_hard_rule_is_no_answer() -> None:
    with pytest.raises(InternalError, match="one_place"):
        rescued(small.instance(), 0, (0, 6), (3, 8))


def test_what_protects_people_and_is_off_is_said_of_what_is_left_too() -> None:
    instance = small.instance(rules={"altitude_stay": {"mode": "off"}})
    assert rescued(instance, 0, (0, 6)).switched_off == ("altitude_stay",)
    job = Job(instance=instance, settings=Settings())
    assert undecided(job, Best(bound=4), StoppedBy.SECONDS).switched_off == ("altitude_stay",)


def test_each_level_states_its_cost_and_no_bound() -> None:
    outcome = rescued(small.instance(objective="lexicographic"), 8, (0, 6))
    assert [(level.level, level.bound) for level in outcome.levels] == [(number, 0) for number in (1, 2, 3, 4, 5)]
    assert sum(level.objective for level in outcome.levels) == outcome.objective
