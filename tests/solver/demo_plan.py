"""A made-up programme of two hospitals, eight posts and fifteen people over 36 months, with a plan that has gaps."""

from datetime import date, timedelta
from typing import Any

from solver.domain.calendar import add_months
from solver.domain.instance import Instance
from solver.domain.outcome import GoalAmount, RuleUse, Solved, StoppedBy, Violation
from solver.domain.plan import Near, Plan, PlannedPairing, Preparation, Reason, Shortage, Tour

START = date(2026, 3, 1)
PERIODS = 36
SPECIALTIES = {"内科": "03.04", "外科": "04.01", "妇产科": "05", "儿科": "07"}
TOURS = [
    # specialist, post, from_period, to_period; the last of east-internal-head is under way since before
    ("a-01", "east-03.04", -6, 12),
    ("a-02", "east-03.04", 12, 30),
    ("a-03", "east-04.01", 0, 12),
    ("b-01", "east-04.01", 15, 33),
    ("b-02", "east-05", 0, 18),
    ("b-03", "east-05", 18, 36),
    ("a-04", "east-07", 0, 12),
    ("a-04", "east-07", 24, 36),
    ("c-01", "west-03.04", 0, 12),
    ("c-02", "west-03.04", 12, 24),
    ("c-03", "west-04.01", 6, 18),
    ("b-04", "west-04.01", 30, 42),
    ("c-04", "west-05", 0, 12),
    ("c-05", "west-05", 0, 12),
    ("c-04", "west-05", 24, 36),
    ("a-05", "west-07", 3, 9),
]


def demo_instance(**changes: Any) -> Instance:
    """Return the programme; keyword arguments replace top-level entries of the document."""
    document: dict[str, Any] = {
        "version": 1,
        "name": "two-hospitals",
        "title": "两院组团式帮扶示例",
        "calendar": {
            "start": START.isoformat(),
            "months_per_period": 1,
            "periods": PERIODS,
            "batches": [
                {"period": 0, "name": "第十批第一期"},
                {"period": 12, "name": "第十批第二期", "date": "2027-03-05"},
            ],
        },
        "supporting_hospitals": [
            _supporter("a", "省人民医院", "PROVINCE", 4),
            _supporter("b", "市第一人民医院", "CITY", 3),
            _supporter("c", "医科大学附属医院", "PROVINCE", 5),
        ],
        "specialists": [
            *(_person("a", number) for number in range(1, 6)),
            *(_person("b", number) for number in range(1, 5)),
            *(_person("c", number) for number in range(1, 6)),
            {"id": "c-pool", "hospital": "c", "specialties": ["07"], "title": "ATTENDING", "count": 3},
        ],
        "recipient_hospitals": [
            {"id": "east", "name": "东县人民医院", "kind": "GENERAL", "place": "东县", "altitude_m": 1300},
            {"id": "west", "name": "西县人民医院", "kind": "GENERAL", "place": "西县", "altitude_m": 4500},
        ],
        "departments": [
            {"id": f"{hospital}-{name}", "hospital": hospital, "name": name, "specialty": code, "pairing": {}}
            for hospital in ("east", "west")
            for name, code in SPECIALTIES.items()
        ],
        "tour_kinds": [
            {"id": "RESIDENT", "name": "派驻", "min_months": 6, "max_months": 18, "home_leave_every_months": 6}
        ],
        "posts": [_post(hospital, name, code) for hospital in ("east", "west") for name, code in SPECIALTIES.items()],
    }
    return Instance.model_validate(document | changes)


def _supporter(hospital: str, name: str, owner: str, spare: int) -> dict[str, Any]:
    return {
        "id": hospital,
        "name": name,
        "kind": "GENERAL",
        "owner_level": owner,
        "place": name[:1],
        "release": {"total": spare},
    }


def _person(hospital: str, number: int) -> dict[str, Any]:
    return {
        "id": f"{hospital}-{number:02d}",
        "hospital": hospital,
        "specialties": [list(SPECIALTIES.values())[number % 4]],
        "title": "CHIEF" if number % 2 else "DEPUTY_CHIEF",
    }


def _post(hospital: str, name: str, code: str) -> dict[str, Any]:
    people = 2 if (hospital, name) == ("west", "妇产科") else 1
    return {
        "id": f"{hospital}-{code}",
        "department": f"{hospital}-{name}",
        "name": f"{name}主任",
        "min_title": "DEPUTY_CHIEF",
        "priority": 5 if hospital == "west" else 3,
        "demand": [{"from_period": 0, "to_period": PERIODS, "min": 1, "target": people}],
    }


