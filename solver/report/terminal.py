"""A plan for the terminal: the tables of the report in short, what is missing first."""

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from solver.domain.instance import Instance
from solver.domain.outcome import Infeasible, Solved, Undecided
from solver.report.names import Names
from solver.report.shortfalls import ShortageRow
from solver.report.tables import NoPlanTables, PlanTables, Warnings, no_plan_tables, plan_tables
from solver.report.tours import TourRow
from solver.report.verdict import Headline
from solver.texts import Language

MOST_SHORTAGES = 20
MOST_TOURS = 200
MOST_PREPARATIONS = 12


def print_plan(
    instance: Instance, outcome: Solved | Infeasible | Undecided, console: Console, language: Language
) -> None:
    """Print an outcome as tables, those of a big plan shortened; the report and the workbook have all of it."""
    if isinstance(outcome, Solved):
        _print_solved(plan_tables(instance, outcome, language), console)
    else:
        _print_without_plan(no_plan_tables(instance, outcome, language), console)


def _print_solved(tables: PlanTables, console: Console) -> None:
    names = tables.names
    _print_head(tables.headline, tables.warnings, names, console)
    if tables.has_posts:
        _print_totals(tables, console)
        _print_shortages(tables, console)
        _print_tours(tables, console)
        _print_preparations(tables, console)
    if tables.has_targets:
        _print_pairings(tables, console)
    _print_goals(tables, console)
    _print_rules(tables, console)
    _print_violations(tables, console)


def _print_totals(tables: PlanTables, console: Console) -> None:
    names, totals = tables.names, tables.totals
    filled, needed = f"{totals.filled_months:,}", f"{totals.needed_months:,}"
    console.print(f"{names.say('card.filled')}: {names.say('card.filled_of', filled=filled, needed=needed)}")
    console.print(names.say("card.people_of", people=totals.people, tours=totals.tours), highlight=False)


def _print_without_plan(tables: NoPlanTables, console: Console) -> None:
    names = tables.names
    _print_head(tables.headline, tables.warnings, names, console)
    if tables.claims:
        rows = ((claim.sentence, claim.rule) for claim in tables.claims)
        _print_table(names, "section.conflict", ("asked", "rule"), rows, console)
    elif tables.is_infeasible:
        console.print(names.say("text.infeasible_unknown"))


def _print_head(headline: Headline, warnings: Warnings, names: Names, console: Console) -> None:
    console.print(f"[bold]{escape(headline.title)}[/]  [dim]{headline.horizon}[/]", highlight=False)
    if warnings.switched_off:
        rules = escape(names.list(warnings.switched_off))
        console.print(f"[bold red]{names.say('warning.switched_off', rules=rules)}[/]")
    if warnings.not_applied:
        items = escape(names.list(warnings.not_applied))
        console.print(f"[yellow]{names.say('warning.not_applied', items=items)}[/]")
    console.print(f"{headline.verdict}. {headline.proof}" if names.language == "en" else _chinese(headline))
    console.print(f"[dim]{escape(headline.search)}[/]", highlight=False)


def _chinese(headline: Headline) -> str:
    return f"{headline.verdict}。{headline.proof}"


def _print_shortages(tables: PlanTables, console: Console) -> None:
    names = tables.names
    if not tables.shortages:
        console.print(f"[green]{names.say('text.nothing_missing')}[/]")
        return
    columns = ("post", "span", "missing", "below", "reasons")
    rows = [
        (_post(row, names), row.span, str(row.missing), row.below, row.sentence)
        for row in tables.shortages[:MOST_SHORTAGES]
    ]
    _print_table(names, "section.missing", columns, rows, console)
    _print_rest(len(tables.shortages) - MOST_SHORTAGES, names, console)


def _post(row: ShortageRow | TourRow, names: Names) -> str:
    is_one_hospital = len(names.instance.recipient_hospitals) == 1
    return row.post if is_one_hospital else f"{row.recipient} · {row.post}"


