"""`zutuan check`: look at a plan with the independent checker only; nothing is solved."""

import json as json_module

import typer
from rich.console import Console
from rich.table import Table

from solver.checks import Checked
from solver.checks import check as check_plan
from solver.domain.instance import Instance
from solver.domain.outcome import Violation
from zutuan import options
from zutuan.exits import Exit
from zutuan.inputs import asked_instance, asked_plan
from zutuan.outlet import tables, write_text
from zutuan.speaker import Speaker, speaker_of

_COLUMNS = ("rule", "about", "when", "detail", "amount", "cost")


def check(
    context: typer.Context,
    instance: options.InstanceArgument,
    plan: options.PlanArgument,
    json: options.Json = False,
    lang: options.LangOption = None,
) -> Exit:
    """List every rule that a plan breaks, and what the plan costs."""
    speaker = speaker_of(context)
    question = asked_instance(instance, speaker)
    answer, stated = asked_plan(plan, speaker.language)
    checked = check_plan(question, answer)
    if json:
        write_text(_as_json(checked))
    else:
        with tables() as console:
            _show(question, checked, console, speaker)
    speaker.say("checked", hard=len(checked.hard), priced=len(checked.priced), objective=f"{checked.objective:,}")
    if checked.hard:
        return Exit.BROKEN_RULE
    if stated is not None and stated != checked.objective:
        speaker.say("wrong_objective", stated=f"{stated:,}", objective=f"{checked.objective:,}")
        return Exit.BAD_INPUT
    return Exit.DONE


def _as_json(checked: Checked) -> str:
    return json_module.dumps(
        {
            "objective": checked.objective,
            "violations": [violation.model_dump(mode="json") for violation in checked.violations],
            "goals": [goal.model_dump(mode="json") for goal in checked.goals],
        },
        ensure_ascii=False,
        indent=1,
    )


def _show(instance: Instance, checked: Checked, console: Console, speaker: Speaker) -> None:
    for heading, violations in (("hard", checked.hard), ("priced", checked.priced)):
        if violations:
            console.print(_table(instance, heading, violations, speaker))


def _table(instance: Instance, heading: str, violations: tuple[Violation, ...], speaker: Speaker) -> Table:
    from solver.report.names import Names
    from solver.report.verdict import violation_rows

    table = Table(title=speaker.text(f"check.{heading}"), title_justify="left")
    for column in _COLUMNS:
        numeric = column == "cost"
        table.add_column(speaker.text(f"check.{column}"), justify="right" if numeric else "left", overflow="fold")
    for row in violation_rows(violations, Names(instance, speaker.language)):
        amount = f"{row.units:,} {row.unit}".rstrip()
        table.add_row(row.rule, row.about, row.when, row.detail, amount, f"{row.cost:,}" if row.price else "")
    return table
