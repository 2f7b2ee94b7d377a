"""Builds tiny instances for tests: one of everything, changed only in what a test is about.

    instance = small.instance(specialists=[{"id": "a", "title": "ATTENDING"}], rules={"title": {"mode": "priced"}})
    tour = small.tour(instance, "a", "post", 0, 6)

Each row of a list is completed from the row in `ROWS`; an empty list leaves the entity out. `rules`, `altitude`,
`goals` and `calendar` are completed likewise. The plain instance has twelve monthly periods from 2026-03-01, one chief
physician of supporter "home" and one post in a lowland hospital that wants one person throughout.
"""

from typing import Any

from solver.checks.breach import Check
from solver.checks.registry import violations
from solver.checks.view import PlanView, look
from solver.domain.document import HospitalId, PostId, SpecialistId
from solver.domain.instance import Instance
from solver.domain.outcome import Violation
from solver.domain.plan import Plan, PlannedPairing, Tour

CALENDAR: dict[str, Any] = {"start": "2026-03-01", "months_per_period": 1, "periods": 12}
ROWS: dict[str, dict[str, Any]] = {
    "supporting_hospitals": {
        "id": "home",
        "name": "Home",
        "kind": "GENERAL",
        "owner_level": "CITY",
        "place": "east",
    },
    "specialists": {"id": "a", "hospital": "home", "specialties": ["03"], "title": "CHIEF"},
    "recipient_hospitals": {"id": "away", "name": "Away", "kind": "GENERAL", "place": "west", "altitude_m": 1000},
    "departments": {"id": "ward", "hospital": "away", "name": "Ward", "specialty": "03"},
    "tour_kinds": {"id": "RESIDENT", "min_months": 1, "max_months": 12},
    "posts": {
        "id": "post",
        "department": "ward",
        "min_title": "ATTENDING",
        "demand": [{"from_period": 0, "to_period": 12, "min": 1, "target": 1}],
    },
    "quotas": {"from_period": 0, "to_period": 12, "unit": "PERSON_MONTHS"},
    "pairings": {"supporter": "home", "target": "ward", "state": "EXISTING"},
    "apprentices": {"id": "pupil", "department": "ward", "specialty": "03"},
    "milestones": {"hospital": "away", "person_months": 6, "by_period": 12},
    "locked": {"post": "post"},
    "forbidden": {},
}
ALWAYS = ("supporting_hospitals", "specialists", "recipient_hospitals", "departments", "tour_kinds", "posts")


def instance(**changes: Any) -> Instance:
    """Return the plain instance with changes: rows by entity, and parts of calendar and policy."""
    policy = {key: changes.pop(key) for key in ("rules", "altitude", "goals", "objective") if key in changes}
    document: dict[str, Any] = {"version": 1, "name": "small", "policy": policy}
    document["calendar"] = CALENDAR | changes.pop("calendar", {})
    for entity, row in ROWS.items():
        given = changes.pop(entity, [{}] if entity in ALWAYS else [])
        document[entity] = [row | change for change in given]
    return Instance.model_validate(document | changes)


def demand(least: int, target: int, begin: int = 0, end: int = 12) -> dict[str, int]:
    """Return one row of a post's demand."""
    return {"from_period": begin, "to_period": end, "min": least, "target": target}


def tour(asked: Instance, specialist: str, post: str, begin: int, end: int, unit: int = 0) -> Tour:
    """Return a tour of the periods from `begin` to before `end`, as it stands in a plan."""
    assert asked.calendar is not None
    supporter = asked.specialist_by_id[SpecialistId(specialist)].hospital
    return Tour(
        specialist=SpecialistId(specialist),
        unit=unit,
        supporter=supporter,
        post=PostId(post),
        from_period=begin,
        to_period=end,
        from_day=asked.calendar.day(begin),
        to_day=asked.calendar.day(end),
        on_pair=_on_pair(asked, supporter, PostId(post)),
    )


def pairing(
    supporter: str, target: str, state: str = "NEW", role: str | None = None, basis: str | None = None
) -> PlannedPairing:
    """Return a pairing as it stands in a plan."""
    return PlannedPairing.model_validate(
        {"supporter": supporter, "target": target, "state": state, "role": role, "lead_basis": basis}
    )


def given(asked: Instance) -> tuple[PlannedPairing, ...]:
    """Return the pairings that exist or are fixed, without roles."""
    standing = (pair for pair in asked.pairings if pair.state in ("EXISTING", "FIXED"))
    return tuple(pairing(pair.supporter, pair.target, str(pair.state)) for pair in standing)


def plan(*tours: Tour, pairings: tuple[PlannedPairing, ...] = ()) -> Plan:
    """Return a plan of these tours and pairings and nothing else."""
    return Plan(tours=tours, pairings=pairings)


def view(asked: Instance, *tours: Tour, pairings: tuple[PlannedPairing, ...] | None = None) -> PlanView:
    """Return a plan of these tours as the checks look at it, with the given pairings unless a test says which."""
    return look(asked, plan(*tours, pairings=given(asked) if pairings is None else pairings))


def broken(
    check: Check, asked: Instance, *tours: Tour, pairings: tuple[PlannedPairing, ...] | None = None
) -> list[Violation]:
    """Return the violations that one check finds, in the mode of its rule."""
    return list(violations(asked, view(asked, *tours, pairings=pairings), {check.__name__: check}))


def _on_pair(asked: Instance, supporter: HospitalId, post: PostId) -> bool:
    target = asked.target_of(asked.post_by_id[post])
    standing = [(pair.supporter, pair.target) for pair in asked.pairings if pair.state in ("EXISTING", "FIXED")]
    return target is None or (supporter, target) in standing
