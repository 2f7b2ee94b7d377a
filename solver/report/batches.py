"""Who departs with each batch: with what to prepare, and whom they relieve."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from solver.domain.document import PostId
from solver.domain.kinds import PreparationKind
from solver.domain.plan import Plan, Preparation, Tour
from solver.report.names import Names
from solver.report.tours import TourRow


@dataclass(frozen=True)
class PreparationRow:
    """Something to arrange, in words."""

    preparation: Preparation
    due: date
    kind: PreparationKind
    what: str
    person: str
    supporter: str
    recipient: str
    department: str
    post: str
    place: str


@dataclass(frozen=True)
class Departure:
    """One person of a batch: their tour, what to prepare before and on site, and who is relieved, if anybody."""

    row: TourRow
    before: tuple[PreparationRow, ...]
    on_site: tuple[PreparationRow, ...]
    relieves: str


@dataclass(frozen=True)
class BatchRows:
    """Everybody who departs in one period."""

    period: int
    name: str
    day: date
    departures: tuple[Departure, ...]


def preparation_rows(plan: Plan, names: Names) -> tuple[PreparationRow, ...]:
    """Return all preparations by date."""
    rows = (_preparation_row(preparation, names) for preparation in plan.preparations)
    return tuple(sorted(rows, key=lambda row: (row.due, row.kind, row.supporter, row.person)))


def _preparation_row(preparation: Preparation, names: Names) -> PreparationRow:
    post = names.instance.post_by_id[preparation.post]
    specialist = names.instance.specialist_by_id[preparation.specialist]
    return PreparationRow(
        preparation=preparation,
        due=preparation.due,
        kind=preparation.kind,
        what=names.say(f"preparation.{preparation.kind}"),
        person=names.person(preparation.specialist, preparation.unit),
        supporter=names.supporter(specialist.hospital),
        recipient=names.recipient(post),
        department=names.department(post),
        post=names.post(post),
        place=preparation.place or "",
    )


def batch_rows(rows: Sequence[TourRow], plan: Plan, names: Names) -> tuple[BatchRows, ...]:
    """Return the departures by period; tours under way before the plan depart with no batch of it."""
    prepared: dict[tuple[str, int, str], list[Preparation]] = defaultdict(list)
    for preparation in plan.preparations:
        prepared[preparation.specialist, preparation.unit, preparation.post].append(preparation)
    relieved = _relieved(rows, names)
    departing: dict[int, list[Departure]] = defaultdict(list)
    for row in rows:
        if not row.under_way:
            mine = prepared[row.tour.specialist, row.tour.unit, row.tour.post]
            departing[row.tour.from_period].append(_departure(row, mine, relieved.get(row.tour, ""), names))
    return tuple(
        BatchRows(period, _batch_name(period, names), _batch_day(period, names), tuple(departing[period]))
        for period in sorted(departing)
    )


def _departure(row: TourRow, prepared: list[Preparation], relieves: str, names: Names) -> Departure:
    leaving = row.first_day - timedelta(days=1)
    before = [p for p in prepared if p.due == leaving]
    on_site = [p for p in prepared if row.first_day <= p.due <= row.last_day]
    return Departure(
        row=row,
        before=tuple(_preparation_row(p, names) for p in before),
        on_site=tuple(_preparation_row(p, names) for p in sorted(on_site, key=lambda p: p.due)),
        relieves=relieves,
    )


def _relieved(rows: Sequence[TourRow], names: Names) -> dict[Tour, str]:
    """Match newcomers one to one with who leaves their post on arrival or within the post's handover."""
    by_post: dict[PostId, list[TourRow]] = defaultdict(list)
    for row in rows:
        by_post[row.tour.post].append(row)
    relieved: dict[Tour, str] = {}
    for post, served in by_post.items():
        handover = names.calendar.periods_up(names.instance.post_by_id[post].handover_months)
        leaving = sorted(served, key=lambda row: row.tour.to_period)
        for newcomer in sorted(served, key=lambda row: row.tour.from_period):
            start = newcomer.tour.from_period
            other = next((row for row in leaving if _leaves(row, start, handover)), None)
            if other is not None:
                leaving.remove(other)
                relieved[newcomer.tour] = other.person
    return relieved


def _leaves(other: TourRow, start: int, handover: int) -> bool:
    return other.tour.from_period < start <= other.tour.to_period <= start + handover


def _batch_name(period: int, names: Names) -> str:
    named = [batch.name for batch in names.calendar.batches if batch.period == period]
    return names.list(named) or names.say("batch.unnamed", month=names.month(names.calendar.day(period)))


def _batch_day(period: int, names: Names) -> date:
    dated = [batch.date for batch in names.calendar.batches if batch.period == period and batch.date is not None]
    return dated[0] if dated else names.calendar.day(period)
