"""`zutuan explain conflict`: what contradicts what in an instance that has no plan."""

from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape

from solver.domain.instance import Instance
from solver.explain.conflict import Conflicts, conflicts
from zutuan import options
from zutuan.exits import Exit
from zutuan.inputs import asked_instance
from zutuan.interrupts import stop_on_interrupt
from zutuan.outlet import tables, write_text
from zutuan.speaker import Speaker, speaker_of

Most = Annotated[int, typer.Option("--most", metavar="N", min=1, max=50, help="cli.help.explain.most")]
_EXITS = {"feasible": Exit.DONE, "infeasible": Exit.INFEASIBLE, "undecided": Exit.UNDECIDED}


def conflict(
    context: typer.Context,
    instance: options.InstanceArgument,
    seconds: options.Seconds = 60.0,
    most: Most = 3,
    json: options.Json = False,
    lang: options.LangOption = None,
) -> Exit:
    """List sets of claims that cannot all hold, each as small as can be."""
    speaker = speaker_of(context)
    question = asked_instance(instance, speaker)
    with stop_on_interrupt(lambda: speaker.say("stopping")) as stop:
        answer = conflicts(question, seconds=seconds, most=most, stop=stop)
    if json:
        write_text(answer.model_dump_json(by_alias=True, indent=1))
    else:
        with tables() as console:
            print_conflicts(question, answer, console, speaker)
    return _EXITS[answer.verdict]


def print_conflicts(instance: Instance, answer: Conflicts, console: Console, speaker: Speaker) -> None:
    """Print conflicts as numbered sentences."""
    from solver.explain.conflict.sentences import conflict_lines, outlook, remarks, title, verdict
    from solver.report.names import Names

    names = Names(instance, speaker.language)
    console.print(f"[bold]{escape(verdict(answer, names))}[/]")
    for number, found in enumerate(answer.conflicts, start=1):
        console.print()
        console.print(f"[bold]{escape(title(number, names))}[/]")
        for line in conflict_lines(found, names):
            console.print(f"  • {escape(line)}")
        for remark in remarks(found, names):
            console.print(f"[dim]{escape(remark)}[/]")
    console.print()
    for line in outlook(answer, names):
        console.print(f"[dim]{escape(line)}[/]")
