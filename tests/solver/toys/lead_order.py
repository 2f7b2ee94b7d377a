"""Toys of `lead_order`."""

from typing import Any

from solver.domain.instance import Instance
from tests.solver.question import Toy, pairs_only

TOYS: list[Toy] = [
    lambda mode: _two_leads(mode, "COUNTY"),
    lambda mode: _two_leads(mode, "NATIONAL"),
    lambda mode: _three_leads(mode, agreement=None, strength=3),
    lambda mode: _three_leads(mode, agreement=None, strength=4),
    lambda mode: _three_leads(mode, agreement="of 2024", strength=3),
    lambda mode: _three_leads(mode, agreement="of 2024", strength=3, given="LEAD"),
]


def _two_leads(mode: dict[str, Any], owner: str) -> Instance:
    return pairs_only(
        "lead_order",
        mode,
        supporting_hospitals=[{"id": "s1", "owner_level": "PROVINCE"}, {"id": "s2", "owner_level": owner}],
        departments=[{"pairing": {}}],
        pairings=[{"supporter": "s1", "state": None, "role": "LEAD"}],
    )


def _three_leads(mode: dict[str, Any], agreement: str | None, strength: int, given: str = "COOPERATE") -> Instance:
    return pairs_only(
        "lead_order",
        mode,
        supporting_hospitals=[
            {"id": "s1", "owner_level": "PROVINCE", "strength": {"03": 5}},
            {"id": "s2"},
            {"id": "s3", "strength": {"03": strength}},
        ],
        departments=[{"pairing": {}}],
        pairings=[
            {"supporter": "s1", "agreement": agreement},
            {"supporter": "s2", "state": None, "agreement": agreement, "role": given},
        ],
    )
