"""Toys of `pairing`."""

from tests.solver.question import Toy, pairs_only

TOYS: list[Toy] = [
    lambda mode: pairs_only(
        "pairing",
        mode,
        supporting_hospitals=[
            {"id": "s1", "pairing_capacity": 2},
            {"id": "s2", "min_targets": 1, "max_targets": 1},
            {"id": "s3", "pairing_capacity": 4, "opening_price": 3},
        ],
        departments=[
            {"id": "t1", "pairing": {"max_supporters": 2}},
            {"id": "t2", "pairing": {"workload": 2}},
            {"id": "t3", "pairing": {"min_supporters": 0, "workload": 0}},
        ],
        pairings=[{"supporter": "s3", "target": "t2", "state": None, "workload": 4, "cost": 2}],
    ),
    lambda mode: pairs_only(
        "pairing",
        mode,
        supporting_hospitals=[
            {"id": "s1"},
            {"id": "s2", "kind": "MCH"},
            {"id": "s3", "kind": "TCM"},
            {"id": "s4", "place": "north"},
        ],
        relations=[{"from_place": "east", "to_place": "west"}, {"from_place": "north", "to_place": "south"}],
        recipient_hospitals=[{}, {"id": "healers", "kind": "TCM", "place": "south", "pairing": {}}],
        departments=[{"pairing": {}}],
        pairings=[
            {"supporter": "s3", "target": "healers", "state": "EXISTING"},
            {"supporter": "s1", "target": "healers", "state": "FIXED", "cost": 0},
        ],
    ),
    lambda mode: pairs_only(
        "pairing",
        mode,
        goals={"pairing_cost": {"weight": 1, "strength_price": 7}, "pairing_changes": {"weight": 1000}},
        supporting_hospitals=[
            {"id": "s1", "strength": {"03": 5, "04": 4}, "opening_price": 100},
            {"id": "s2", "strength": {"03": 4}, "max_targets": 1},
            {"id": "s3", "kind": "CDC"},
        ],
        recipient_hospitals=[{"pairing": {"min_supporters": 0}}],
        departments=[{"pairing": {"min_supporters": 0}}, {"id": "b", "specialty": "04"}],
        pairings=[
            {"supporter": "s1", "target": "ward", "state": "FORBIDDEN"},
            {"supporter": "s2", "target": "ward", "state": "EXISTING"},
            {"supporter": "s3", "target": "away", "state": "EXISTING"},
        ],
    ),
    lambda mode: pairs_only(
        "pairing",
        mode | {"kinds": {"GENERAL": []}},
        supporting_hospitals=[{"id": "s1"}, {"id": "s2"}],
        departments=[{"pairing": {}}],
        pairings=[{"supporter": "s1", "state": "FIXED"}],
    ),
    lambda mode: pairs_only(
        "pairing",
        mode,
        supporting_hospitals=[{"id": "s1"}, {"id": "s2"}, {"id": "s3"}],
        departments=[{"pairing": {"min_supporters": 2}}, {"id": "b", "pairing": {"max_supporters": 1}}],
    ),
]
