"""What is missing: consecutive periods of a post merged into one row, with the reasons in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from solver.domain.document import SpecialistId
from solver.domain.instance import Instance
from solver.domain.kinds import Title
from solver.domain.people import Specialist
from solver.domain.plan import Near, Reason, Shortage
from solver.report.kept_away import KeptPerson, grouped, kept_people
from solver.report.names import Names
from solver.report.tours import posts_in_order
from solver.texts import say


@dataclass(frozen=True)
class ReasonRow:
    """A rule that keeps people away; `partly` where it does so in some of the periods only."""

    rule: str
    text: str
    people: tuple[str, ...]
    partly: bool


@dataclass(frozen=True)
class ShortageRow:
    """A run of consecutive periods in which the same number of people is missing at a post."""

    shortages: tuple[Shortage, ...]
    recipient: str
    department: str
    post: str
    span: str
    first_day: date
    to_day: date
    missing: int
    person_months: int
    below: str
    below_min: bool
    priority: int
    reasons: tuple[ReasonRow, ...]
    near: tuple[str, ...]
    sentence: str
    people: tuple[KeptPerson, ...]

    @property
    def gaps(self) -> tuple[str, ...]:
        """What a page calls each of its gaps: words without a blank, the same for a chart and a table."""
        return tuple(map(gap_key, self.shortages))


def gap_key(shortage: Shortage) -> str:
    """Return post, period and which limit as one word."""
    return f"gap-{quote(shortage.post, safe='')}-{shortage.period}-{shortage.below}"


def shortage_rows(shortages: Iterable[Shortage], names: Names) -> tuple[ShortageRow, ...]:
    """Return what is missing, below the minimum first, then by priority, then as the document lists posts."""
    order = {post.id: number for number, post in enumerate(posts_in_order(names.instance))}
    ordered = sorted(shortages, key=lambda s: (s.below, order[s.post], s.missing, s.period))
    rows = [_row(run, names) for run in _runs(ordered)]
    return tuple(sorted(rows, key=lambda r: (not r.below_min, -r.priority, order[r.shortages[0].post], r.first_day)))


def _runs(ordered: Sequence[Shortage]) -> list[list[Shortage]]:
    runs: list[list[Shortage]] = []
    for shortage in ordered:
        before = runs[-1][-1] if runs else None
        if before is not None and _goes_on(before, shortage):
            runs[-1].append(shortage)
        else:
            runs.append([shortage])
    return runs


def _goes_on(before: Shortage, shortage: Shortage) -> bool:
    same = all(getattr(before, name) == getattr(shortage, name) for name in ("below", "post", "missing", "left_off"))
    return same and shortage.period == before.period + 1


def _row(run: Sequence[Shortage], names: Names) -> ShortageRow:
    first, to_period = run[0], run[-1].period + 1
    post = names.instance.post_by_id[first.post]
    reasons = _reasons(run, names)
    return ShortageRow(
        shortages=tuple(run),
        recipient=names.recipient(post),
        department=names.department(post),
        post=names.post(post),
        span=names.span(first.period, to_period),
        first_day=names.calendar.day(first.period),
        to_day=names.calendar.day(to_period),
        missing=first.missing,
        person_months=first.missing * len(run) * names.calendar.months_per_period,
        below=names.say(f"below.{first.below}"),
        below_min=first.below == "min",
        priority=post.priority,
        reasons=reasons,
        near=_near(run, names),
        sentence=_sentence(run, reasons, names),
        people=kept_people(run, names),
    )


def _reasons(run: Sequence[Shortage], names: Names) -> tuple[ReasonRow, ...]:
    """Group the people of a run by rule; the rule that keeps most people away comes first."""
    kept: dict[str, dict[SpecialistId, int]] = {}
    for reason in (reason for shortage in run for reason in shortage.reasons):
        periods = kept.setdefault(reason.rule, {})
        for person in reason.people:
            periods[person] = periods.get(person, 0) + 1
    heads = {rule: head_count(names.instance, periods) for rule, periods in kept.items()}
    return tuple(
        ReasonRow(
            rule=rule,
            text=grouped(rule, kept[rule], run, names),
            people=tuple(names.people(person) for person in kept[rule]),
            partly=any(periods < len(run) for periods in kept[rule].values()),
        )
        for rule in sorted(kept, key=lambda rule: (-heads[rule], rule))
    )


def head_count(instance: Instance, people: Iterable[SpecialistId]) -> int:
    """Return how many persons these specialists are: a pool counts with its size."""
    return sum(instance.specialist_by_id[person].count for person in people)


def _sentence(run: Sequence[Shortage], reasons: Sequence[ReasonRow], names: Names) -> str:
    if run[0].left_off:
        return names.say_of_seats("text.left_off")
    if not reasons:
        return "" if _somebody_fits(run[0], names) else names.say("reason.nobody")
    everybody = {person for shortage in run for reason in shortage.reasons for person in reason.people}
    joint = names.say("reason.joint")
    always = joint.join(reason.text for reason in reasons if not reason.partly)
    partly = joint.join(reason.text for reason in reasons if reason.partly)
    parts = [always, names.say("reason.partly", text=partly) if always and partly else partly]
    text = names.say("reason.joint_partly").join(part for part in parts if part)
    count, known = head_count(names.instance, everybody), _specialty(run[0], names)
    if known is None:
        return names.say("reason.sentence", count=count, parts=text)
    return say("explain_seats.grouped.of_specialty", names.language, count=count, specialty=known, parts=text)


def _specialty(shortage: Shortage, names: Names) -> str | None:
    """Return the one specialty that a post accepts, by its name; none where there are several, or it has no name."""
    accepted = names.instance.accepted_specialties(names.instance.post_by_id[shortage.post])
    name = names.specialty(accepted[0]) if len(accepted) == 1 else None
    return None if name is None or name == accepted[0] else name


def _somebody_fits(shortage: Shortage, names: Names) -> bool:
    post = names.instance.post_by_id[shortage.post]
    accepted = set(names.instance.accepted_specialties(post))
    return any(
        specialist.role in post.roles and (not accepted or accepted.intersection(specialist.specialties))
        for specialist in names.instance.specialists
    )


def _near(run: Sequence[Shortage], names: Names) -> tuple[str, ...]:
    """Say each single change that would do, once."""
    found: dict[str, None] = {}
    for reason in (reason for shortage in run for reason in shortage.reasons):
        for near in (reason.near, *reason.also_near):
            if near is not None:
                found[_near_text(reason, near, names)] = None
    return tuple(found)


def _near_text(reason: Reason, near: Near, names: Names) -> str:
    person, rule = names.people(near.specialist), names.rule(near.rule or reason.rule)
    if near.found is None and near.limit is None:
        return names.say("near.plain", person=person, rule=rule)
    known = names.instance.specialist_by_id.get(near.specialist)
    found, limit = ("–" if value is None else _said(value, known, names) for value in (near.found, near.limit))
    return names.say(f"near.{_near_key(near)}", person=person, rule=rule, found=found, limit=limit)


def _near_key(near: Near) -> str:
    """Return under which key of the texts a change is said; where none is its own, its numbers are said."""
    if near.rule == "altitude_clearance":
        return "cleared_until" if isinstance(near.found, date) else "cleared_to"
    return near.rule if near.rule in ("title", "rest", "availability") else "numbers"


def _said(value: object, person: Specialist | None, names: Names) -> str:
    if isinstance(value, str) and person is not None and value in list(Title):
        return names.title_of(Title(value), person.role)
    return f"{value:,}" if isinstance(value, int) else str(value)
