"""Who leads among the supporters of a target: by agreement, by ownership, as given, by strength, or left open.

Twin: checks.lead_order.
"""

from collections.abc import Sequence

from solver.domain.kinds import LeadBasis, OwnerLevel, PairingRole
from solver.pairs import Link, Pairs

LOCAL = (OwnerLevel.CITY, OwnerLevel.COUNTY)


def leader(pairs: Pairs, links: Sequence[Link]) -> tuple[tuple[Link, ...], LeadBasis]:
    """Return who leads among some links of one target, and why; where it is OPEN, those among whom people decide."""
    agreed = [link for link in links if link.entry is not None and link.entry.agreement]
    local = [link for link in links if pairs.instance.supporting_hospitals[link.supporter].owner_level in LOCAL]
    left, basis = agreed or local or list(links), LeadBasis.AGREED if agreed else LeadBasis.RULE
    if len(left) == 1:
        return tuple(left), basis
    given = [link for link in left if link.entry is not None and link.entry.role is PairingRole.LEAD]
    if len(given) == 1:
        return tuple(given), LeadBasis.AGREED if agreed else LeadBasis.GIVEN
    best = max(pairs.strength(link.supporter, link.target) for link in left)
    strongest = [link for link in left if pairs.strength(link.supporter, link.target) == best]
    if len(strongest) == 1:
        return tuple(strongest), LeadBasis.AGREED if agreed else LeadBasis.MERIT
    return tuple(left), LeadBasis.OPEN


def roles(pairs: Pairs, links: Sequence[Link]) -> list[tuple[PairingRole | None, LeadBasis | None]]:
    """Return role and basis of each of some links of one target."""
    if pairs.instance.policy.rules.lead_order.mode == "off":
        given = [None if link.entry is None else link.entry.role for link in links]
        return [(role, None if role is None else LeadBasis.GIVEN) for role in given]
    leading, basis = leader(pairs, links)
    if basis is LeadBasis.OPEN:
        return [(None, basis) if link in leading else (PairingRole.COOPERATE, None) for link in links]
    return [(PairingRole.LEAD, basis) if link in leading else (PairingRole.COOPERATE, None) for link in links]