def demo_outcome(**changes: Any) -> Solved:
    """Return a plan for the programme, with every shortage of it; keyword arguments replace fields."""
    plan = Plan(
        tours=tuple(_tour(*tour) for tour in TOURS),
        pairings=(
            PlannedPairing(supporter="a", target="east-内科", role="LEAD", state="FIXED", lead_basis="GIVEN"),
            PlannedPairing(supporter="b", target="east-内科", role="COOPERATE", state="NEW"),
            PlannedPairing(supporter="c", target="west-内科", role="LEAD", state="NEW", lead_basis="OPEN"),
        ),
        preparations=tuple(preparation for tour in TOURS for preparation in _preparations(*tour)),
        shortages=_shortages(),
    )
    missing = sum(s.missing * (5 if s.post.startswith("west") else 3) for s in plan.shortages if s.below == "min")
    wanted = sum(s.missing * 5 for s in plan.shortages if s.below == "target")
    goals = (
        GoalAmount(name="shortage", level=1, amount=missing, weight=1000, cost=1000 * missing),
        GoalAmount(name="rule_prices", level=1, amount=900, weight=1, cost=900),
        GoalAmount(name="below_target", level=2, amount=wanted, weight=200, cost=200 * wanted),
        GoalAmount(name="departures", level=5, amount=15, weight=5, cost=75),
    )
    objective = sum(goal.cost for goal in goals)
    bound = objective - objective // 50
    fields: dict[str, Any] = {
        "instance": "two-hospitals",
        "seconds": 12.4,
        "seed": 1,
        "version": "0.1.0",
        "stopped_by": StoppedBy.SECONDS,
        "objective": objective,
        "bound": bound,
        "gap": (objective - bound) / objective,
        "proven_optimal": False,
        "goals": goals,
        "plan": plan,
        "violations": (
            Violation(
                rule="rest", hard=False, ids=("c-04", "west-05"), period=24, found=9, limit=12, units=3, price=300
            ),
        ),
    }
    return Solved(**(fields | changes))


def use(rule: str, mode: str = "hard", **amounts: int) -> RuleUse:
    """Return what a rule did: nothing, but for the amounts named."""
    return RuleUse.model_validate({"rule": rule, "mode": mode, "barred_tours": 0, "limits": 0, "binding": 0} | amounts)


def _tour(specialist: str, post: str, from_period: int, to_period: int) -> Tour:
    return Tour(
        specialist=specialist,
        supporter=specialist[0],
        post=post,
        from_period=from_period,
        to_period=to_period,
        from_day=add_months(START, from_period),
        to_day=add_months(START, to_period),
        on_pair=specialist[0] != "b",
    )


def _preparations(specialist: str, post: str, from_period: int, to_period: int) -> list[Preparation]:
    def prepare(kind: str, due: date, place: str | None = None) -> Preparation:
        return Preparation(specialist=specialist, post=post, kind=kind, due=due, place=place)

    leaves = [
        prepare("HOME_LEAVE", add_months(START, period))
        for period in range(from_period + 6, to_period, 6)
        if period >= 0
    ]
    if post.startswith("east"):
        return leaves
    eve = add_months(START, from_period) - timedelta(days=1)
    return [prepare("EXAMINATION", eve), prepare("HYPOXIA_TRAINING", eve, "西宁"), *leaves]


def _shortages() -> tuple[Shortage, ...]:
    found = []
    for post, target in [
        (f"{h}-{c}", 2 if (h, c) == ("west", "05") else 1) for h in ("east", "west") for c in SPECIALTIES.values()
    ]:
        for period in range(PERIODS):
            present = sum(t[1] == post and t[2] <= period < t[3] for t in TOURS)
            if present < 1:
                found.append(Shortage(post=post, period=period, missing=1, below="min", reasons=_reasons(post, period)))
            if target - max(present, 1) > 0:
                found.append(Shortage(post=post, period=period, missing=target - max(present, 1), below="target"))
    return tuple(found)


def _reasons(post: str, period: int) -> tuple[Reason, ...]:
    if post.startswith("east"):
        return (Reason(rule="rest", people=("a-04",)),)
    near = Near(rule="altitude_clearance", specialist="a-05", found=date(2027, 6, 30), limit=date(2027, 9, 1))
    cleared = Reason(rule="altitude_clearance", people=("a-05", "c-pool"), near=near)
    return (cleared, Reason(rule="release", people=("b-03",))) if period < 30 else (cleared,)