def _print_tours(tables: PlanTables, console: Console) -> None:
    names = tables.names
    rows = [
        (_post(row, names), row.person, row.supporter, str(row.first_day), str(row.last_day)) for row in tables.tours
    ]
    columns = ("post", "person", "supporter", "first_day", "last_day")
    _print_table(names, "section.posts", columns, rows[:MOST_TOURS], console)
    _print_rest(len(rows) - MOST_TOURS, names, console)


def _print_preparations(tables: PlanTables, console: Console) -> None:
    if not tables.preparations:
        return
    names = tables.names
    rows = [(str(row.due), row.what, row.person, row.post, row.place) for row in tables.preparations]
    columns = ("due", "what", "person", "post", "place")
    _print_table(names, "section.preparations", columns, rows[:MOST_PREPARATIONS], console)
    _print_rest(len(rows) - MOST_PREPARATIONS, names, console)


def _print_pairings(tables: PlanTables, console: Console) -> None:
    """Print the pairings, those that people must decide about first."""
    names, pairings = tables.names, tables.pairings
    rows = [
        (target if first else "", row.supporter, row.role, row.basis, row.state)
        for target, group in pairings.groups
        for first, row in zip((True, *(False,) * len(group)), group, strict=False)
    ]
    columns = ("target", "supporter", "role", "basis", "state")
    _print_table(names, "section.pairings", columns, rows[:MOST_TOURS], console)
    _print_rest(len(rows) - MOST_TOURS, names, console)
    for key, listed in (("open_leads", pairings.open_leads), ("alone", pairings.alone)):
        if listed:
            said = names.say(f"warning.{key}", count=len(listed), targets=names.list(listed))
            console.print(f"[yellow]{escape(said)}[/]", highlight=False)
    if pairings.dropped:
        said = names.say("warning.dropped", count=len(pairings.dropped), links=names.list(pairings.dropped))
        console.print(f"[yellow]{escape(said)}[/]", highlight=False)


def _print_rules(tables: PlanTables, console: Console) -> None:
    """Print the rules that cost something, bound or ruled out tours; the others made no difference."""
    rows = [(row.label, row.mode, row.sentence) for row in tables.rules if row.acted]
    if rows:
        _print_table(tables.names, "section.rules", ("rule", "mode", "effect"), rows, console)


def _print_goals(tables: PlanTables, console: Console) -> None:
    rows = [
        (str(row.level), row.label, f"{row.amount:,} {row.unit}", f"{row.weight:,}", f"{row.cost:,}")
        for row in tables.goals
        if row.amount
    ]
    _print_table(tables.names, "section.goals", ("level", "goal", "amount", "weight", "cost"), rows, console)


def _print_violations(tables: PlanTables, console: Console) -> None:
    if tables.violations:
        rows = [
            (row.rule, row.about, row.when, row.detail, f"{row.units:,} {row.unit}", f"{row.cost:,}")
            for row in tables.violations[:MOST_SHORTAGES]
        ]
        columns = ("rule", "about", "when", "detail", "units", "cost")
        _print_table(tables.names, "section.violations", columns, rows, console)
        _print_rest(len(tables.violations) - MOST_SHORTAGES, tables.names, console)


def _print_table(
    names: Names, title: str, columns: Sequence[str], rows: Iterable[Sequence[str]], console: Console
) -> None:
    table = Table(box=None, pad_edge=False)
    for column in columns:
        numeric = column in ("missing", "level", "weight", "cost")
        table.add_column(names.say(f"column.{column}"), justify="right" if numeric else "left", overflow="fold")
    for row in rows:
        table.add_row(*(escape(cell) for cell in row))
    console.print()
    console.print(f"[bold]{names.say(title)}[/]")  # a title of the table's own would be broken at its width
    console.print(table)


def _print_rest(count: int, names: Names, console: Console) -> None:
    if count > 0:
        console.print(f"[dim]{names.say('text.rest', count=f'{count:,}')}[/]")
