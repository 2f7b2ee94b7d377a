"""`zutuan explain why-not`: why somebody is not on a post in a month of a plan."""

from typing import Annotated

import typer
from rich.markup import escape

from solver.explain.why_not import why_not as asked_why_not
from solver.report.names import Names
from zutuan import options
from zutuan.commands.explain.seat import PostArgument, WhenArgument, period_of, post_of
from zutuan.exits import Exit
from zutuan.inputs import asked_instance, asked_plan
from zutuan.interrupts import stop_on_interrupt
from zutuan.outlet import tables, write_text
from zutuan.speaker import speaker_of

Who = Annotated[str, typer.Argument(metavar="WHO", help="cli.help.explain.who", show_default=False)]


def why_not(
    context: typer.Context,
    instance: options.InstanceArgument,
    plan: options.PlanArgument,
    who: Who,
    post: PostArgument,
    when: WhenArgument,
    seconds: options.Seconds = 60.0,
    json: options.Json = False,
    lang: options.LangOption = None,
) -> Exit:
    """Say what forbids it, or what it would cost and who moves."""
    speaker = speaker_of(context)
    question = asked_instance(instance, speaker)
    given, _ = asked_plan(plan, speaker.language)
    seat = post_of(post, question), period_of(when, question)
    with stop_on_interrupt(lambda: speaker.say("stopping")) as stop:
        answer = asked_why_not(question, given, who, *seat, seconds=seconds, stop=stop)
    if json:
        write_text(answer.model_dump_json(by_alias=True, indent=1))
        return Exit.DONE
    from solver.explain.why_not.sentences import lines
    from solver.explain.why_not.sentences import question as asked

    names = Names(question, speaker.language)
    with tables() as console:
        console.print(f"[bold]{escape(asked(answer, names))}[/]")
        for line in lines(answer, names):
            console.print(escape(line))
    return Exit.DONE
