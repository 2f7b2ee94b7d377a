"""Kezhou before anything is agreed: its nine departments choose among the hospitals that know their specialty."""

from instances.programmes.builders import kezhou
from instances.programmes.builders.document import Json

MOST_DEPARTMENTS = 2
"""Eight hospitals for nine departments: each takes part, none with more than two."""

NOTES = [
    "与 kezhou 相同，但结对尚未确定：9个科室在有相应专科的医院中选择，结对与派驻一并求解。",
    "每家医院至少承担一个科室，至多两个；没有该专科的医院不能承担。",
    "Facts and assumptions, each with its source: instances/README.md.",
]


def build() -> Json:
    """Return the instance as JSON."""
    document = kezhou.build()
    strong = {hospital["id"]: hospital["strength"] for hospital in document["supporting_hospitals"]}
    paired = [department for department in document["departments"] if "pairing" in department]
    return document | {
        "name": "kezhou-joint",
        "title": "江苏省—克州人民医院医疗人才“组团式”援疆：科室选择医院",
        "notes": NOTES,
        "supporting_hospitals": [_takes_part(hospital) for hospital in document["supporting_hospitals"]],
        "pairings": [
            {"supporter": key, "target": department["id"], "state": "FORBIDDEN"}
            for key, known in strong.items()
            for department in paired
            if department["specialty"] not in known
        ],
    }


def _takes_part(hospital: Json) -> Json:
    return hospital | {"min_targets": 1, "max_targets": MOST_DEPARTMENTS}
