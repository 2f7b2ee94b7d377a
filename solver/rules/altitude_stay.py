"""Consecutive months in a band, home leave aside, are within the band's maximum, over tours and history. Months.

One tour alone, with what it adjoins in the history, is a mask. Where rest leaves room for tours to adjoin, per person
and band: stay(e) ≥ stay(s) + months(j) for every tour j from s to e, 0 ≤ stay ≤ maximum; stay(s) is the run of months
that ends at s. The relaxation gives most of it away (big M): only hard plans keep it. Twin: checks.altitude_stay.
"""

from collections.abc import Iterator
from datetime import date

import numpy as np

from solver.domain.altitude import Band
from solver.domain.calendar import add_months
from solver.domain.outcome import Claim
from solver.domain.people import Specialist
from solver.problem import Ints, Problem
from solver.rules.parts import Auxiliary, Barred, Row
from solver.tours import Tours

SOURCE = "/policy/altitude/bands"


def altitude_stay(tours: Tours, problem: Problem) -> Barred:
    """Bar tours whose stay, with the run of the history that they adjoin, is over a band's maximum."""
    where = np.zeros(len(tours), dtype=bool)
    found, limit = tours.stay_months.copy(), np.full(len(tours), -1, dtype=np.int64)
    for band in problem.instance.policy.altitude.bands:
        if band.max_stay_months is not None:
            stay = tours.stay_months + _history_months(problem, band)[tours.person, tours.start - problem.earliest]
            over = (tours.altitude_m >= band.from_m) & (stay > band.max_stay_months)
            where |= over
            found, limit = np.where(over, stay, found), np.where(over, band.max_stay_months, limit)
    return Barred("altitude_stay", where, found=found, limit=limit, source=SOURCE)


def altitude_stay_over_tours(tours: Tours, problem: Problem) -> Iterator[Row]:
    """Yield the rows of `altitude_stay` for people whose tours may adjoin."""
    for index, band in enumerate(problem.instance.policy.altitude.bands):
        if band.max_stay_months is None:
            continue
        inside = np.flatnonzero(tours.may_adjoin & (tours.altitude_m >= band.from_m))
        history = _history_months(problem, band)
        for person, rows in tours.by_person(inside):
            if np.isin(tours.end[rows], tours.start[rows]).any():
                yield from _runs(person, rows, tours, problem, index, history[person])


def _runs(person: int, rows: Ints, tours: Tours, problem: Problem, index: int, history: Ints) -> Iterator[Row]:
    band = problem.instance.policy.altitude.bands[index]
    most = band.max_stay_months
    assert most is not None
    source = f"{SOURCE}/{index}/max_stay_months"
    claim_ids = (problem.people.specialists[person].id,)

    def stay(boundary: int) -> Auxiliary:
        before = int(history[boundary - problem.earliest]) if boundary < problem.horizon else 0
        return Auxiliary("altitude_stay", (person, index, boundary), upper=max(most, before), lower=before)

    for row in rows:
        start, end, months = int(tours.start[row]), int(tours.end[row]), int(tours.stay_months[row])
        before = stay(start)
        claim = Claim(rule="altitude_stay", ids=claim_ids, period=start, sources=(source,), amount=most)
        column = np.array([row], dtype=np.int32)
        if tours.fact[row]:  # over the maximum or not, it stands; nothing may be added beyond
            yield Row(claim, column, min(before.lower + months, most), at_most=0, auxiliaries=((stay(end), -1),))
        else:
            linked = ((before, 1), (stay(end), -1))
            yield Row(claim, column, months + before.upper, at_most=before.upper, auxiliaries=linked)


def _history_months(problem: Problem, band: Band) -> Ints:
    """Return the months of the run of history in a band that a tour starting in each period adjoins.

    Shape: people × (periods from `earliest` to the end of the horizon).
    """
    periods = problem.horizon - problem.earliest
    months = np.zeros((len(problem.people), periods), dtype=np.int64)
    for person, specialist in enumerate(problem.people.specialists):
        if specialist.history:
            run, last = _last_run(specialist, band, problem.months_per_period)
            if run:
                adjoins = problem.day[:periods] < add_months(last, problem.months_per_period).toordinal()
                months[person, adjoins] = run
    return months


def _last_run(specialist: Specialist, band: Band, months_per_period: int) -> tuple[int, date]:
    """Return months, rounded up, and last day of the latest run of stays in a band."""
    run, last = 0, date.min
    for stay in sorted(specialist.history, key=lambda stay: stay.from_day):
        if stay.altitude_m < band.from_m:
            run, last = 0, date.min
            continue
        joins = stay.from_day < add_months(last, months_per_period)
        run = (run if joins else 0) + months_up(stay.from_day, stay.to_day)
        last = stay.to_day
    return run, last


def months_up(first: date, after: date) -> int:
    """Return the months of [first, after), rounded up."""
    months = (after.year - first.year) * 12 + after.month - first.month
    return months if add_months(first, months) >= after else months + 1
