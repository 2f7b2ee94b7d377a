"""What bars single tours, as units of blame: each rule's mask, split by whose number it is.

A clearance or an absence is a person's, a title or specialty the post's, a length the tour kind's. A tour is open only
when nothing bars it any more.
"""

from collections.abc import Callable, Container, Iterator
from typing import NamedTuple

import numpy as np

from solver.domain.outcome import Claim
from solver.problem import Bools, Ints, Problem
from solver.rules import bars
from solver.rules.locked import concerned
from solver.rules.parts import Barred
from solver.rules.tour_length import misfits, refused
from solver.tours import Tours


class Bar(NamedTuple):
    """Tours, as rows of the table, that one unit of blame bars."""

    claim: Claim
    rows: Ints


def bars_of(tours: Tours, problem: Problem, stems: Container[str] | None = None) -> Iterator[Bar]:
    """Yield what all rules, or some, bar in the modes of the policy; a tour may be barred more than once, a fact never is."""
    for barred in bars(tours, problem, stems):
        if barred.where.any():
            yield from _SPLIT[barred.stem](barred, tours, problem)


def _by_person(barred: Barred, tours: Tours, problem: Problem) -> Iterator[Bar]:
    """Split by the person whose number it is."""
    for index, rows in _grouped(problem.people.specialist[tours.person], barred.where):
        yield _of_person(barred, index, rows, problem)


def _of_person(barred: Barred, index: int, rows: Ints, problem: Problem) -> Bar:
    person = problem.instance.specialists[index]
    sources = tuple(f"/specialists/{index}/{field}" for field in _FIELDS[barred.stem])
    amount = None
    if barred.stem == "altitude_clearance":
        free = problem.instance.policy.altitude.free_altitude_m
        amount = free if person.clearance is None else person.clearance.max_altitude_m
    claim = Claim(rule=barred.stem, ids=(person.id,), sources=sources, amount=amount)
    return Bar(claim, rows)


_FIELDS: dict[str, tuple[str, ...]] = {
    "availability": ("unavailable",),
    "rest": ("history",),
    "altitude_clearance": ("clearance",),
    "hypoxia_training": ("unavailable", "history"),
    "altitude_stay": ("history",),
}


def _by_post(barred: Barred, tours: Tours, problem: Problem) -> Iterator[Bar]:
    """Split by the post that asks for it."""
    fields = ("min_title",) if barred.stem == "title" else ("specialties", "roles")
    for index, rows in _grouped(tours.post, barred.where):
        post = problem.instance.posts[index]
        claim = Claim(rule=barred.stem, ids=(post.id,), sources=tuple(f"/posts/{index}/{field}" for field in fields))
        yield Bar(claim, rows)


def _by_kind(barred: Barred, tours: Tours, problem: Problem) -> Iterator[Bar]:
    """Split by the field of the tour kind that asks for it, and by who did not agree to a kind."""
    kinds = problem.instance.tour_kinds
    for field, misfit in misfits(tours, problem).items():
        for index, rows in _grouped(problem.post_kind[tours.post], misfit & barred.where):
            asked = getattr(kinds[index], field)
            claim = Claim(
                rule=barred.stem,
                ids=(kinds[index].id,),
                sources=(f"/tour_kinds/{index}/{field}",),
                amount=asked if isinstance(asked, int) else None,
            )
            yield Bar(claim, rows)
    for index, rows in _grouped(problem.people.specialist[tours.person], refused(tours, problem) & barred.where):
        person = problem.instance.specialists[index]
        claim = Claim(rule=barred.stem, ids=(person.id,), sources=(f"/specialists/{index}/tour_kinds",))
        yield Bar(claim, rows)


def _by_band(barred: Barred, tours: Tours, problem: Problem) -> Iterator[Bar]:
    """Split by the band whose maximum a tour exceeds by itself, the others by the person whose history adds to it."""
    alone = barred.where & (tours.stay_months > np.asarray(barred.limit))
    for index, band in enumerate(problem.instance.policy.altitude.bands):
        rows = np.flatnonzero(
            alone & (np.asarray(barred.limit) == band.max_stay_months) & (tours.altitude_m >= band.from_m)
        )
        if len(rows):
            source = f"/policy/altitude/bands/{index}/max_stay_months"
            claim = Claim(rule=barred.stem, ids=(), sources=(source,), amount=band.max_stay_months)
            yield Bar(claim, rows)
    for index, rows in _grouped(problem.people.specialist[tours.person], barred.where & ~alone):
        yield _of_person(barred, index, rows, problem)


def _by_target(barred: Barred, tours: Tours, problem: Problem) -> Iterator[Bar]:
    """Split by the target behind which those who would come do not stand."""
    for index, rows in _grouped(problem.post_target[tours.post], barred.where):
        ids = (problem.pairs.targets[index].id,)
        yield Bar(Claim(rule=barred.stem, ids=ids, sources=(barred.source,)), rows)


def _by_entry(barred: Barred, tours: Tours, problem: Problem) -> Iterator[Bar]:
    """Split by the entry that forbids."""
    for index, entry in enumerate(problem.instance.forbidden):
        rows = np.flatnonzero(concerned(entry, tours, problem) & barred.where)
        if len(rows):
            ids = tuple(i for i in (entry.specialist, entry.hospital, entry.post, entry.recipient) if i is not None)
            claim = Claim(
                rule=barred.stem,
                ids=ids,
                period=entry.from_period,
                to_period=entry.to_period,
                sources=(f"/forbidden/{index}",),
            )
            yield Bar(claim, rows)


_SPLIT: dict[str, Callable[[Barred, Tours, Problem], Iterator[Bar]]] = {
    "specialty": _by_post,
    "title": _by_post,
    "availability": _by_person,
    "tour_length": _by_kind,
    "rest": _by_person,
    "altitude_clearance": _by_person,
    "hypoxia_training": _by_person,
    "altitude_stay": _by_band,
    "on_pair": _by_target,
    "locked": _by_entry,
}
"""How each rule with a mask is split; a test compares it with the registry."""


def _grouped(key: Ints, where: Bools) -> Iterator[tuple[int, Ints]]:
    """Yield each value of a key with the marked rows that have it."""
    rows = np.flatnonzero(where)
    order = rows[np.argsort(key[rows], kind="stable")]
    values, first = np.unique(key[order], return_index=True)
    for value, begin, end in zip(values.tolist(), first, np.append(first, len(order))[1:], strict=True):
        yield int(value), order[begin:end]
