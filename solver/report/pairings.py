"""Which supporting hospital stands behind which target, in words; what people must decide comes first."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from solver.domain.document import DepartmentId
from solver.domain.instance import Instance
from solver.domain.kinds import LeadBasis, PairingRole, PairingState
from solver.domain.plan import PlannedPairing
from solver.report.names import Names


@dataclass(frozen=True)
class PairingRow:
    """One pairing; `is_open` where people have to decide who leads."""

    target_id: str
    supporter_id: str
    target: str
    supporter: str
    role: str
    state: str
    basis: str
    is_lead: bool
    is_open: bool
    is_new: bool


@dataclass(frozen=True)
class Pairings:
    """The pairings of a plan, and what of them a planner has to look at.

    `open_leads` are targets whose lead people decide; `alone` are targets without supporter; `dropped` are existing
    pairings that the plan does not keep.
    """

    targets: int
    rows: tuple[PairingRow, ...]
    open_leads: tuple[str, ...]
    alone: tuple[str, ...]
    dropped: tuple[str, ...]

    @property
    def groups(self) -> tuple[tuple[str, tuple[PairingRow, ...]], ...]:
        """Each target that has supporters, with its pairings."""
        by_target = (tuple(rows) for _, rows in groupby(self.rows, key=lambda row: row.target_id))
        return tuple((rows[0].target, rows) for rows in by_target)

    @property
    def supporters(self) -> int:
        """Supporting hospitals with a pairing."""
        return len({row.supporter_id for row in self.rows})


def pairing_tables(pairings: Sequence[PlannedPairing], names: Names) -> Pairings:
    """Return the pairings by target as the document lists targets, those with an open lead first, leads first."""
    targets = targets_in_order(names.instance)
    order = {target: number for number, target in enumerate(targets)}
    undecided = {pairing.target for pairing in pairings if pairing.lead_basis is LeadBasis.OPEN}
    ordered = sorted(
        pairings,
        key=lambda p: (p.target not in undecided, order[p.target], _precedence(p), p.supporter),
    )
    crowd = Counter(pairing.target for pairing in pairings)
    return Pairings(
        targets=len(targets),
        rows=tuple(_row(pairing, crowd[pairing.target] == 1, names) for pairing in ordered),
        open_leads=tuple(target_name(target, names) for target in targets if target in undecided),
        alone=tuple(target_name(target, names) for target in targets if target not in crowd),
        dropped=tuple(_dropped(pairings, names)),
    )


def targets_in_order(instance: Instance) -> tuple[str, ...]:
    """Return the targets as the document lists them: recipient hospitals, then departments."""
    hospitals = (str(hospital.id) for hospital in instance.recipient_hospitals if hospital.pairing is not None)
    departments = (str(department.id) for department in instance.departments if department.pairing is not None)
    return (*hospitals, *departments)


def target_name(target: str, names: Names) -> str:
    """Return a target's name; a department is named with its hospital, unless there is only one."""
    department = names.instance.department_by_id.get(DepartmentId(target))
    if department is None or len(names.instance.recipient_hospitals) == 1:
        return names.anything(target)
    return f"{names.instance.recipient_by_id[department.hospital].name} · {department.name}"


def _precedence(pairing: PlannedPairing) -> int:
    """Return 0 for who leads, 1 for who might, 2 for the others."""
    if pairing.role is PairingRole.LEAD:
        return 0
    return 1 if pairing.lead_basis is LeadBasis.OPEN else 2


def _dropped(pairings: Iterable[PlannedPairing], names: Names) -> Iterable[str]:
    kept = {(pairing.supporter, pairing.target) for pairing in pairings}
    for entry in names.instance.pairings:
        if entry.state is PairingState.EXISTING and (entry.supporter, entry.target) not in kept:
            yield names.say(
                "pairing.link", supporter=names.supporter(entry.supporter), target=target_name(entry.target, names)
            )


def _row(pairing: PlannedPairing, is_only: bool, names: Names) -> PairingRow:
    is_open = pairing.lead_basis is LeadBasis.OPEN
    role = "OPEN" if is_open else pairing.role
    basis = "ONLY" if is_only and pairing.lead_basis is LeadBasis.RULE else pairing.lead_basis
    return PairingRow(
        target_id=pairing.target,
        supporter_id=pairing.supporter,
        target=target_name(pairing.target, names),
        supporter=names.supporter(pairing.supporter),
        role="" if role is None else names.say(f"pairing.role.{role}"),
        state=names.say(f"pairing.state.{pairing.state}"),
        basis="" if basis is None else names.say(f"pairing.basis.{basis}"),
        is_lead=pairing.role is PairingRole.LEAD,
        is_open=is_open,
        is_new=pairing.state == "NEW",
    )
