"""All sets of pairings of a tiny question, allowed or not, enumerated from the documents alone."""

from collections.abc import Iterator, Sequence
from itertools import chain, combinations, product

from solver.checks.lead_order import Standing, standings
from solver.checks.links import Links, Pair
from solver.checks.view import is_paired, pairs_of
from solver.domain.instance import Instance
from solver.domain.kinds import LeadBasis, PairingRole, PairingState
from solver.domain.plan import Plan, PlannedPairing

STANDINGS: tuple[Standing, ...] = (
    *((PairingRole.LEAD, basis) for basis in (None, *LeadBasis)),
    *((PairingRole.COOPERATE, basis) for basis in (None, LeadBasis.GIVEN)),
    *((None, basis) for basis in (None, LeadBasis.OPEN)),
)
"""Roles and bases that a plan might name."""


def every_pairing(instance: Instance) -> list[Pair]:
    """Return every supporter with every target."""
    targets = Links(instance).blocks
    return [(hospital.id, target) for hospital in instance.supporting_hospitals for target in targets]


def pairings(instance: Instance, *, every_role: bool = False) -> Iterator[tuple[PlannedPairing, ...]]:
    """Yield every set of pairings, with the roles that the check wants, or with all that a plan might name."""
    links = Links(instance)
    for pairs in _subsets(every_pairing(instance)):
        for roles in product(STANDINGS, repeat=len(pairs)) if every_role else [_wanted(links, pairs)]:
            yield tuple(_planned(links, pair, standing) for pair, standing in zip(pairs, roles, strict=True))


def with_pairings(instance: Instance, plan: Plan, chosen: tuple[PlannedPairing, ...]) -> Plan:
    """Return the plan with these pairings and no others."""
    pairs = pairs_of(chosen)
    tours = tuple(tour.model_copy(update={"on_pair": is_paired(instance, pairs, tour)}) for tour in plan.tours)
    return plan.model_copy(update={"tours": tours, "pairings": chosen})


def _subsets(pairs: Sequence[Pair]) -> Iterator[tuple[Pair, ...]]:
    return chain.from_iterable(combinations(pairs, size) for size in range(len(pairs) + 1))


def _wanted(links: Links, pairs: Sequence[Pair]) -> list[Standing]:
    if links.instance.policy.rules.mode("lead_order") == "off":
        roles = [links.entry(pair).role for pair in pairs]
        return [(role, None if role is None else LeadBasis.GIVEN) for role in roles]
    behind = {target: [pair[0] for pair in pairs if pair[1] == target] for _, target in pairs}
    return [standings(links, target, behind[target])[supporter] for supporter, target in pairs]


def _planned(links: Links, pair: Pair, standing: Standing) -> PlannedPairing:
    state = links.entry(pair).state
    return PlannedPairing(
        supporter=pair[0],
        target=pair[1],
        role=standing[0],
        lead_basis=standing[1],
        state="NEW" if state in (None, PairingState.FORBIDDEN) else state,
    )
