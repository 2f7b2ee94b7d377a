"""Stored documents without a person. What a plan has then, and what it costs, is counted anew; what was proven is given up.

A bound is one of the question with the person, and so are rule usage, certificates and conflicts. A plan that loses tours may
break a hard rule: then it is kept for what it says, its violations are listed, and no search begins from it.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pydantic import JsonValue

from api.jobs.instances import PackedInstance, pack_instance
from api.jobs.leases import FoundPlan
from api.worker.recorder import found_plan
from solver.checks import Checked, check
from solver.decode import shortages_of
from solver.domain.instance import Instance
from solver.domain.kinds import Objective
from solver.domain.outcome import gap
from solver.domain.plan import Plan, Shortage
from solver.erasure import Person, erased


@dataclass(frozen=True)
class WithoutPlan:
    """A plan without a person."""

    plan: Plan
    checked: Checked
    found: FoundPlan
    tours: int
    """How many tours were theirs."""

    @property
    def sound(self) -> bool:
        """Whether it still keeps all hard rules."""
        return not self.checked.hard


def instance_without(text: bytes, person: Person) -> tuple[Instance, PackedInstance]:
    """Return a stored instance without a person. Raises ValidationError for one that this version cannot read."""
    instance = Instance.model_validate(erased(json.loads(text), person))
    return instance, pack_instance(instance)


def plan_without(text: bytes, person: Person, instance: Instance, instance_id: str) -> WithoutPlan:
    """Return a stored plan without a person, as one of `instance`. Raises ValidationError, InvalidPlan."""
    before = Plan.model_validate_json(text)
    bare = Plan.model_validate(erased(json.loads(text), person)).model_copy(update={"shortages": ()})
    shortages = _reasoned(shortages_of(instance, bare), erased(json.loads(text), person)["shortages"])
    plan = bare.model_copy(update={"shortages": shortages})
    checked = check(instance, plan)
    found = found_plan(instance, instance_id, plan, checked.objective, len(checked.priced))
    return WithoutPlan(plan, checked, found, len(before.tours) - len(plan.tours))


def outcome_without(text: bytes, person: Person, instance: Instance, plan: WithoutPlan | None) -> bytes:
    """Return a stored outcome without a person; `plan` is that of a solved one."""
    raw: dict[str, Any] = erased(json.loads(text), person)
    match raw.get("kind"):
        case "solved":
            assert plan is not None
            raw |= _figures(instance, plan) | {"rules": [], "certificate": None}
        case "infeasible":
            raw["conflict"] = []
        case "undecided":
            raw["bound"] = None
    return json.dumps(raw, ensure_ascii=False, separators=(",", ":")).encode()


def _figures(instance: Instance, without: WithoutPlan) -> dict[str, JsonValue]:
    objective = without.checked.objective
    figures: dict[str, JsonValue] = {
        "objective": objective,
        "bound": 0,
        "gap": gap(objective, 0),
        "proven_optimal": objective == 0,
        "goals": [goal.model_dump(mode="json") for goal in without.checked.goals],
        "levels": list(_levels(without.checked)) if instance.policy.objective is Objective.LEXICOGRAPHIC else [],
        "plan": without.plan.model_dump(mode="json", by_alias=True),
        "violations": [violation.model_dump(mode="json") for violation in without.checked.violations],
    }
    return figures


def _levels(checked: Checked) -> Iterable[JsonValue]:
    for level in sorted({goal.level for goal in checked.goals}):
        cost = sum(goal.cost for goal in checked.goals if goal.level == level)
        yield {"level": level, "objective": cost, "bound": 0, "gap": gap(cost, 0), "proven": cost == 0}


def _reasoned(shortages: Iterable[Shortage], before: list[dict[str, Any]]) -> tuple[Shortage, ...]:
    """Return shortages with the reasons that were known of the same seats."""
    known = {(one["post"], one["period"], one["below"]): one["reasons"] for one in before}
    found = []
    for one in shortages:
        reasons = known.get((one.post, one.period, one.below), [])
        found.append(Shortage.model_validate(one.model_dump() | {"reasons": reasons}))
    return tuple(found)
