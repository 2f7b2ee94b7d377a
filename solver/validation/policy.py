"""The policy: bands in order, protection switched off, weights that can be added up."""

from collections.abc import Iterator
from itertools import pairwise

from solver.domain.finding import Finding
from solver.domain.policy import Rules
from solver.validation.codes import finding, pointer
from solver.validation.draft import Draft
from solver.validation.wishes import in_order

LARGEST_OBJECTIVE = 2**60
"""The solver adds up in 64 bits and needs room to spare."""


def bands(draft: Draft) -> Iterator[Finding]:
    """Altitude bands rise from one to the next."""
    bands = draft.instance.policy.altitude.bands
    for row, (lower, higher) in enumerate(pairwise(bands), start=1):
        if higher.from_m <= lower.from_m:
            place = pointer("policy", "altitude", "bands", row, "from_m")
            yield finding("bands_not_rising", place, higher.from_m, lower.from_m)


def protection(draft: Draft) -> Iterator[Finding]:
    """A rule that protects people is switched off: said in every output."""
    for stem in draft.instance.policy.switched_off():
        yield finding("protective_rule_off", pointer("policy", "rules", stem, "mode"), stem)


def mentorship(draft: Draft) -> Iterator[Finding]:
    """Fewest apprentices are at most the most."""
    rule = draft.instance.policy.rules.mentorship
    yield from in_order(("policy", "rules", "mentorship", "min"), rule.min, rule.max)


def weights(draft: Draft) -> Iterator[Finding]:
    """Weights, prices and amounts stay within what a solver can add up: a rough upper estimate of each goal."""
    instance, calendar = draft.instance, draft.calendar
    if calendar is None:
        return
    months = calendar.periods * calendar.months_per_period
    people = sum(specialist.count for specialist in instance.specialists)
    asked = sum(max((demand.target for demand in post.demand), default=0) * post.priority for post in instance.posts)
    rules = instance.policy.rules
    prices = [rules.price(stem) for stem in PRICED if rules.mode(stem) == "priced"]
    amounts = {
        "shortage": asked * months,
        "below_target": asked * months,
        "rule_prices": max(prices, default=0) * (people + asked) * months,
        "preferences": 10 * people * months,
        "off_pair": people * months,
    }
    for name, amount in amounts.items():
        if amount * instance.policy.goals.of(name).weight > LARGEST_OBJECTIVE:
            yield finding("weights_too_large", pointer("policy", "goals", name, "weight"), name)


PRICED = tuple(stem for stem, field in Rules.model_fields.items() if "price" in type(field.default).model_fields)
"""Rules with a price per unit."""
