"""What the instance says of a supporter and a target: their entry, whether they may be paired, strength, workload, cost."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from solver.domain.document import DepartmentId, HospitalId, Place, Specialty
from solver.domain.hospitals import Department, RecipientHospital, TargetPairing
from solver.domain.instance import Instance
from solver.domain.kinds import PairingState
from solver.domain.wishes import Pairing

TargetId = HospitalId | DepartmentId
Pair = tuple[HospitalId, TargetId]

UNKNOWN_STRENGTH = 3
"""Strength where none is given, and for a target without specialty."""


@dataclass(frozen=True)
class Links:
    """The instance, read by supporter and target."""

    instance: Instance

    @cached_property
    def entries(self) -> dict[Pair, Pairing]:
        """The entries under `pairings`; most pairs have none."""
        return {(entry.supporter, entry.target): entry for entry in self.instance.pairings}

    @cached_property
    def blocks(self) -> dict[TargetId, TargetPairing]:
        """What each target asks of its supporters."""
        sides: list[RecipientHospital | Department] = [*self.instance.recipient_hospitals, *self.instance.departments]
        return {side.id: side.pairing for side in sides if side.pairing is not None}

    @cached_property
    def hospitals(self) -> dict[TargetId, RecipientHospital]:
        """The recipient hospital that each target is, or is a department of."""
        homes: dict[TargetId, RecipientHospital] = {one.id: one for one in self.instance.recipient_hospitals}
        return homes | {part.id: homes[part.hospital] for part in self.instance.departments}

    @cached_property
    def specialties(self) -> dict[TargetId, list[Specialty]]:
        """The specialties of each department, and of each hospital's departments, one for each."""
        known: defaultdict[TargetId, list[Specialty]] = defaultdict(list)
        for part in self.instance.departments:
            if part.specialty is not None:
                known[part.id].append(part.specialty)
                known[part.hospital].append(part.specialty)
        return known

    @cached_property
    def ways(self) -> set[tuple[Place, Place]]:
        """From which place to which help may go; empty = from any to any."""
        return {(relation.from_place, relation.to_place) for relation in self.instance.relations}

    def entry(self, pair: Pair) -> Pairing:
        """Return the entry of a pair; a candidate of which nothing is said where there is none."""
        return self.entries.get(pair) or Pairing(supporter=pair[0], target=pair[1], note=None)

    def in_state(self, *states: PairingState) -> set[Pair]:
        """Return the pairs that are listed in one of these states."""
        return {pair for pair, entry in self.entries.items() if entry.state in states}


def kind_is_accepted(links: Links, pair: Pair) -> bool:
    """Return whether the target's hospital accepts supporters of this kind."""
    accepted = links.instance.policy.rules.pairing.kinds[links.hospitals[pair[1]].kind]
    return links.instance.supporter_by_id[pair[0]].kind in accepted


def places_are_related(links: Links, pair: Pair) -> bool:
    """Return whether the supporter's place may help the place of the target's hospital."""
    way = links.instance.supporter_by_id[pair[0]].place, links.hospitals[pair[1]].place
    return not links.ways or way in links.ways


def may_be_paired(links: Links, pair: Pair) -> bool:
    """Return whether some plan might pair the two, as far as state, kind and place say."""
    state = links.entry(pair).state
    if state is not None:
        return state is not PairingState.FORBIDDEN
    if links.instance.policy.rules.mode("pairing") == "off":
        return True
    return kind_is_accepted(links, pair) and places_are_related(links, pair)


def strength_for(links: Links, pair: Pair) -> int:
    """Return the strength in a department's specialty, or the mean over a hospital's departments, halves up: 1 to 5."""
    known = links.instance.supporter_by_id[pair[0]].strength
    values = [known.get(specialty, UNKNOWN_STRENGTH) for specialty in links.specialties.get(pair[1], ())]
    return (2 * sum(values) + len(values)) // (2 * len(values)) if values else UNKNOWN_STRENGTH


def workload_of(links: Links, pair: Pair) -> int:
    """Return what a pairing asks of its supporter: its entry's workload, else the target's."""
    own = links.entry(pair).workload
    return links.blocks[pair[1]].workload if own is None else own


def cost_of(links: Links, pair: Pair) -> int:
    """Return a pairing's cost: its entry's, else the steps of strength below 6 at their price."""
    own = links.entry(pair).cost
    step = links.instance.policy.goals.pairing_cost.strength_price
    return (6 - strength_for(links, pair)) * step if own is None else own
