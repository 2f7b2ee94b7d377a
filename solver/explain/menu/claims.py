"""A shortage as claims: what keeps each candidate away from the seats, with pointers to the numbers that might be changed."""

from collections.abc import Callable, Iterable, Iterator

from solver.domain.document import PostId, SpecialistId
from solver.domain.instance import Instance
from solver.domain.outcome import Claim
from solver.domain.plan import Shortage


def claims_of(shortages: Iterable[Shortage], instance: Instance) -> tuple[Claim, ...]:
    """Return the claims behind shortages of one post: its minimum, and the rules of the reasons."""
    listed = tuple(shortages)
    found: dict[Claim, None] = {}
    for shortage in listed:
        for claim in (_minimum(shortage, instance), *_of_reasons(shortage, instance)):
            found[claim] = None
    return tuple(_joined(found))


def _joined(claims: Iterable[Claim]) -> Iterator[Claim]:
    """Yield claims that differ in adjoining periods only as one."""
    runs: dict[Claim, list[Claim]] = {}
    for claim in claims:
        runs.setdefault(claim.model_copy(update={"period": None}), []).append(claim)
    for alike in runs.values():
        periods = sorted(claim.period for claim in alike if claim.period is not None)
        begins = [period for period in periods if period - 1 not in periods]
        for begin in begins:
            end = begin
            while end in periods:
                end += 1
            yield alike[0].model_copy(update={"period": begin, "to_period": end})
        if not periods:
            yield alike[0]


def _minimum(shortage: Shortage, instance: Instance) -> Claim:
    index = _index(instance.posts, shortage.post)
    source = f"/posts/{index}/demand"
    return Claim(rule="coverage", ids=(shortage.post,), period=shortage.period, sources=(source,), amount=1)


def _of_reasons(shortage: Shortage, instance: Instance) -> Iterator[Claim]:
    for reason in shortage.reasons:
        if reason.rule in _OF_PERSON:
            for person in reason.people:
                yield from _OF_PERSON[reason.rule](person, shortage, instance)
        elif reason.rule in _OF_POST:
            yield from _OF_POST[reason.rule](shortage, instance)


def _index(listed: Iterable[object], some_id: str) -> int:
    return next(index for index, entry in enumerate(listed) if getattr(entry, "id", None) == some_id)


def _field(rule: str, field: str) -> Callable[[SpecialistId, Shortage, Instance], Iterator[Claim]]:
    def claims(person: SpecialistId, shortage: Shortage, instance: Instance) -> Iterator[Claim]:
        amount = instance.specialist_by_id[person].max_tours if field == "max_tours" else None
        source = f"/specialists/{_index(instance.specialists, person)}/{field}"
        yield Claim(rule=rule, ids=(person,), sources=(source,), amount=amount)

    return claims


def _release(person: SpecialistId, shortage: Shortage, instance: Instance) -> Iterator[Claim]:
    """Yield the limits of the person's hospital, in all and of the main specialty."""
    specialist = instance.specialist_by_id[person]
    index = _index(instance.supporting_hospitals, specialist.hospital)
    release = instance.supporting_hospitals[index].release
    if release is None:
        return
    pointer = f"/supporting_hospitals/{index}/release"
    if release.total is not None:
        yield _limit("release", (specialist.hospital,), f"{pointer}/total", shortage)
    code = specialist.main_specialty
    if code in release.by_specialty:
        yield _limit("release", (specialist.hospital, str(code)), f"{pointer}/by_specialty/{code}", shortage)


def _limit(rule: str, ids: tuple[str, ...], source: str, shortage: Shortage) -> Claim:
    return Claim(rule=rule, ids=ids, period=shortage.period, sources=(source,))


def _housing(shortage: Shortage, instance: Instance) -> Iterator[Claim]:
    recipient = instance.recipient_of(instance.post_by_id[PostId(shortage.post)])
    if recipient.housing is not None:
        source = f"/recipient_hospitals/{_index(instance.recipient_hospitals, recipient.id)}/housing"
        yield _limit("housing", (recipient.id,), source, shortage)


def _title(shortage: Shortage, instance: Instance) -> Iterator[Claim]:
    source = f"/posts/{_index(instance.posts, shortage.post)}/min_title"
    yield Claim(rule="title", ids=(shortage.post,), sources=(source,))


def _tour_length(shortage: Shortage, instance: Instance) -> Iterator[Claim]:
    kind = instance.post_by_id[PostId(shortage.post)].tour_kind
    index = _index(instance.tour_kinds, kind)
    for field in ("min_months", "max_months", "batch_starts"):
        yield Claim(rule="tour_length", ids=(kind,), sources=(f"/tour_kinds/{index}/{field}",))


def _headcount(shortage: Shortage, instance: Instance) -> Iterator[Claim]:
    """Yield the demand on both sides of the gap: tours that would fill it run into months in which the post is full."""
    index = _index(instance.posts, shortage.post)
    yield Claim(
        rule="headcount",
        ids=(shortage.post,),
        sources=(f"/posts/{index}/demand",),
        period=shortage.period,
    )


def _quota(shortage: Shortage, instance: Instance) -> Iterator[Claim]:
    for index, quota in enumerate(instance.quotas):
        within = quota.from_period <= shortage.period < quota.to_period
        if quota.max is not None and within:
            ids = tuple(i for i in (quota.supporter, quota.recipient, quota.specialty, quota.tour_kind) if i)
            yield Claim(rule="quota", ids=ids, sources=(f"/quotas/{index}/max",), amount=quota.max)


def _training(shortage: Shortage, instance: Instance) -> Iterator[Claim]:
    training = instance.policy.altitude.training
    for field in ("seats_before_start", "seats_per_period"):
        if getattr(training, field) is not None:
            yield Claim(rule="hypoxia_training", sources=(f"/policy/altitude/training/{field}",))


_OF_PERSON = {
    "altitude_clearance": _field("altitude_clearance", "clearance"),
    "availability": _field("availability", "unavailable"),
    "max_tours": _field("max_tours", "max_tours"),
    "release": _release,
}
_OF_POST = {
    "housing": _housing,
    "title": _title,
    "tour_length": _tour_length,
    "headcount": _headcount,
    "quota": _quota,
    "hypoxia_training": _training,
}
