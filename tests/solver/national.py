"""A question of national size, made in a second: 18 regions with their own specialties, 9,720 people, 4,719 posts; or a part.

python -m tests.solver.national        # candidates, tours left, seconds and MiB of making the tour table
"""

import json
import resource
import sys
import time
from dataclasses import dataclass
from typing import Any

from solver.domain.instance import Instance
from solver.problem import Problem
from solver.rules import allowed
from solver.tours import candidates


@dataclass(frozen=True)
class Scale:
    """How much of everything. A specialty's code names its region too, so that nobody is a candidate in another region."""

    regions: int
    specialties: int
    hospitals: int
    people: int
    posts: int
    release: int | None = None


NATIONAL = Scale(regions=18, specialties=26, hospitals=540, people=9_720, posts=4_719)
COUNTY = Scale(regions=1, specialties=3, hospitals=6, people=36, posts=12, release=4)
"""Small enough for a first plan at once, and large enough for a proof to take its time."""
TITLES = ("ATTENDING", "DEPUTY_CHIEF", "CHIEF")


def question(scale: Scale) -> Instance:
    """Return the question: quarters over three years, half-yearly batches, resident tours of 2 to 6 quarters."""
    regions, codes = range(scale.regions), range(scale.specialties)
    release = None if scale.release is None else {"total": scale.release}
    return Instance.model_validate({
        "version": 1,
        "name": "national",
        "calendar": {
            "start": "2026-03-01",
            "months_per_period": 3,
            "periods": 12,
            "batch_starts": [0, 2, 4, 6, 8, 10],
            "tail_periods": 5,
        },
        "supporting_hospitals": [
            _hospital(f"s{number}", owner_level="CITY", release=release) for number in range(scale.hospitals)
        ],
        "specialists": [_specialist(number, scale) for number in range(scale.people)],
        "recipient_hospitals": [
            _hospital(f"r{region}", altitude_m=4400 - 200 * region, housing=500) for region in regions
        ],
        "departments": [
            {"id": f"d{region}-{code}", "hospital": f"r{region}", "name": f"D{code}", "specialty": f"{region}-{code}"}
            for region in regions
            for code in codes
        ],
        "tour_kinds": [{"id": "RESIDENT", "min_months": 6, "max_months": 18, "home_leave_every_months": 3}],
        "posts": [_post(number, scale) for number in range(scale.posts)],
    })  # fmt: skip


def _hospital(name: str, **fields: Any) -> dict[str, Any]:
    return {"id": name, "name": name, "kind": "GENERAL", "place": "anywhere"} | fields


def _specialist(number: int, scale: Scale) -> dict[str, Any]:
    region, nth = number % scale.regions, number // scale.regions
    return {
        "id": f"a{number}",
        "hospital": f"s{number % scale.hospitals}",
        "specialties": [f"{region}-{nth % scale.specialties}"],
        "title": TITLES[number % 3],
        "clearance": {
            "max_altitude_m": 5000,
            "valid_until": f"{2027 + number % 3}-06-30",
            "renewable": number % 5 == 0,
        },
        "hypoxia_trained_on": "2026-02-10",
        "unavailable": [{"from": "2027-02-01", "to": "2027-02-15"}] if number % 7 == 0 else [],
        "history": [{"altitude_m": 4000, "from": "2025-09-01", "to": "2026-02-20"}] if number % 4 == 0 else [],
        "preferences": [{"recipient": f"r{region}", "score": number % 11 - 5}],
    }


def _post(number: int, scale: Scale) -> dict[str, Any]:
    region, nth = number % scale.regions, number // scale.regions
    return {
        "id": f"p{number}",
        "department": f"d{region}-{nth % scale.specialties}",
        "min_title": TITLES[number % 2],
        "demand": [{"from_period": 0, "to_period": 12, "min": 1, "target": 1 + number % 2}],
    }


def measured() -> dict[str, float]:
    """Return what making the tour table of the national question takes; seconds are those of the processor."""
    problem = Problem(question(NATIONAL))
    began = time.process_time()
    made = candidates(problem)
    kept = allowed(made, problem)
    seconds = time.process_time() - began
    unit = 2**20 if sys.platform == "darwin" else 2**10
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
    return {"candidates": len(made), "kept": len(kept), "seconds": round(seconds, 2), "peak_mib": round(peak)}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measured()) + "\n")
