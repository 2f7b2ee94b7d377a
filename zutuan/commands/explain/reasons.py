"""`zutuan explain reasons`: why seats stay empty, person by person."""

from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table

from solver.domain.instance import Instance
from solver.domain.plan import Shortage
from zutuan import options
from zutuan.commands.explain.seat import period_of, post_of
from zutuan.exits import Exit
from zutuan.inputs import asked_instance, asked_plan
from zutuan.outlet import tables, write_text
from zutuan.speaker import Speaker, speaker_of

Post = Annotated[str | None, typer.Option("--post", metavar="ID", help="cli.help.explain.of_post")]
Period = Annotated[str | None, typer.Option("--period", metavar="WHEN", help="cli.help.explain.of_period")]
Target = Annotated[bool, typer.Option("--target", help="cli.help.explain.target")]


def reasons(
    context: typer.Context,
    instance: options.InstanceArgument,
    plan: options.PlanArgument,
    post: Post = None,
    period: Period = None,
    target: Target = False,
    json: options.Json = False,
    lang: options.LangOption = None,
) -> Exit:
    """List every seat that stays empty with everybody who is kept away, grouped and one by one."""
    from solver.explain.shortage import reasons_of

    speaker = speaker_of(context)
    question = asked_instance(instance, speaker)
    answer, _ = asked_plan(plan, speaker.language)
    seat = None if post is None else post_of(post, question)
    when = None if period is None else period_of(period, question)
    explained = [
        shortage
        for shortage in reasons_of(question, answer).shortages
        if seat in (None, shortage.post)
        and when in (None, shortage.period)
        and (target or seat is not None or shortage.below == "min")
    ]
    if json:
        write_text("[" + ",\n".join(shortage.model_dump_json() for shortage in explained) + "]")
    else:
        with tables() as console:
            _show(question, explained, console, speaker)
    return Exit.DONE


def _show(instance: Instance, explained: list[Shortage], console: Console, speaker: Speaker) -> None:
    from solver.report.names import Names
    from solver.report.shortfalls import shortage_rows

    names = Names(instance, speaker.language)
    rows = shortage_rows(explained, names)
    if not rows:
        console.print(names.say_of_seats("text.not_short"))
    for row in rows:
        heading = f"{row.recipient} · {row.post}  {row.span}  −{row.missing} {row.below}"
        console.print(f"[bold]{escape(heading)}[/]")
        console.print(escape(row.sentence))
        for near in row.near:
            console.print(Padding(f"[green]{escape(near)}[/]", (0, 0, 0, 2)))
        table = Table(box=None, padding=(0, 2), show_header=bool(row.people))
        for column in ("person", "supporter", "why", "elsewhere"):
            table.add_column(names.say_of_seats(f"column.{column}"), style="dim", overflow="fold")
        for person in row.people:
            cells = (person.person, person.supporter, "\n".join(person.why), "\n".join(person.elsewhere))
            table.add_row(*(escape(cell) for cell in cells))
        console.print(table)
        console.print()
    if any(person.elsewhere for row in rows for person in row.people):
        console.print(f"[dim]{escape(names.say_of_seats('text.taking_away'))}[/]")
