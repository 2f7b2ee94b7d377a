"""Months at altitude in every window, history and tail included, are at most the limit. Periods.

Per person and window [b, b + w):  Σ periods of x at altitude in the window  ≤ limit − periods of history in it. The most
in any window is reached where one begins with a tour or a stay, or ends with a tour; only those have a row. A fact counts at most
what is left of the limit: where it is over it alone, nothing may be added. Twin: checks.altitude_exposure.
"""

from collections.abc import Iterator

import numpy as np

from solver.domain.altitude import Exposure
from solver.domain.outcome import Claim
from solver.problem import Ints, Problem
from solver.rules.parts import Row
from solver.tours import Tours

SOURCE = "/policy/altitude/exposure"


def altitude_exposure(tours: Tours, problem: Problem) -> Iterator[Row]:
    """Yield the rows of `altitude_exposure`."""
    exposure = problem.instance.policy.altitude.exposure
    if exposure is None:
        return
    window = problem.calendar.periods_up(exposure.window_months)
    limit = problem.calendar.periods_down(exposure.months)
    high = np.flatnonzero(tours.altitude_m >= exposure.from_m)
    for person, rows in tours.by_person(high):
        before = _history_periods(person, problem, exposure)
        start, end = tours.start[rows], tours.end[rows]
        begins = np.unique(np.concatenate([start, end - window, before]))
        for begin in begins:
            inside = np.minimum(end, begin + window) - np.maximum(start, begin)
            past = int(((before >= begin) & (before < begin + window)).sum())
            counted = inside > 0
            if counted.any() and past + min(int(inside[counted].sum()), window) > limit:
                ids = (problem.people.specialists[person].id,)
                claim = Claim(
                    rule="altitude_exposure",
                    ids=ids,
                    period=int(begin),
                    to_period=int(begin) + window,
                    sources=(f"{SOURCE}/months",),
                    amount=exposure.months,
                )
                room = max(limit - past, 0)
                periods = np.where(tours.fact[rows], np.minimum(inside, room), inside)[counted]
                yield Row(claim, rows[counted].astype(np.int32), periods, at_most=room)


def _history_periods(person: int, problem: Problem, exposure: Exposure) -> Ints:
    """Return the periods before the calendar that a stay of the history at altitude touches."""
    calendar = problem.calendar
    periods: set[int] = set()
    for stay in problem.people.specialists[person].history:
        if stay.altitude_m >= exposure.from_m:
            first = calendar.first_period_from(stay.from_day)
            first -= calendar.day(first) > stay.from_day
            periods.update(range(first, min(calendar.first_period_from(stay.to_day), 0)))
    return np.array(sorted(periods), dtype=np.int64)
