"""`zutuan compare`: two plans of one instance, by goal, person, post and pairing."""

from collections.abc import Iterable
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from solver.domain.instance import Instance
from solver.domain.plan import Tour
from solver.explain.compare import Comparison, PairingChange
from solver.explain.compare import compare as compare_plans
from solver.report.names import Names
from solver.texts import catalogue, say
from zutuan import options
from zutuan.exits import Exit
from zutuan.inputs import asked_instance, asked_plan
from zutuan.outlet import tables, write_text
from zutuan.speaker import speaker_of

First = Annotated[str, typer.Argument(metavar="FIRST", help="cli.help.first_plan", show_default=False)]
Second = Annotated[str, typer.Argument(metavar="SECOND", help="cli.help.second_plan", show_default=False)]


def compare(
    context: typer.Context,
    instance: options.InstanceArgument,
    first: First,
    second: Second,
    json: options.Json = False,
    lang: options.LangOption = None,
) -> Exit:
    """Show what differs between two plans."""
    speaker = speaker_of(context)
    question = asked_instance(instance, speaker)
    one, other = (asked_plan(plan, speaker.language)[0] for plan in (first, second))
    found = compare_plans(question, one, other)
    if json:
        write_text(found.model_dump_json(by_alias=True, indent=1))
    else:
        with tables() as console:
            _show(question, found, Names(question, speaker.language), console)
    return Exit.DONE


def _show(instance: Instance, found: Comparison, names: Names, console: Console) -> None:
    console.print(f"[bold]{escape(_say('title', names))}[/]")
    numbers = {"kept": found.kept, "gone": found.gone, "come": found.come, "people": len(found.people)}
    console.print(escape(_say("totals", names, **numbers)))
    if not (found.people or found.pairings):
        console.print(escape(_say("same", names)))
    _print(console, names, "goals", ("goal", "first", "second", "change", "unit"), _goals(found, names))
    people = (
        (
            names.person(one.specialist, one.unit),
            names.supporter(instance.specialist_by_id[one.specialist].hospital),
            _tours(one.gone, names),
            _tours(one.come, names),
        )
        for one in found.people
    )
    _print(console, names, "people", ("person", "supporter", "first", "second"), people)
    posts = (
        (
            names.place(instance.post_by_id[one.post]),
            _who(one.gone, names),
            _who(one.come, names),
            f"{one.missing_first:,} → {one.missing_second:,}",
            f"{one.below_target_first:,} → {one.below_target_second:,}",
        )
        for one in found.posts
    )
    _print(console, names, "posts", ("post", "first", "second", "missing", "below_target"), posts)
    _print(console, names, "pairings", ("pairing", "first", "second"), (_pairing(one, names) for one in found.pairings))


def _print(
    console: Console, names: Names, title: str, columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]
) -> None:
    listed = list(rows)
    if not listed:
        return
    table = Table(title=_say(title, names), title_justify="left")
    for column in columns:
        table.add_column(_say(column, names), overflow="fold")
    for row in listed:
        table.add_row(*(escape(cell) for cell in row))
    console.print(table)


def _goals(found: Comparison, names: Names) -> list[tuple[str, ...]]:
    labels = catalogue(names.language)
    rows = [
        (
            labels.get(f"goals.{goal.name}.label", goal.name),
            f"{goal.first:,}",
            f"{goal.second:,}",
            f"{goal.second - goal.first:+,}",
            labels.get(f"goals.{goal.name}.unit", ""),
        )
        for goal in found.goals
        if goal.first or goal.second
    ]
    change = found.objective_second - found.objective_first
    total = f"{found.objective_first:,}", f"{found.objective_second:,}", f"{change:+,}"
    return [*rows, (_say("objective", names), *total, "")]


def _tours(tours: tuple[Tour, ...], names: Names) -> str:
    posts = names.instance.post_by_id
    said = (
        _say("tour", names, place=names.place(posts[tour.post]), span=names.span(tour.from_period, tour.to_period))
        for tour in tours
    )
    return "\n".join(said) or _say("nobody", names)


def _who(tours: tuple[Tour, ...], names: Names) -> str:
    said = (
        _say(
            "tour",
            names,
            place=names.person(tour.specialist, tour.unit),
            span=names.span(tour.from_period, tour.to_period),
        )
        for tour in tours
    )
    return "\n".join(said) or _say("nobody", names)


def _pairing(one: PairingChange, names: Names) -> tuple[str, ...]:
    link = names.say("pairing.link", supporter=names.supporter(one.supporter), target=names.anything(one.target))
    words = {None: "off", "PAIRED": "paired", "LEAD": "lead", "COOPERATE": "cooperate"}
    return link, *(_say(words[role], names) for role in (one.first, one.second))


def _say(key: str, names: Names, **values: object) -> str:
    return say(f"explain_seats.compare.{key}", names.language, **values)
