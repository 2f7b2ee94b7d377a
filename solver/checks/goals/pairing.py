"""Pairing changes and pairing cost: what the plan's pairings give up, and what they cost."""

from solver.checks.links import cost_of
from solver.checks.view import PlanView
from solver.domain.instance import Instance
from solver.domain.kinds import PairingState


def pairing_changes(instance: Instance, view: PlanView) -> int:
    """Return the EXISTING pairings that the plan does not keep."""
    return len(view.links.in_state(PairingState.EXISTING) - view.pairs)


def pairing_cost(instance: Instance, view: PlanView) -> int:
    """Return Σ over pairings of their cost, plus the opening price of every supporter that has one."""
    opened = {supporter for supporter, _ in view.pairs}
    opening = sum(instance.supporter_by_id[supporter].opening_price for supporter in opened)
    return sum(cost_of(view.links, pair) for pair in view.pairs) + opening
