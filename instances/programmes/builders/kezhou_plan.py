"""Solve Kezhou and publish the plan beside it: `python -m instances.programmes.builders.kezhou_plan`.

The year after begins where this plan stands, so it is kept as data: another optimum would be another year after.
"""

from pathlib import Path

from instances.programmes.builders import kezhou
from instances.programmes.builders.document import Json, render
from solver.domain.instance import Instance
from solver.domain.outcome import Solved
from solver.settings import Settings
from solver.solve import solve

SETTINGS = Settings(seconds=600, reproducible=True)


def build() -> Json:
    """Return the proven best plan, tours and pairings. Raises ValueError if it could not be proven in time."""
    outcome = solve(Instance.model_validate(kezhou.build()), SETTINGS)
    if not isinstance(outcome, Solved) or not outcome.proven_optimal:
        raise ValueError("Kezhou is not solved to proven optimality: nothing is published")
    plan: Json = outcome.plan.model_dump(mode="json", by_alias=True, include={"tours", "pairings"}, exclude_none=True)
    return plan


if __name__ == "__main__":
    path = Path(__file__).parent.parent / "kezhou.plan.json"
    path.write_text(render(build()), encoding="utf-8", newline="\n")
