"""Lead order: one lead per target, by agreement, owner, word or strength; where nothing decides, people do."""

from collections import defaultdict
from collections.abc import Iterator

from solver.checks.breach import Breach
from solver.checks.links import Links, TargetId, strength_for
from solver.checks.view import PlanView
from solver.domain.document import HospitalId
from solver.domain.instance import Instance
from solver.domain.kinds import LeadBasis, OwnerLevel, PairingRole
from solver.domain.plan import PlannedPairing

Standing = tuple[PairingRole | None, LeadBasis | None]
"""Role and basis of a supporter with one target."""

LOCAL = (OwnerLevel.CITY, OwnerLevel.COUNTY)
"""Owners whose hospitals lead before those of province and nation."""


def lead_order(instance: Instance, view: PlanView) -> Iterator[Breach]:
    """Yield each pairing with another role or basis than the order of leads gives it."""
    behind: defaultdict[TargetId, list[HospitalId]] = defaultdict(list)
    for pairing in view.pairings:
        behind[pairing.target].append(pairing.supporter)
    wanted = {target: standings(view.links, target, supporters) for target, supporters in behind.items()}
    for pairing in view.pairings:
        yield from _differing(pairing, wanted[pairing.target][pairing.supporter])


def roles_as_given(instance: Instance, view: PlanView) -> Iterator[Breach]:
    """Yield each pairing with another role than its entry names, or another basis: what holds where the rule is off."""
    for pairing in view.pairings:
        role = view.links.entry((pairing.supporter, pairing.target)).role
        yield from _differing(pairing, (role, None if role is None else LeadBasis.GIVEN))


def standings(links: Links, target: TargetId, supporters: list[HospitalId]) -> dict[HospitalId, Standing]:
    """Return role and basis of each supporter of a target."""
    agreed = [one for one in supporters if links.entry((one, target)).agreement is not None]
    local = [one for one in supporters if links.instance.supporter_by_id[one].owner_level in LOCAL]
    first = agreed or local or supporters
    lead, basis = _lead(links, target, first)
    standing: dict[HospitalId, Standing] = dict.fromkeys(supporters, (PairingRole.COOPERATE, None))
    if lead is None:
        return standing | dict.fromkeys(first, (None, basis))
    return standing | {lead: (PairingRole.LEAD, LeadBasis.AGREED if agreed else basis)}


def _lead(links: Links, target: TargetId, first: list[HospitalId]) -> tuple[HospitalId | None, LeadBasis]:
    """Return who leads of those who come first, and why; nobody where nothing decides."""
    strength = {one: strength_for(links, (one, target)) for one in first}
    named = [one for one in first if links.entry((one, target)).role is PairingRole.LEAD]
    strongest = [one for one in first if strength[one] == max(strength.values())]
    for left, basis in ((first, LeadBasis.RULE), (named, LeadBasis.GIVEN), (strongest, LeadBasis.MERIT)):
        if len(left) == 1:
            return left[0], basis
    return None, LeadBasis.OPEN


def _differing(pairing: PlannedPairing, wanted: Standing) -> Iterator[Breach]:
    stands = pairing.role, pairing.lead_basis
    if stands != wanted:
        yield Breach((pairing.supporter, pairing.target), found=_said(stands), limit=_said(wanted))


def _said(standing: Standing) -> str:
    return " ".join(word for word in standing if word is not None)
