"""What counts as worse, figure by figure."""

from typing import Any

import pytest

from benchmarks.judge import Expected, reached, worse
from solver.domain.outcome import Infeasible, Solved, StoppedBy, Undecided
from solver.domain.plan import Plan

EXPECTED = Expected(kind="solved", objective=100, bound=90, deterministic_time=2.0)
ANSWER: dict[str, Any] = {"instance": "x", "seconds": 9.0, "seed": 1, "version": "1", "stopped_by": StoppedBy.BUDGET}


def _solved(**changes: Any) -> Solved:
    figures = {"objective": 100, "bound": 90, "gap": 0.1, "proven_optimal": False, "goals": (), "plan": Plan()}
    return Solved(**(ANSWER | figures | {"reproducible": True, "deterministic_time": 2.0} | changes))


@pytest.mark.parametrize(
    ("outcome", "named"),
    [
        (_solved(), []),
        (_solved(objective=99, bound=95, deterministic_time=1.0), []),  # better
        (_solved(deterministic_time=2.5), []),  # a quarter more is noise
        (_solved(deterministic_time=2.6), ["deterministic time"]),
        (_solved(objective=101), ["objective"]),
        (_solved(bound=89), ["bound"]),
        (_solved(objective=101, bound=89), ["objective", "bound"]),
        (_solved(reproducible=False), ["not reproducible"]),
        (_solved(stopped_by=StoppedBy.SECONDS, objective=101), ["the clock ended it before its budget"]),
        (Undecided(**ANSWER, bound=95), ["kind"]),
        (Infeasible(**ANSWER), ["kind"]),
    ],
)
def test_worse(outcome: Solved | Infeasible | Undecided, named: list[str]) -> None:
    assert [complaint.split(":")[0] for complaint in worse(EXPECTED, outcome)] == named


def test_what_is_reached_is_as_good_as_itself() -> None:
    for outcome in (_solved(), Infeasible(**ANSWER), Undecided(**ANSWER), Undecided(**ANSWER, bound=3)):
        assert list(worse(reached(outcome), outcome)) == []
