"""All checks by stem, and what a rule's mode makes of their breaches."""

from collections.abc import Iterator, Mapping

from solver.checks.altitude_clearance import altitude_clearance
from solver.checks.altitude_exposure import altitude_exposure
from solver.checks.altitude_stay import altitude_stay
from solver.checks.availability import availability
from solver.checks.breach import Breach, Check
from solver.checks.capacity import housing, release
from solver.checks.handover import handover
from solver.checks.headcount import coverage, headcount
from solver.checks.hypoxia_training import hypoxia_training
from solver.checks.lead_order import lead_order, roles_as_given
from solver.checks.locked import locked
from solver.checks.max_tours import max_tours
from solver.checks.on_pair import on_pair
from solver.checks.one_place import one_place
from solver.checks.pairing import decided, pairing
from solver.checks.qualification import specialty, title
from solver.checks.quota import milestone, quota
from solver.checks.rest import rest
from solver.checks.senior_presence import senior_presence
from solver.checks.team import team
from solver.checks.tour_length import tour_length
from solver.checks.view import PlanView
from solver.domain.instance import Instance
from solver.domain.outcome import Violation

CHECKS: dict[str, Check] = {
    "one_place": one_place,
    "specialty": specialty,
    "title": title,
    "availability": availability,
    "tour_length": tour_length,
    "rest": rest,
    "max_tours": max_tours,
    "altitude_clearance": altitude_clearance,
    "hypoxia_training": hypoxia_training,
    "altitude_stay": altitude_stay,
    "altitude_exposure": altitude_exposure,
    "coverage": coverage,
    "headcount": headcount,
    "release": release,
    "housing": housing,
    "pairing": pairing,
    "on_pair": on_pair,
    "lead_order": lead_order,
    "quota": quota,
    "team": team,
    "senior_presence": senior_presence,
    "handover": handover,
    "milestone": milestone,
    "locked": locked,
}

COUNTED_BY_GOAL = {"coverage": "shortage", "on_pair": "off_pair", "milestone": "milestones_missed"}
"""Rules whose breaches, when priced, are no violations: the goal counts them."""

EVEN_OFF: dict[str, Check] = {"pairing": decided, "lead_order": roles_as_given}
"""What still holds of a rule that is off."""


def violations(instance: Instance, view: PlanView, checks: Mapping[str, Check] = CHECKS) -> Iterator[Violation]:
    """Yield every violation: hard where the mode is hard or no price allows it, else with its price."""
    rules = instance.policy.rules
    for stem, check in checks.items():
        mode = rules.mode(stem)
        holding = EVEN_OFF.get(stem) if mode == "off" else check
        if holding is None or (mode == "priced" and stem in COUNTED_BY_GOAL):
            continue
        for breach in holding(instance, view):
            hard = mode != "priced" or not breach.priceable
            price = 0 if hard else int(getattr(getattr(rules, stem), breach.price_name))
            yield _violation(stem, breach, hard=hard, price=price)


def _violation(stem: str, breach: Breach, *, hard: bool, price: int) -> Violation:
    return Violation(
        rule=stem,
        hard=hard,
        ids=breach.ids,
        period=breach.period,
        found=breach.found,
        limit=breach.limit,
        units=breach.units,
        price=price,
    )
