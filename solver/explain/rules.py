"""What each rule did to a plan: what it barred, where it bound, what breaking it cost."""

from collections import Counter

import numpy as np

from solver.checks import Checked
from solver.checks.registry import COUNTED_BY_GOAL
from solver.domain.outcome import RuleUse
from solver.problem import Ints
from solver.program import Line, Program
from solver.rules import RULES


def rule_uses(program: Program, values: Ints, checked: Checked) -> tuple[RuleUse, ...]:
    """Return one entry per rule; `values` are those of the program's columns."""
    limits = Counter(line.claim.rule for line in program.lines)
    binding = Counter(line.claim.rule for line in program.lines if _binds(line, values))
    units, cost = Counter[str](), Counter[str]()
    for violation in checked.priced:
        units[violation.rule] += violation.units
        cost[violation.rule] += violation.units * violation.price
    counted = {goal.name: goal for goal in checked.goals}
    for rule, goal in COUNTED_BY_GOAL.items():
        units[rule], cost[rule] = counted[goal].amount, counted[goal].cost
    return tuple(
        RuleUse(
            rule=rule.stem,
            mode=program.problem.instance.policy.rules.mode(rule.stem),
            barred_tours=program.barred[rule.stem],
            limits=limits[rule.stem],
            binding=binding[rule.stem],
            units=units[rule.stem],
            cost=cost[rule.stem],
        )
        for rule in RULES
    )


def _binds(line: Line, values: Ints) -> bool:
    """Return whether a limit is reached exactly, by columns that are not all at 0."""
    taken = values[line.columns]
    activity = int(line.coefficients @ taken)
    return bool(np.any(taken)) and activity in (line.lower, line.upper)
