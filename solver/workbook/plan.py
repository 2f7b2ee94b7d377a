"""A plan as an Excel workbook: month grids, rosters by batch, and all the tables of the report."""

from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from solver.domain.instance import Instance
from solver.domain.outcome import Solved
from solver.report.batches import Departure, PreparationRow
from solver.report.colours import place_colours, supporter_colours
from solver.report.names import Names, last_day
from solver.report.tables import PlanTables, plan_tables
from solver.texts import Language
from solver.workbook.archive import workbook_bytes
from solver.workbook.grids import GridLine, fill_grid
from solver.workbook.sheets import Value, fill_table


def write_plan(instance: Instance, outcome: Solved, path: Path, language: Language) -> None:
    """Write a plan as an .xlsx file, the same bytes for the same plan. Raises OSError where it cannot be written."""
    path.write_bytes(render_plan(instance, outcome, language))


def render_plan(instance: Instance, outcome: Solved, language: Language) -> bytes:
    """Return a plan as the bytes of an .xlsx file."""
    tables = plan_tables(instance, outcome, language)
    book = Workbook()
    book.remove(book.worksheets[0])
    _summary(_sheet(book, "summary", tables), tables)
    if tables.has_posts:
        _posts(_sheet(book, "posts", tables), tables)
        _people(_sheet(book, "people", tables), tables)
        _batches(_sheet(book, "batches", tables), tables)
        _tours(_sheet(book, "tours", tables), tables)
        _shortages(_sheet(book, "shortages", tables), tables)
        _preparations(_sheet(book, "preparations", tables), tables)
    if tables.has_targets:
        _pairings(_sheet(book, "pairings", tables), tables)
    _goals(_sheet(book, "goals", tables), tables)
    _rules(_sheet(book, "rules", tables), tables)
    _violations(_sheet(book, "violations", tables), tables)
    return workbook_bytes(book)


def _sheet(book: Workbook, name: str, tables: PlanTables) -> Worksheet:
    sheet = book.create_sheet(tables.names.say(f"sheet.{name}"))
    assert isinstance(sheet, Worksheet)
    return sheet


def _headings(names: Names, columns: Sequence[str]) -> list[str]:
    return [names.say(f"column.{column}") for column in columns]


def _summary(sheet: Worksheet, tables: PlanTables) -> None:
    names, head = tables.names, tables.headline
    rows: list[tuple[str, Value]] = [(names.say("summary.programme"), head.title)]
    if tables.warnings.switched_off:
        rules = names.list(tables.warnings.switched_off)
        rows.append((names.say("summary.warning"), names.say("warning.switched_off", rules=rules)))
    if tables.warnings.not_applied:
        items = names.list(tables.warnings.not_applied)
        rows.append((names.say("summary.warning"), names.say("warning.not_applied", items=items)))
    rows += [(names.say("summary.horizon"), head.horizon)] if tables.has_posts else []
    rows += [(names.say("summary.verdict"), head.verdict), (names.say("summary.proof"), head.proof)]
    rows += _tour_totals(tables) if tables.has_posts else []
    rows += _pairing_totals(tables) if tables.has_targets else []
    rows.append((names.say("summary.search"), head.search))
    fill_table(sheet, _headings(names, ("item", "value")), rows)


def _tour_totals(tables: PlanTables) -> list[tuple[str, Value]]:
    totals, say = tables.totals, tables.names.say
    return [
        (say("summary.needed"), totals.needed_months),
        (say("summary.filled"), totals.filled_months),
        (say("summary.missing"), totals.missing_months),
        (say("summary.posts_short"), totals.posts_short),
        (say("summary.below_target"), totals.below_target_months),
        (say("summary.people"), totals.people),
        (say("summary.tours"), totals.tours),
    ]


def _pairing_totals(tables: PlanTables) -> list[tuple[str, Value]]:
    pairings, say = tables.pairings, tables.names.say
    named = {"open_leads": pairings.open_leads, "alone": pairings.alone, "dropped": pairings.dropped}
    return [
        (say("summary.targets"), pairings.targets),
        (say("summary.pairings"), len(pairings.rows)),
        *((say(f"summary.{key}"), "\n".join(listed)) for key, listed in named.items() if listed),
    ]


def _posts(sheet: Worksheet, tables: PlanTables) -> None:
    colours = supporter_colours(tables.names)
    lines = [
        GridLine((line.recipient, line.department, line.name), line.tours, line.wanted, line.missing)
        for line in tables.post_lines
    ]
    headings = _headings(tables.names, ("recipient", "department", "post"))
    fill_grid(sheet, headings, lines, lambda row: (row.person, colours[row.supporter]), tables.names)


