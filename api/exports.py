"""A stored plan as a workbook or a report: pure functions of stored texts, run in a clerk's process."""

from typing import Literal

from api.redaction import View, instance_for, outcome_for
from solver import __version__
from solver.checks import check
from solver.domain.instance import Instance
from solver.domain.outcome import Solved, StoppedBy, gap
from solver.domain.plan import Plan
from solver.texts import Language
from solver.validation import not_applied

Format = Literal["xlsx", "html"]

MEDIA_TYPES: dict[str, str] = {
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "html": "text/html",
}


def exported(
    view: View,
    instance_text: bytes,
    plan_text: bytes,
    outcome_text: bytes | None,
    bound: int,
    kind: Format,
    language: Language,
) -> bytes:
    """Return a plan as a file of a kind, as somebody is shown it.

    The outcome is taken as it is where it holds this plan; else the plan is checked.
    """
    instance = Instance.model_validate_json(instance_text)
    plan = Plan.model_validate_json(plan_text)
    solved = None if outcome_text is None else Solved.model_validate_json(outcome_text)
    if solved is None or solved.plan != plan:
        solved = as_outcome(instance, plan, bound)
    shown = outcome_for(view, solved, instance)
    assert isinstance(shown, Solved)
    solved, instance = shown, instance_for(view, instance, shown.plan)
    if kind == "xlsx":
        from solver.workbook.plan import render_plan

        return render_plan(instance, solved, language)
    from solver.report.html import render_report  # charts take a second to load

    return render_report(instance, solved, language).encode()


def as_outcome(instance: Instance, plan: Plan, bound: int) -> Solved:
    """Return a plan of a search that goes on as an outcome: checked, and with the bound so far."""
    checked = check(instance, plan)
    bound = min(bound, checked.objective)
    return Solved(
        instance=instance.name,
        seconds=0,
        seed=0,
        version=__version__,
        stopped_by=StoppedBy.REQUEST,
        switched_off=instance.policy.switched_off(),
        not_applied=not_applied(instance),
        objective=checked.objective,
        bound=bound,
        gap=gap(checked.objective, bound),
        proven_optimal=bound == checked.objective,
        goals=checked.goals,
        plan=plan,
        violations=checked.priced,
    )
