"""Which supporters may stand behind which targets, and what is known of each link."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from solver.domain.document import HospitalId, Specialty
from solver.domain.hospitals import SupportingHospital, TargetPairing
from solver.domain.instance import Instance
from solver.domain.kinds import PairingState
from solver.domain.wishes import Pairing

UNKNOWN_STRENGTH = 3


@dataclass(frozen=True)
class Target:
    """A recipient hospital or a department that supporters stand behind."""

    id: str
    pairing: TargetPairing
    hospital: HospitalId
    specialties: tuple[Specialty, ...]
    source: str


@dataclass(frozen=True)
class Link:
    """A supporter that could stand behind a target, and the instance's entry about it, if any."""

    supporter: int
    target: int
    entry: Pairing | None
    fixed: bool


@dataclass(frozen=True)
class Pairs:
    """Targets and the links that are possible; `links` has FIXED ones and candidates, never what is out of the question."""

    instance: Instance

    @cached_property
    def targets(self) -> tuple[Target, ...]:
        """The targets: recipient hospitals, then departments, with a pairing block."""
        of_hospital: dict[HospitalId, list[Specialty]] = {}
        for department in self.instance.departments:
            if department.specialty is not None:
                of_hospital.setdefault(department.hospital, []).append(department.specialty)
        targets = [
            Target(
                hospital.id,
                hospital.pairing,
                hospital.id,
                tuple(of_hospital.get(hospital.id, ())),
                f"/recipient_hospitals/{row}/pairing",
            )
            for row, hospital in enumerate(self.instance.recipient_hospitals)
            if hospital.pairing is not None
        ]
        targets += [
            Target(
                department.id,
                department.pairing,
                department.hospital,
                () if department.specialty is None else (department.specialty,),
                f"/departments/{row}/pairing",
            )
            for row, department in enumerate(self.instance.departments)
            if department.pairing is not None
        ]
        return tuple(targets)

    @cached_property
    def target_index(self) -> dict[str, int]:
        """Position of each target."""
        return {target.id: row for row, target in enumerate(self.targets)}

    @cached_property
    def entries(self) -> dict[tuple[str, str], Pairing]:
        """The instance's entry about each supporter and target."""
        return {(pairing.supporter, pairing.target): pairing for pairing in self.instance.pairings}

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Every link that a plan may have."""
        links = []
        for row, supporter in enumerate(self.instance.supporting_hospitals):
            for column, target in enumerate(self.targets):
                entry = self.entries.get((supporter.id, target.id))
                if self._possible(supporter, target, entry):
                    fixed = entry is not None and entry.state is PairingState.FIXED
                    links.append(Link(row, column, entry, fixed))
        return tuple(links)

    @cached_property
    def of_supporter(self) -> dict[int, tuple[Link, ...]]:
        """The links of each supporter that has any."""
        return _grouped(self.links, lambda link: link.supporter)

    @cached_property
    def of_target(self) -> dict[int, tuple[Link, ...]]:
        """The links of each target that has any."""
        return _grouped(self.links, lambda link: link.target)

    @cached_property
    def link_index(self) -> dict[tuple[int, int], int]:
        """Position of the link of a supporter and a target."""
        return {(link.supporter, link.target): row for row, link in enumerate(self.links)}

    def _possible(self, supporter: SupportingHospital, target: Target, entry: Pairing | None) -> bool:
        state = None if entry is None else entry.state
        if state is not None:
            return state is not PairingState.FORBIDDEN
        rule = self.instance.policy.rules.pairing
        if rule.mode == "off":
            return True
        if not self._full.isdisjoint((("supporter", supporter.id), ("target", target.id))):
            return False
        recipient = self.instance.recipient_by_id[target.hospital]
        accepted = supporter.kind in rule.kinds[recipient.kind]
        return accepted and (not self._related or (supporter.place, recipient.place) in self._related)

    @cached_property
    def _full(self) -> set[tuple[str, str]]:
        """Sides of links, supporter or target, whose FIXED links are all that they may have: no other is possible."""
        fixed = [entry for entry in self.instance.pairings if entry.state is PairingState.FIXED]
        taken = Counter(("supporter", str(entry.supporter)) for entry in fixed)
        taken.update(("target", str(entry.target)) for entry in fixed)
        most: dict[tuple[str, str], int | None] = {
            ("supporter", hospital.id): hospital.max_targets for hospital in self.instance.supporting_hospitals
        }
        most |= {("target", target.id): target.pairing.max_supporters for target in self.targets}
        return {side for side, number in most.items() if number is not None and taken[side] >= number}

    @cached_property
    def _related(self) -> set[tuple[str, str]]:
        return {(relation.from_place, relation.to_place) for relation in self.instance.relations}

    def strength(self, supporter: int, target: int) -> int:
        """Return a supporter's strength for a target, 1 to 5: the mean over its specialties, halves up, unknown 3."""
        known = self.instance.supporting_hospitals[supporter].strength
        grades = [known.get(code, UNKNOWN_STRENGTH) for code in self.targets[target].specialties]
        return (2 * sum(grades) + len(grades)) // (2 * len(grades)) if grades else UNKNOWN_STRENGTH

    def cost(self, link: Link) -> int:
        """Return the cost of a link: given, else by strength."""
        if link.entry is not None and link.entry.cost is not None:
            return link.entry.cost
        price = self.instance.policy.goals.pairing_cost.strength_price
        return (6 - self.strength(link.supporter, link.target)) * price

    def workload(self, link: Link) -> int:
        """Return the workload of a link for its supporter: given, else the target's."""
        if link.entry is not None and link.entry.workload is not None:
            return link.entry.workload
        return self.targets[link.target].pairing.workload


def _grouped(links: Iterable[Link], side: Callable[[Link], int]) -> dict[int, tuple[Link, ...]]:
    groups: dict[int, list[Link]] = {}
    for link in links:
        groups.setdefault(side(link), []).append(link)
    return {key: tuple(mine) for key, mine in groups.items()}