def _people(sheet: Worksheet, tables: PlanTables) -> None:
    colours = place_colours(tables.names)
    lines = [
        GridLine((line.supporter, line.person, line.title, line.specialty), line.tours) for line in tables.person_lines
    ]
    headings = _headings(tables.names, ("supporter", "person", "title", "specialty"))
    is_one_hospital = len(tables.names.instance.recipient_hospitals) == 1
    fill_grid(
        sheet,
        headings,
        lines,
        lambda row: (row.post, colours[row.department if is_one_hospital else row.recipient]),
        tables.names,
    )


def _batches(sheet: Worksheet, tables: PlanTables) -> None:
    columns = (
        *("batch", "departure", "person", "title", "specialty", "supporter", "recipient", "altitude", "department"),
        *("post", "leads", "first_day", "last_day", "months", "before", "on_site", "relieves", "off_pair"),
    )
    rows = (
        (batch.name, batch.day, *_departure(departure, tables.names))
        for batch in tables.batches
        for departure in batch.departures
    )
    fill_table(sheet, _headings(tables.names, columns), rows)


def _departure(departure: Departure, names: Names) -> tuple[Value, ...]:
    row = departure.row
    return (
        *(row.person, row.title, row.specialty, row.supporter, row.recipient, row.altitude_m, row.department),
        *(row.post, row.leads, row.first_day, row.last_day, row.months),
        "\n".join(_arranged(one) for one in departure.before),
        "\n".join(f"{one.due.isoformat()} {_arranged(one)}" for one in departure.on_site),
        departure.relieves,
        "" if row.tour.on_pair else names.say("yes"),
    )


def _arranged(one: PreparationRow) -> str:
    return f"{one.what} · {one.place}" if one.place else one.what


def _tours(sheet: Worksheet, tables: PlanTables) -> None:
    columns = (
        *("recipient", "department", "post", "person", "title", "supporter", "kind", "first_day", "last_day", "months"),
        *("under_way", "off_pair", "specialist_id", "unit_number", "post_id"),
    )
    yes = tables.names.say("yes")
    rows = (
        (
            *(row.recipient, row.department, row.post, row.person, row.title, row.supporter, row.kind),
            *(row.first_day, row.last_day, row.months),
            yes if row.under_way else "",
            "" if row.tour.on_pair else yes,
            *(row.tour.specialist, row.tour.unit, row.tour.post),
        )
        for row in tables.tours
    )
    fill_table(sheet, _headings(tables.names, columns), rows)


def _shortages(sheet: Worksheet, tables: PlanTables) -> None:
    columns = (
        *("recipient", "department", "post", "from_day", "to_day", "missing", "person_months", "below", "priority"),
        *("reasons", "near"),
    )
    rows = (
        (
            *(row.recipient, row.department, row.post, row.first_day, last_day(row.to_day), row.missing),
            *(row.person_months, row.below, row.priority, row.sentence, "\n".join(row.near)),
        )
        for row in tables.shortages
    )
    fill_table(sheet, _headings(tables.names, columns), rows)


def _preparations(sheet: Worksheet, tables: PlanTables) -> None:
    columns = ("due", "what", "person", "supporter", "recipient", "department", "post", "place")
    rows = (
        (row.due, row.what, row.person, row.supporter, row.recipient, row.department, row.post, row.place)
        for row in tables.preparations
    )
    fill_table(sheet, _headings(tables.names, columns), rows)


def _pairings(sheet: Worksheet, tables: PlanTables) -> None:
    rows = [(row.target, row.supporter, row.role, row.basis, row.state) for row in tables.pairings.rows]
    nobody = tables.names.say("none")
    rows += [(target, nobody, "", "", "") for target in tables.pairings.alone]
    fill_table(sheet, _headings(tables.names, ("target", "supporter", "role", "basis", "state")), rows)


def _goals(sheet: Worksheet, tables: PlanTables) -> None:
    columns = ("level", "goal", "sentence", "amount", "unit", "weight", "cost")
    rows = ((row.level, row.label, row.sentence, row.amount, row.unit, row.weight, row.cost) for row in tables.goals)
    fill_table(sheet, _headings(tables.names, columns), rows)


def _rules(sheet: Worksheet, tables: PlanTables) -> None:
    columns = ("rule", "mode", "effect", "units", "unit", "cost", "binding", "limits", "barred")
    rows = (
        (row.label, row.mode, row.sentence, row.units, row.unit, row.cost, row.binding, row.limits, row.barred)
        for row in tables.rules
    )
    fill_table(sheet, _headings(tables.names, columns), rows)


def _violations(sheet: Worksheet, tables: PlanTables) -> None:
    columns = ("rule", "about", "when", "detail", "units", "unit", "price", "cost")
    rows = (
        (row.rule, row.about, row.when, row.detail, row.units, row.unit, row.price, row.cost)
        for row in tables.violations
    )
    fill_table(sheet, _headings(tables.names, columns), rows)
