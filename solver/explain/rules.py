"""What each rule did to a plan: what it barred, where it bound, what breaking it cost."""

from collections import Counter, defaultdict

import numpy as np

from solver.checks import Checked
from solver.checks.registry import COUNTED_BY_GOAL
from solver.domain.outcome import RuleUse
from solver.lines import Lines
from solver.problem import Bools, Ints
from solver.program import Program
from solver.rules import RULES


def rule_uses(program: Program, values: Ints, checked: Checked) -> tuple[RuleUse, ...]:
    """Return one entry per rule; `values` are those of the program's columns."""
    limits, binding = _counted(program.lines), _counted(program.lines, _binding(program.lines, values))
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


def _binding(lines: Lines, values: Ints) -> Bools:
    """Return which limits are reached exactly, by columns that are not all at 0."""
    activity = lines.sums(lambda columns, coefficients: coefficients * values[columns])
    taken = lines.sums(lambda columns, _: values[columns] != 0)
    reached: Bools = (taken > 0) & ((activity == lines.lower) | (activity == lines.upper))
    return reached


def _counted(lines: Lines, chosen: Bools | slice = slice(None)) -> dict[str, int]:
    """Return how many lines each rule and goal asks for, of all or of those chosen."""
    counts = np.bincount(lines.stem[chosen], minlength=len(lines.stems)).tolist()
    return defaultdict(int, zip(lines.stems, counts, strict=True))
