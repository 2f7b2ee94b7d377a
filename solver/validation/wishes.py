"""What is asked beyond demand: quotas, milestones, relations, pairings and the numbers of supporters."""

from collections import Counter
from collections.abc import Iterator

from solver.domain.finding import Finding
from solver.domain.kinds import PairingRole, PairingState
from solver.validation.codes import finding, pointer
from solver.validation.draft import Draft, Place
from solver.validation.near import Spelling
from solver.validation.people import exactly_one


def quotas(draft: Draft) -> Iterator[Finding]:
    """A quota has a minimum or a maximum, in order."""
    for place, quota in draft.items("quotas"):
        if quota.min is None and quota.max is None:
            yield finding("quota_without_limit", pointer(*place))
        yield from in_order((*place, "min"), quota.min, quota.max)


def in_order(place: Place, least: int | None, most: int | None) -> Iterator[Finding]:
    """A minimum is at most its maximum."""
    if least is not None and most is not None and least > most:
        yield finding("min_above_max", pointer(*place), least, most)


def milestones(draft: Draft) -> Iterator[Finding]:
    """A milestone is about one hospital or one department."""
    for place, milestone in draft.items("milestones"):
        yield from exactly_one(milestone, place, ("hospital", "department"))


def numbers_of_partners(draft: Draft) -> Iterator[Finding]:
    """Minimum and maximum of targets per supporter and of supporters per target are in order."""
    for place, supporter in draft.items("supporting_hospitals"):
        yield from in_order((*place, "min_targets"), supporter.min_targets, supporter.max_targets)
    for section in ("recipient_hospitals", "departments"):
        for place, target in draft.items(section):
            block = target.pairing
            if block is not None:
                yield from in_order((*place, "pairing", "min_supporters"), block.min_supporters, block.max_supporters)


def pairings(draft: Draft) -> Iterator[Finding]:
    """A pairing leads to a target, stands once, names its lead in one way, and a target has at most one lead that is given."""
    instance = draft.instance
    not_targets = {
        item.id for section in (instance.recipient_hospitals, instance.departments) for item in section
        if item.pairing is None
    }  # fmt: skip
    seen: dict[tuple[str, str], Place] = {}
    leads: Counter[str] = Counter()
    for place, pairing in draft.items("pairings"):
        if pairing.target in not_targets:
            yield finding("not_a_target", pointer(*place, "target"), pairing.target)
        if pairing.agreement is not None and pairing.role == PairingRole.COOPERATE:
            yield finding("agreement_to_cooperate", pointer(*place, "role"), pairing.agreement)
        first = seen.setdefault((pairing.supporter, pairing.target), place)
        if first != place:
            yield finding(
                "repeated_pairing", pointer(*place), f"{pairing.supporter} – {pairing.target}", pointer(*first)
            )
        elif pairing.role == PairingRole.LEAD and pairing.state in (PairingState.EXISTING, PairingState.FIXED):
            leads[pairing.target] += 1
            if leads[pairing.target] == 2:
                yield finding("several_leads", pointer(*place, "role"), pairing.target)


def relations(draft: Draft) -> Iterator[Finding]:
    """Places of relations are those of hospitals, letter by letter."""
    sides = (("from_place", "supporting_hospitals"), ("to_place", "recipient_hospitals"))
    for field, section in sides:
        places = {hospital.place for hospital in getattr(draft.instance, section)}
        spelling = Spelling(places)
        for place, relation in draft.items("relations"):
            name = getattr(relation, field)
            if name not in places and draft.whole(section):
                yield finding("unmatched_place", pointer(*place, field), name, near=spelling.near(name))
