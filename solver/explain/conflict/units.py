"""Units of blame: what a planner could take back as one thing, and in which order a conflict rather names it.

Limits about one person, such as every period of their rest, are one unit; so are all limits of one lock. A unit keeps the
claim by which it is quoted.
"""

from collections.abc import Iterable
from typing import NamedTuple

from solver.domain.outcome import Claim
from solver.domain.policy import PROTECTIVE

WISHES = ("quota", "milestone", "coverage", "locked", "freeze")
LIMITS = ("headcount", "release", "housing", "pairing", "on_pair", "team", "senior_presence", "handover", "mentorship")
TAKEN_FOR_GRANTED = frozenset({"one_place"})
"""Never blamed: that a person is in one place at a time is nobody's wish."""
_BY_IDS = frozenset(
    {"rest", "max_tours", "altitude_stay", "altitude_exposure", "altitude_clearance", "availability"}
    | {"specialty", "title", "on_pair"}
)
"""Rules of which all that concerns one person, post or pair is one unit."""
_BY_SOURCE = frozenset({"locked", "quota", "milestone", "pairing", "tour_length"})
"""Rules of which all that one entry or number of the instance asks is one unit."""


class Unit(NamedTuple):
    """What is blamed as one thing: a rule and what tells this use of it from the others."""

    rule: str
    about: tuple[str | int | None, ...]


def unit_of(claim: Claim) -> Unit:
    """Return the unit that a claim belongs to."""
    if claim.rule in _BY_SOURCE or not claim.ids:
        return Unit(claim.rule, claim.sources)
    if claim.rule in _BY_IDS:
        return Unit(claim.rule, claim.ids)
    return Unit(claim.rule, (*claim.ids, claim.period, *claim.sources))


def merged(claims: Iterable[Claim]) -> Claim:
    """Return one claim for all those of a unit: what differs among them is left out, sources are gathered."""
    first, *others = claims
    changes: dict[str, object] = {
        name: None
        for name in ("period", "to_period", "amount")
        if any(getattr(c, name) != getattr(first, name) for c in others)
    }
    changes["sources"] = tuple(dict.fromkeys(source for claim in (first, *others) for source in claim.sources))
    return first.model_copy(update=changes)


def blame(unit: Unit, claim: Claim) -> int:
    """Return how readily a unit is blamed, 0 first: wishes, limits, what concerns single people, protection of people.

    Of the wishes tours under way come last: they are no longer a matter of wishing.
    """
    if unit.rule in WISHES:
        under_way = unit.rule == "locked" and claim.period is not None and claim.period < 0
        return 1 if under_way else 0
    if unit.rule in LIMITS:
        return 2
    return 4 if unit.rule in PROTECTIVE else 3
