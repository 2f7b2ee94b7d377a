"""What the charts draw: the rows of a plan's tables as marks, one row per mark."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from solver.domain.kinds import PreparationKind
from solver.report.batches import PreparationRow
from solver.report.coverage import AwayCell, CoverageCell
from solver.report.names import Names
from solver.report.shapes import AwayBox, Bar, Cell, HeatCell, LimitStep, Mark, RowLabel, Track
from solver.report.shortfalls import gap_key
from solver.report.tours import Heading, PersonLine, PostLine, TourRow

LONGEST_LABEL = 15
"""Letters of a post's label up to which its department is named with it."""


PostLines = Sequence[PostLine | Heading]
PersonLines = Sequence[PersonLine | Heading]
SHAPES = {
    PreparationKind.EXAMINATION: "diamond",
    PreparationKind.HYPOXIA_TRAINING: "diamond",
    PreparationKind.RECHECK: "triangle-up",
    PreparationKind.HOME_LEAVE: "circle",
}


def post_bars(lines: PostLines) -> list[Bar]:
    """Return one bar per tour, labelled with the person, coloured by supporter."""
    return [
        _bar(number, row, label=row.person, colour=row.supporter)
        for number, line in enumerate(lines)
        if not isinstance(line, Heading)
        for row in line.tours
    ]


def person_bars(lines: PersonLines, names: Names) -> list[Bar]:
    """Return one bar per tour, labelled with the post, coloured by hospital, or by department if there is one only."""
    one_recipient = len(names.instance.recipient_hospitals) == 1
    return [
        _bar(number, row, label=row.post, colour=row.department if one_recipient else row.recipient)
        for number, line in enumerate(lines)
        if not isinstance(line, Heading)
        for row in line.tours
    ]


def _bar(number: int, row: TourRow, label: str, colour: str) -> Bar:
    return Bar(
        row=number,
        start=row.tour.from_day.isoformat(),
        until=row.tour.to_day.isoformat(),
        label=label,
        colour=colour,
        person=row.person,
        title=row.title,
        supporter=row.supporter,
        recipient=row.recipient,
        department=row.department,
        post=row.post,
        days=f"{row.first_day} – {row.last_day}",
        months=row.months,
    )


def tracks(lines: PostLines, names: Names) -> list[Track]:
    """Return the ranges in which each line wants somebody."""
    day = names.calendar.day
    return [
        Track(number, day(start).isoformat(), day(until).isoformat())
        for number, line in enumerate(lines)
        if isinstance(line, PostLine)
        for start, until in line.wanted
    ]


def shortage_cells(lines: PostLines, names: Names) -> list[Cell]:
    """Return one cell per shortage."""
    return [
        cell
        for number, line in enumerate(lines)
        if isinstance(line, PostLine)
        for cell in _cells_of_line(number, line, names)
    ]


def _cells_of_line(number: int, line: PostLine, names: Names) -> Iterator[Cell]:
    before: tuple[int, str, int] | None = None
    for shortage in line.missing:
        goes_on = before == (shortage.period - 1, shortage.below, shortage.missing)
        before = (shortage.period, shortage.below, shortage.missing)
        yield Cell(
            row=number,
            start=names.calendar.day(shortage.period).isoformat(),
            until=names.calendar.day(shortage.period + 1).isoformat(),
            below=names.say(f"below.{shortage.below}"),
            below_min=shortage.below == "min",
            missing=shortage.missing,
            label="" if goes_on else names.say("chart.missing_cell", count=shortage.missing),
            recipient=line.recipient,
            department=line.department,
            post=line.name,
            month=names.span(shortage.period, shortage.period + 1),
            gap=gap_key(shortage),
        )


def row_labels(lines: PostLines | PersonLines) -> list[RowLabel]:
    """Return what stands left of each line; only the first line of a post is labelled."""
    return [RowLabel(number, _line_label(line), isinstance(line, Heading)) for number, line in enumerate(lines)]


def _line_label(line: PostLine | PersonLine | Heading) -> str:
    if isinstance(line, Heading):
        return line.text
    if isinstance(line, PersonLine):
        return f"{line.person}  {line.specialty}" if line.specialty else line.person
    if line.lane:
        return ""
    whole = f"{line.department} · {line.name}"
    return line.name if line.department in line.name or len(whole) > LONGEST_LABEL else whole


def preparation_marks(lines: PersonLines, preparations: Iterable[PreparationRow], names: Names) -> list[Mark]:
    """Return one mark per person, day and shape."""
    rows = {(line.specialist, line.unit): number for number, line in enumerate(lines) if isinstance(line, PersonLine)}
    grouped: dict[tuple[int, str, str], list[PreparationRow]] = {}
    for row in preparations:
        number = rows.get((row.preparation.specialist, row.preparation.unit))
        if number is not None:
            grouped.setdefault((number, row.due.isoformat(), SHAPES[row.kind]), []).append(row)
    return [
        Mark(row=row, day=day, shape=shape, what=names.list(p.what for p in same), person=same[0].person, due=day)
        for (row, day, shape), same in grouped.items()
    ]


def heat_cells(lines: PostLines, cells: Iterable[CoverageCell], names: Names) -> list[HeatCell]:
    """Return one cell per post and period with demand; each post has one line here."""
    rows: dict[str, tuple[int, PostLine]] = {
        line.post: (number, line) for number, line in enumerate(lines) if isinstance(line, PostLine)
    }
    return [_heat_cell(cell, *rows[cell.post], names) for cell in cells if cell.post in rows]


def _heat_cell(cell: CoverageCell, number: int, line: PostLine, names: Names) -> HeatCell:
    return HeatCell(
        row=number,
        start=names.calendar.day(cell.period).isoformat(),
        until=names.calendar.day(cell.period + 1).isoformat(),
        state=names.say(f"state.{cell.state}"),
        label=f"{cell.present}/{cell.target}",
        present=cell.present,
        min=cell.min,
        target=cell.target,
        recipient=line.recipient,
        department=line.department,
        post=line.name,
        month=names.span(cell.period, cell.period + 1),
    )


def away_boxes(cells: Sequence[AwayCell], names: Names) -> list[AwayBox]:
    """Return the people away, stacked by hospital in each period."""
    boxes = []
    for period in sorted({cell.period for cell in cells}):
        stacked = [cell for cell in cells if cell.period == period]
        tops = accumulate(cell.away for cell in stacked)
        boxes += [_away_box(cell, top, names) for cell, top in zip(stacked, tops, strict=True) if cell.away]
    return boxes


def _away_box(cell: AwayCell, top: int, names: Names) -> AwayBox:
    return AwayBox(
        start=names.calendar.day(cell.period).isoformat(),
        until=names.calendar.day(cell.period + 1).isoformat(),
        supporter=names.supporter(cell.supporter),
        low=top - cell.away,
        high=top,
        away=cell.away,
        limit="–" if cell.limit is None else str(cell.limit),
        month=names.span(cell.period, cell.period + 1),
    )


def limit_steps(cells: Sequence[AwayCell], names: Names) -> list[LimitStep]:
    """Return what all hospitals together can spare; nothing where any of them has no limit."""
    steps = []
    for period in sorted({cell.period for cell in cells}):
        limits = [cell.limit for cell in cells if cell.period == period]
        known = [limit for limit in limits if limit is not None]
        if len(known) == len(limits):
            day = names.calendar.day
            steps.append(LimitStep(day(period).isoformat(), day(period + 1).isoformat(), sum(known)))
    return steps
