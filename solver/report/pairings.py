"""Which supporting hospital stands behind which target, in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from solver.domain.document import DepartmentId
from solver.domain.kinds import LeadBasis
from solver.domain.plan import PlannedPairing
from solver.report.names import Names


@dataclass(frozen=True)
class PairingRow:
    """One pairing; `is_open` where people have to decide who leads."""

    target: str
    supporter: str
    role: str
    state: str
    basis: str
    is_open: bool


def pairing_rows(pairings: Iterable[PlannedPairing], names: Names) -> tuple[PairingRow, ...]:
    """Return the pairings by target as the document lists targets, leads first."""
    targets = [str(hospital.id) for hospital in names.instance.recipient_hospitals]
    targets += [str(department.id) for department in names.instance.departments]
    order = {target: number for number, target in enumerate(targets)}
    ordered = sorted(pairings, key=lambda p: (order[p.target], p.role != "LEAD", p.supporter))
    return tuple(_row(pairing, names) for pairing in ordered)


def _row(pairing: PlannedPairing, names: Names) -> PairingRow:
    department = names.instance.department_by_id.get(DepartmentId(pairing.target))
    hospital = None if department is None else names.instance.recipient_by_id[department.hospital].name
    target = names.anything(pairing.target)
    return PairingRow(
        target=target if hospital is None else f"{hospital} · {target}",
        supporter=names.supporter(pairing.supporter),
        role="" if pairing.role is None else names.say(f"pairing.role.{pairing.role}"),
        state=names.say(f"pairing.state.{pairing.state}"),
        basis="" if pairing.lead_basis is None else names.say(f"pairing.basis.{pairing.lead_basis}"),
        is_open=pairing.lead_basis is LeadBasis.OPEN,
    )
