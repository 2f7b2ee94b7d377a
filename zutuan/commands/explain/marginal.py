"""`zutuan explain marginal`: what one more specialist, place or released head would bring."""

from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from solver.domain.explanation import Surety
from solver.domain.kinds import Role
from solver.explain.marginal import Worth, verified, worths
from solver.report.names import Names
from solver.settings import Settings
from zutuan import options
from zutuan.exits import Exit
from zutuan.inputs import asked_instance, asked_plan
from zutuan.outlet import tables, write_text
from zutuan.speaker import speaker_of

Verify = Annotated[int, typer.Option("--verify", metavar="N", min=0, help="cli.help.explain.verify")]
Top = Annotated[int, typer.Option("--top", metavar="N", min=1, help="cli.help.explain.top")]


def marginal(
    context: typer.Context,
    instance: options.InstanceArgument,
    plan: options.PlanArgument,
    top: Top = 12,
    verify: Verify = 3,
    seconds: options.Seconds = 60.0,
    json: options.Json = False,
    lang: options.LangOption = None,
) -> Exit:
    """Estimate what one more of everything would bring, and verify the most promising by solving again."""
    speaker = speaker_of(context)
    question = asked_instance(instance, speaker)
    answer, _ = asked_plan(plan, speaker.language)
    found = worths(question, seconds=seconds)[:top]
    if verify and found:
        found = (*verified(question, answer, found[:verify], Settings(seconds=seconds)), *found[verify:])
    if json:
        write_text("[" + ",\n".join(one.model_dump_json() for one in found) + "]")
        return Exit.DONE
    names = Names(question, speaker.language)
    with tables() as console:
        if not found:
            console.print(names.say_of_seats("marginal.nothing"))
            return Exit.DONE
        table = Table(title=names.say_of_seats("marginal.title"), title_justify="left")
        for column in ("what", "brings", "surety"):
            table.add_column(names.say_of_seats(f"column.{column}"), overflow="fold")
        for one in found:
            table.add_row(escape(_what(one, names)), _brings(one, names), names.say_of_seats(f"marginal.{one.surety}"))
        console.print(table)
    return Exit.DONE


def _what(one: Worth, names: Names) -> str:
    hospital = names.anything(one.hospital)
    if one.what == "HOUSING":
        return names.say_of_seats("marginal.housing", hospital=hospital)
    specialty = names.specialty(one.specialty)
    if one.what == "RELEASE":
        key = "marginal.release" if one.specialty is None else "marginal.release_specialty"
        return names.say_of_seats(key, hospital=hospital, specialty=specialty)
    title = "" if one.title is None else names.title_of(one.title, _role(one, names))
    return names.say_of_seats(
        "marginal.specialist", hospital=hospital, specialty=specialty, title=title, altitude=f"{one.max_altitude_m:,}"
    )


def _role(one: Worth, names: Names) -> Role:
    """Return the role of the first person of this kind."""
    return next(
        person.role
        for person in names.instance.specialists
        if (person.hospital, person.main_specialty, person.title) == (one.hospital, one.specialty, one.title)
    )


def _brings(one: Worth, names: Names) -> str:
    if one.surety is Surety.ESTIMATED or one.least is None or one.most is None:
        return names.say_of_seats("marginal.about", value=f"{one.estimated:,}")
    if one.least == one.most:
        return names.say_of_seats("marginal.exactly", value=f"{one.least:,}")
    return names.say_of_seats("marginal.between", least=f"{one.least:,}", most=f"{one.most:,}")
