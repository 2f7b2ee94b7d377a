"""`zutuan explain choices`: who else could take a seat, and what that changes if nobody else moves."""

from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from solver.domain.document import SpecialistId
from solver.domain.instance import Instance
from solver.explain.choices import Choice, Choices, Chooser
from solver.report.names import Names
from solver.texts import catalogue
from zutuan import options
from zutuan.commands.explain.seat import PostArgument, WhenArgument, period_of, post_of
from zutuan.exits import Exit
from zutuan.inputs import asked_instance, asked_plan
from zutuan.outlet import tables, write_text
from zutuan.speaker import Speaker, speaker_of

InsteadOf = Annotated[str | None, typer.Option("--instead-of", metavar="ID", help="cli.help.explain.instead_of")]


def choices(
    context: typer.Context,
    instance: options.InstanceArgument,
    plan: options.PlanArgument,
    post: PostArgument,
    when: WhenArgument,
    instead_of: InsteadOf = None,
    json: options.Json = False,
    lang: options.LangOption = None,
) -> Exit:
    """Rank everybody who could take a seat by the exact change in each goal."""
    speaker = speaker_of(context)
    question = asked_instance(instance, speaker)
    answer, _ = asked_plan(plan, speaker.language)
    named = None if instead_of is None else SpecialistId(instead_of)
    found = Chooser(question, answer).at(post_of(post, question), period_of(when, question), named)
    if json:
        write_text(found.model_dump_json(by_alias=True, indent=1))
    else:
        with tables() as console:
            _show(question, found, console, speaker)
    return Exit.DONE


def _show(instance: Instance, found: Choices, console: Console, speaker: Speaker) -> None:
    names = Names(instance, speaker.language)
    month = names.month(names.calendar.day(found.period))
    title = names.say_of_seats("choices.title", post=names.place(instance.post_by_id[found.post]), month=month)
    console.print(f"[bold]{escape(title)}[/]")
    if found.holders:
        people = names.list(names.person(tour.specialist, tour.unit) for tour in found.holders)
        console.print(escape(names.say_of_seats("choices.holders", people=people)))
    if found.instead_of is None or found.emptied is None:
        console.print(escape(names.say_of_seats("choices.open")))
    else:
        going = found.instead_of
        person, span = names.person(going.specialist, going.unit), names.span(going.from_period, going.to_period)
        console.print(
            escape(names.say_of_seats("choices.held", person=person, span=span, cost=f"{found.emptied.cost:+,}"))
        )
    if not found.choices:
        console.print(escape(names.say_of_seats("choices.none", barred=found.barred)))
        return
    console.print(_table(instance, found, names))
    if found.barred:
        console.print(f"[dim]{escape(names.say_of_seats('choices.barred', barred=found.barred))}[/]")


def _table(instance: Instance, found: Choices, names: Names) -> Table:
    table = Table()
    for column in ("person", "supporter", "span", "cost", "goals", "leaves", "broken"):
        numeric = column == "cost"
        table.add_column(
            names.say_of_seats(f"column.{column}"), justify="right" if numeric else "left", overflow="fold"
        )
    for choice in found.choices:
        tour = choice.tour
        leaves = "\n".join(names.place(instance.post_by_id[own.post]) for own in choice.leaves)
        table.add_row(
            escape(names.person(tour.specialist, tour.unit)),
            escape(names.supporter(tour.supporter)),
            names.span(tour.from_period, tour.to_period),
            f"{choice.cost:+,}",
            escape(_changes(choice, names)),
            escape(leaves),
            escape(names.list(dict.fromkeys(names.rule(one.rule) for one in choice.broken))),
        )
    return table


def _changes(choice: Choice, names: Names) -> str:
    labels = catalogue(names.language)
    return names.list(
        names.say_of_seats(
            "choices.change", goal=labels.get(f"goals.{goal.name}.label", goal.name), amount=f"{goal.amount:+,}"
        )
        for goal in choice.goals
        if goal.cost
    )
