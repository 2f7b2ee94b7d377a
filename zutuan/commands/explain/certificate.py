"""`zutuan explain certificate`: the shortage that no plan can avoid, with arithmetic to be checked by hand."""

from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.padding import Padding

from solver.domain.certificate import Certificate
from solver.domain.instance import Instance
from zutuan import options
from zutuan.exits import Exit
from zutuan.inputs import asked_instance, asked_plan
from zutuan.outlet import tables, write_text
from zutuan.speaker import Speaker, speaker_of

Plan = Annotated[str | None, typer.Argument(metavar="[PLAN]", help="cli.help.explain.beside", show_default=False)]


def certificate(
    context: typer.Context,
    instance: options.InstanceArgument,
    plan: Plan = None,
    json: options.Json = False,
    lang: options.LangOption = None,
) -> Exit:
    """Find the certificate, check it again from the instance alone, and show it, beside a plan where one is given."""
    from solver.checks.certificate import flaws
    from solver.explain.certificate import certificate_of

    speaker = speaker_of(context)
    question = asked_instance(instance, speaker)
    planned = None if plan is None else _short(question, plan, speaker)
    found = certificate_of(question)
    wrong = tuple(flaws(question, found))
    if json:
        write_text(found.model_dump_json(indent=1))
    else:
        with tables() as console:
            _show(question, found, planned, console, speaker)
    for text in wrong:
        speaker.print(_say("certificate.flaw", speaker, text=text))
    if not wrong:
        speaker.print(_say("certificate.verified", speaker))
    return Exit.BUG if wrong else Exit.DONE


def _short(question: Instance, plan: str, speaker: Speaker) -> tuple[int, int]:
    """Return a plan's person-months below the minimum, and the same × priority."""
    from solver.checks.shortages import missing

    answer, _ = asked_plan(plan, speaker.language)
    months = question.calendar.months_per_period if question.calendar else 1
    heads = weighted = 0
    for gap in missing(question, answer):
        heads += gap.below_min * months
        weighted += gap.below_min * months * question.post_by_id[gap.post].priority
    return heads, weighted


def _show(
    instance: Instance, found: Certificate, planned: tuple[int, int] | None, console: Console, speaker: Speaker
) -> None:
    from solver.report.names import Names
    from solver.report.scarcity import certificate_rows

    said = certificate_rows(found, Names(instance, speaker.language), planned)
    console.print(f"[bold]{escape(_say('certificate.title', speaker))}[/]")
    for sentence in said.sentences:
        console.print(escape(sentence))
    for number, row in enumerate(said.rows, start=1):
        console.print()
        console.print(f"{number}. {escape(row.sentence)}")
        for line in (*(row.seats if len(row.seats) > 1 else ()), *row.shares):
            console.print(Padding(f"[dim]{escape(line)}[/]", (0, 0, 0, 3)))


def _say(key: str, speaker: Speaker, **values: object) -> str:
    from solver.texts import say

    return say(f"explain_seats.{key}", speaker.language, **values)
