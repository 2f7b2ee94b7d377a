"""Tours as rows for people, and laid out in lines as planners draw them: a line per place of a post, or per person."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from solver.domain.document import PostId, SpecialistId
from solver.domain.instance import Instance
from solver.domain.plan import Plan, Shortage, Tour
from solver.domain.posts import Post
from solver.report.names import Names, last_day


@dataclass(frozen=True)
class TourRow:
    """One tour in words; `last_day` is inclusive, `months` counts the tour whole."""

    tour: Tour
    person: str
    title: str
    specialty: str
    supporter: str
    recipient: str
    department: str
    post: str
    kind: str
    altitude_m: int | None
    first_day: date
    last_day: date
    months: int
    under_way: bool
    leads: str


@dataclass(frozen=True)
class Heading:
    """A line that only says which hospital the lines below it belong to."""

    text: str


@dataclass(frozen=True)
class PostLine:
    """One line of a post's timeline: tours that follow one another, and periods in which somebody is missing.

    `wanted` are the ranges of periods, half open, in which the post wants more people than there are lines above.
    """

    post: PostId
    lane: int
    recipient: str
    department: str
    name: str
    wanted: tuple[tuple[int, int], ...]
    tours: tuple[TourRow, ...]
    missing: tuple[Shortage, ...]


@dataclass(frozen=True)
class PersonLine:
    """One line of the people's timeline: all tours of a person."""

    specialist: SpecialistId
    unit: int
    supporter: str
    person: str
    title: str
    specialty: str
    tours: tuple[TourRow, ...]


def tour_rows(plan: Plan, names: Names) -> tuple[TourRow, ...]:
    """Return every tour in words, by post as the document lists posts, then by first day."""
    order = {post.id: number for number, post in enumerate(names.instance.posts)}
    tours = sorted(plan.tours, key=lambda t: (order[t.post], t.from_period, t.specialist, t.unit))
    return tuple(_tour_row(tour, names) for tour in tours)


def _tour_row(tour: Tour, names: Names) -> TourRow:
    instance = names.instance
    post, specialist = instance.post_by_id[tour.post], instance.specialist_by_id[tour.specialist]
    kind = instance.kind_by_id.get(post.tour_kind)
    return TourRow(
        tour=tour,
        person=names.person(tour.specialist, tour.unit),
        title=names.title(specialist),
        specialty=names.specialty(specialist.main_specialty),
        supporter=names.supporter(tour.supporter),
        recipient=names.recipient(post),
        department=names.department(post),
        post=names.post(post),
        kind=(kind.name if kind is not None else None) or post.tour_kind,
        altitude_m=instance.recipient_of(post).altitude_m,
        first_day=tour.from_day,
        last_day=last_day(tour.to_day),
        months=(tour.to_period - tour.from_period) * names.calendar.months_per_period,
        under_way=tour.from_period < 0,
        leads="" if post.leads is None else names.say(f"leads.{post.leads}"),
    )


def posts_in_order(instance: Instance) -> tuple[Post, ...]:
    """Return the posts by hospital and department as the document lists these."""
    hospitals = {hospital.id: number for number, hospital in enumerate(instance.recipient_hospitals)}
    departments = {
        department.id: (hospitals[department.hospital], number)
        for number, department in enumerate(instance.departments)
    }
    return tuple(sorted(instance.posts, key=lambda post: departments[post.department]))


def post_lines(rows: Sequence[TourRow], shortages: Iterable[Shortage], names: Names) -> tuple[PostLine, ...]:
    """Lay tours and shortages out in lines, so that nothing in a line overlaps; a post has at least one line."""
    tours: dict[PostId, list[TourRow]] = defaultdict(list)
    missing: dict[PostId, list[Shortage]] = defaultdict(list)
    for row in rows:
        tours[row.tour.post].append(row)
    for shortage in shortages:
        missing[shortage.post].append(shortage)
    return tuple(
        line
        for post in posts_in_order(names.instance)
        for line in _lines_of_post(post, tours[post.id], missing[post.id], names)
    )


def _lines_of_post(post: Post, tours: list[TourRow], missing: list[Shortage], names: Names) -> tuple[PostLine, ...]:
    lanes = _packed(tours)
    gaps = _gap_lanes(lanes, missing)
    return tuple(
        PostLine(
            post=post.id,
            lane=lane,
            recipient=names.recipient(post),
            department=names.department(post),
            name=names.post(post),
            wanted=tuple((d.from_period, d.to_period) for d in post.demand if d.target > lane),
            tours=tuple(lanes[lane]) if lane < len(lanes) else (),
            missing=tuple(gaps[lane]),
        )
        for lane in range(max(1, len(lanes), len(gaps)))
    )


def _packed(tours: list[TourRow]) -> list[list[TourRow]]:
    lanes: list[list[TourRow]] = []
    for row in sorted(tours, key=lambda row: (row.tour.from_period, row.tour.to_period)):
        free = next((lane for lane in lanes if lane[-1].tour.to_period <= row.tour.from_period), None)
        if free is None:
            lanes.append([row])
        else:
            free.append(row)
    return lanes


def _gap_lanes(lanes: list[list[TourRow]], missing: list[Shortage]) -> dict[int, list[Shortage]]:
    taken = {
        (number, period)
        for number, lane in enumerate(lanes)
        for row in lane
        for period in range(row.tour.from_period, row.tour.to_period)
    }
    gaps: dict[int, list[Shortage]] = defaultdict(list)
    for shortage in sorted(missing, key=lambda s: (s.period, s.below)):
        lane = 0
        while (lane, shortage.period) in taken:
            lane += 1
        taken.add((lane, shortage.period))
        gaps[lane].append(shortage)
    for lane in range(max(gaps, default=-1)):
        gaps[lane] = gaps[lane]
    return gaps


def person_lines(rows: Sequence[TourRow], names: Names) -> tuple[PersonLine, ...]:
    """Return one line per person with a tour, by supporting hospital and person as the document lists them."""
    tours: dict[tuple[SpecialistId, int], list[TourRow]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: row.tour.from_period):
        tours[row.tour.specialist, row.tour.unit].append(row)
    hospitals = {hospital.id: number for number, hospital in enumerate(names.instance.supporting_hospitals)}
    order = {
        specialist.id: (hospitals[specialist.hospital], number)
        for number, specialist in enumerate(names.instance.specialists)
    }
    return tuple(
        PersonLine(
            specialist=specialist,
            unit=unit,
            supporter=served[0].supporter,
            person=served[0].person,
            title=served[0].title,
            specialty=served[0].specialty,
            tours=tuple(served),
        )
        for (specialist, unit), served in sorted(tours.items(), key=lambda item: (order[item[0][0]], item[0][1]))
    )
