"""The capacity certificate in words: which seats, who could serve on them and for how long at most, what stays empty."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from solver.domain.certificate import Certificate, Scarcity, Share
from solver.domain.document import HospitalId, SpecialistId, Specialty
from solver.report.names import Names

MOST_SEATS, MOST_NAMES = 6, 12
"""Posts and people of a scarcity that are named; the document has all."""


@dataclass(frozen=True)
class ScarcityRow:
    """One scarcity: its seats, its arithmetic in a sentence, and its shares."""

    posts: tuple[str, ...]
    seats: tuple[str, ...]
    sentence: str
    shares: tuple[str, ...]
    missing_months: int


@dataclass(frozen=True)
class CertificateRows:
    """A certificate: what no plan avoids, and the scarcities among all seats, the largest first."""

    sentences: tuple[str, ...]
    rows: tuple[ScarcityRow, ...]


def certificate_rows(certificate: Certificate, names: Names, planned: tuple[int, int] | None = None) -> CertificateRows:
    """Return a certificate in words; `planned` are person-months and weighted shortage of a plan to compare with."""
    months = names.calendar.months_per_period if names.instance.posts else 1
    if not certificate.unavoidable_months:
        return CertificateRows((names.say_of_seats("certificate.none"),), ())
    alone = "" if planned else "_alone"
    heads, weight = planned or (0, 0)
    sentences = [
        names.say_of_seats(
            f"certificate.unavoidable{alone}",
            months=f"{certificate.unavoidable_months:,}",
            planned=f"{heads:,}",
        ),
        names.say_of_seats(
            f"certificate.weighted{alone}", unavoidable=f"{certificate.unavoidable:,}", planned=f"{weight:,}"
        ),
    ]
    sentences += [
        names.say_of_seats("certificate.by_priority", priority=layer.priority, months=f"{layer.missing * months:,}")
        for layer in certificate.layers[1:]
        if layer.missing
    ]
    ordered = sorted(certificate.scarcities, key=lambda scarcity: -scarcity.missing)
    return CertificateRows(tuple(sentences), tuple(_row(scarcity, names) for scarcity in ordered))


def _row(scarcity: Scarcity, names: Names) -> ScarcityRow:
    months = names.calendar.months_per_period
    posts = tuple(dict.fromkeys(seat.post for seat in scarcity.seats))
    seats = [
        names.say_of_seats(
            "certificate.seat",
            post=names.place(names.instance.post_by_id[seat.post]),
            span=names.span(seat.from_period, seat.to_period),
        )
        for seat in scarcity.seats
    ]
    shown = seats[0] if len(seats) == 1 else names.say_of_seats("certificate.seats", count=len(posts))
    sentence = names.say_of_seats(
        "certificate.arithmetic" if scarcity.available else "certificate.nobody",
        seats=shown,
        wanted=f"{scarcity.wanted * months:,}",
        who=_who(scarcity.shares, names),
        available=f"{scarcity.available * months:,}",
        missing=f"{scarcity.missing * months:,}",
    )
    shares = tuple(_shares(scarcity.shares, names))
    return ScarcityRow(posts, _cut(seats, MOST_SEATS, names), sentence, shares, scarcity.missing * months)


def _who(shares: Sequence[Share], names: Names) -> str:
    people = sum(share.people for share in {share.ids: share for share in shares if share.limit == "PEOPLE"}.values())
    limits = len({(share.limit, share.ids) for share in shares if share.limit != "PEOPLE"})
    parts = [names.say_of_seats("certificate.people", count=people)] if people else []
    parts += [names.say_of_seats("certificate.hospitals", count=limits)] if limits else []
    return names.say_of_seats("certificate.joint").join(parts)


def _shares(shares: Sequence[Share], names: Names) -> Iterator[str]:
    """Yield the shares in words: people of the same number of months together, limits of consecutive months together."""
    whole = [share for share in shares if share.limit == "PEOPLE" and share.period is None]
    months = names.calendar.months_per_period
    each: dict[int, list[str]] = {}
    for share in whole:
        each.setdefault(share.most // share.people * months, []).append(names.people(SpecialistId(share.ids[0])))
    for number in sorted(each, reverse=True):
        people = names.list(_cut(each[number], MOST_NAMES, names))
        yield names.say_of_seats(
            "certificate.share_people" if number else "certificate.share_tours", months=number, people=people
        )
    timed = [share for share in shares if share.period is not None]
    ordered = sorted(timed, key=lambda share: (share.limit, share.ids, share.period or 0))
    for (limit, ids), group in groupby(ordered, key=lambda share: (share.limit, share.ids)):
        for most, first, after in _runs(group):
            yield _limit(limit, ids, most, names.span(first, after), names)


def _limit(limit: str, ids: tuple[str, ...], most: int, span: str, names: Names) -> str:
    match limit, ids:
        case "PEOPLE", (person, *_):
            return names.say_of_seats(
                "certificate.share_in_month", people=names.people(SpecialistId(person)), span=span
            )
        case "RELEASE", (hospital, specialty):
            spared = names.supporter(HospitalId(hospital)), names.specialty(Specialty(specialty))
            key = "certificate.share_release_specialty"
            return names.say_of_seats(key, hospital=spared[0], specialty=spared[1], most=most, span=span)
        case "RELEASE", (hospital, *_):
            return names.say_of_seats(
                "certificate.share_release", hospital=names.anything(hospital), most=most, span=span
            )
        case _:
            return names.say_of_seats(
                "certificate.share_housing", hospital=names.anything(ids[0]), most=most, span=span
            )


def _runs(shares: Iterable[Share]) -> Iterator[tuple[int, int, int]]:
    """Yield (most, first period, period after) of consecutive periods with the same limit."""
    run: list[int] = []
    for share in shares:
        period = share.period or 0
        if run and (period, share.most) == (run[2], run[0]):
            run[2] += 1
            continue
        if run:
            yield run[0], run[1], run[2]
        run = [share.most, period, period + 1]
    if run:
        yield run[0], run[1], run[2]


def _cut(texts: Sequence[str], most: int, names: Names) -> tuple[str, ...]:
    rest = len(texts) - most
    return tuple(texts) if rest <= 0 else (*texts[:most], names.say_of_seats("certificate.more_seats", count=rest))
