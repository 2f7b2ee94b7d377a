"""`zutuan explain relax`: what could be changed so that a conflict goes away or a shortage shrinks."""

from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape

from solver.domain.instance import Instance
from solver.explain.menu import Menu, Option
from solver.explain.menu import relax as relaxed
from solver.report.names import Names
from zutuan import options
from zutuan.exits import Exit
from zutuan.inputs import asked_instance, asked_plan
from zutuan.interrupts import stop_on_interrupt
from zutuan.outlet import tables, write_text
from zutuan.speaker import Speaker, speaker_of

PlanOption = Annotated[str | None, typer.Option("--plan", metavar="PLAN", help="cli.help.plan")]
PostOption = Annotated[str | None, typer.Option("--post", metavar="POST", help="cli.help.explain.short_post")]


def relax(
    context: typer.Context,
    instance: options.InstanceArgument,
    plan: PlanOption = None,
    post: PostOption = None,
    seconds: options.Seconds = 120.0,
    json: options.Json = False,
    lang: options.LangOption = None,
) -> Exit:
    """List changes that help, by price, each solved again."""
    speaker = speaker_of(context)
    question = asked_instance(instance, speaker)
    given = None if plan is None else asked_plan(plan, speaker.language)[0]
    with stop_on_interrupt(lambda: speaker.say("stopping")) as stop:
        menu = relaxed(question, plan=given, post=post, seconds=seconds, stop=stop)
    if json:
        write_text(menu.model_dump_json(by_alias=True, indent=1))
    else:
        with tables() as console:
            _print(question, menu, console, speaker)
    return Exit.DONE


def _print(instance: Instance, menu: Menu, console: Console, speaker: Speaker) -> None:
    from solver.explain.menu.sentences import closing, examined, heading

    names = Names(instance, speaker.language)
    console.print(f"[bold]{escape(heading(menu, names))}[/]")
    _print_options([option for option in menu.options if not option.to_be_examined], names, console)
    questions = [option for option in menu.options if option.to_be_examined]
    if questions:
        console.print(f"[bold]{escape(examined(names))}[/]")
        _print_options(questions, names, console)
    for line in closing(menu, names):
        console.print(f"[dim]{escape(line)}[/]")


def _print_options(listed: list[Option], names: Names, console: Console) -> None:
    from solver.explain.menu.sentences import option_sentence

    for option in listed:
        console.print(f"  • {escape(option_sentence(option, names))}")
