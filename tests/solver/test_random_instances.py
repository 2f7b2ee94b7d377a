"""Random questions: what is solved is checked, proven and complete, and on tiny ones no plan at all is better.

The same questions come up in every run; ZUTUAN_RANDOM_INSTANCES asks for more of them.
"""

import os

import pytest
from hypothesis import assume, given, settings

from solver.domain.instance import Instance
from solver.domain.outcome import Infeasible, Solved
from solver.settings import Settings
from solver.solve import solve
from tests.solver.brute_force import best_cost
from tests.solver.strategies import TINY, instances

pytestmark = pytest.mark.slow

EXAMPLES = int(os.environ.get("ZUTUAN_RANDOM_INSTANCES", "300"))
MOST_PLANS = 400


@settings(max_examples=EXAMPLES)
@given(instances(TINY))
def test_no_accepted_plan_is_better(instance: Instance) -> None:
    """Infeasible exactly where the checks accept no plan; otherwise the optimum is the best plan's cost."""
    enumerated = best_cost(instance, MOST_PLANS)
    assume(enumerated is not None)
    assert enumerated is not None
    outcome = solve(instance, Settings(seconds=60))
    best, _ = enumerated
    assert (outcome.objective if isinstance(outcome, Solved) else None) == best
    assert isinstance(outcome, Infeasible) == (best is None)
