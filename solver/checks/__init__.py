"""The second witness: plain-Python checks that look for what a plan breaks and recompute what it costs.

Nothing here knows the solver or how a rule is posted to it. `check` refuses a plan that is not about the instance,
lists every violation, hard and priced, and returns every goal's amount.
"""

from dataclasses import dataclass

from solver.checks.belonging import problems
from solver.checks.goals import TWINS
from solver.checks.registry import CHECKS, violations
from solver.checks.view import PlanView, look
from solver.domain.instance import Instance
from solver.domain.outcome import GoalAmount, Violation
from solver.domain.plan import Plan
from solver.errors import InvalidPlan

__all__ = ["CHECKS", "TWINS", "Checked", "check"]


@dataclass(frozen=True)
class Checked:
    """What a check of a plan finds."""

    violations: tuple[Violation, ...]
    goals: tuple[GoalAmount, ...]

    @property
    def hard(self) -> tuple[Violation, ...]:
        """Violations that no plan may have."""
        return tuple(violation for violation in self.violations if violation.hard)

    @property
    def priced(self) -> tuple[Violation, ...]:
        """Violations that are allowed at their price."""
        return tuple(violation for violation in self.violations if not violation.hard)

    @property
    def objective(self) -> int:
        """Σ cost of the goals; levels are ignored."""
        return sum(goal.cost for goal in self.goals)


def check(instance: Instance, plan: Plan) -> Checked:
    """Return what a plan breaks and what it costs.

    Raises InvalidPlan, with a line for every problem, if the plan does not belong to the instance.
    """
    if lines := list(problems(instance, plan)):
        raise InvalidPlan("\n".join(lines))
    view = look(instance, plan)
    found = tuple(violations(instance, view))
    return Checked(found, _goals(instance, view, found))


def _goals(instance: Instance, view: PlanView, found: tuple[Violation, ...]) -> tuple[GoalAmount, ...]:
    amounts = {name: twin(instance, view) for name, twin in TWINS.items()}
    amounts["rule_prices"] = sum(violation.units * violation.price for violation in found)
    goals = instance.policy.goals
    return tuple(
        GoalAmount(
            name=name,
            level=goals.of(name).level,
            amount=amounts[name],
            weight=goals.of(name).weight,
            cost=amounts[name] * goals.of(name).weight,
        )
        for name in type(goals).model_fields
        if name in amounts
    )
