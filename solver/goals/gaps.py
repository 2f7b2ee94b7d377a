"""Months with min > 0 and nobody present, after an earlier and before a later presence.

Per post:  before(t) ≥ before(t − 1), M · before(t) ≥ Σ x starting at t (at 0: present), likewise after(t) backwards with
tours whose last period is t;  per run of periods
with the same tours  gap ≥ before + after − 1 − Σ x present. The relaxation holds both halves under 1:
a bound may take 0. Twin: checks.goals.gaps.
"""

from collections.abc import Iterator

import numpy as np

from solver.domain.outcome import Claim
from solver.problem import Ints, Problem
from solver.rules.parts import NONE, Auxiliary, Expression, Row
from solver.tours import Seat, Tours


def gaps(tours: Tours, problem: Problem) -> Expression:
    """Return the goal with its auxiliaries and rows."""
    terms: list[tuple[Auxiliary, int]] = []
    rows: list[Row] = []
    first = np.maximum(tours.start, 0)
    last = np.minimum(tours.end, problem.horizon) - 1
    order = np.argsort(tours.post, kind="stable")
    bounds = np.searchsorted(tours.post[order], np.arange(len(problem.instance.posts) + 1))
    for post in range(len(problem.instance.posts)):
        mine = order[bounds[post] : bounds[post + 1]]
        if len(mine) < 2:
            continue
        between = [
            seat
            for seat in tours.seats[post]
            if seat.least and (last[mine] < seat.period).any() and (first[mine] >= seat.period + seat.periods).any()
        ]
        if between:
            terms.extend((_gap(seat), problem.months_per_period * seat.periods) for seat in between)
            rows.extend(_seen("before", post, first[mine], mine, problem, range(problem.horizon)))
            rows.extend(_seen("after", post, last[mine], mine, problem, range(problem.horizon - 1, -1, -1)))
            rows.extend(_rows(between, problem))
    return Expression(auxiliaries=tuple(terms), rows=tuple(rows))


def _gap(seat: Seat) -> Auxiliary:
    return Auxiliary("gaps", (seat.post, seat.period), upper=1)


def _seen(side: str, post: int, at: Ints, mine: Ints, problem: Problem, order: range) -> Iterator[Row]:
    """Yield that, going through the periods in order, a presence once seen stays seen."""
    claim = Claim(rule="gaps", ids=(problem.instance.posts[post].id,))
    earlier: Auxiliary | None = None
    for period in order:
        seen = Auxiliary("gaps", (side, post, period), upper=1)
        if earlier is not None:
            yield Row(claim, NONE, at_most=0, auxiliaries=((earlier, 1), (seen, -1)))
        columns = mine[at == period].astype(np.int32)
        if len(columns):
            yield Row(claim, columns, at_most=0, auxiliaries=((seen, -_most_at_once(post, period, problem)),))
        earlier = seen


def _most_at_once(post: int, period: int, problem: Problem) -> int:
    """Return how many people `headcount` lets be at a post: settled and, with handover, newcomers."""
    groups = 2 if problem.handover[post] else 1
    return max(1, groups * int(problem.demand_target[post, period]))


def _rows(between: list[Seat], problem: Problem) -> Iterator[Row]:
    for seat in between:
        claim = Claim(rule="gaps", ids=(problem.instance.posts[seat.post].id,), period=seat.period)
        before, after = (Auxiliary("gaps", (side, seat.post, seat.period), upper=1) for side in ("before", "after"))
        yield Row(claim, seat.columns, -1, at_most=1, auxiliaries=((before, 1), (after, 1), (_gap(seat), -1)))
