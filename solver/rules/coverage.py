"""At least `min` people are present at a post in every period:  Σ x present + short ≥ min. Persons.

One row per run of periods with the same tours and demand. Hard: no `short`. Priced: the goal `shortage` counts `short`,
0 ≤ short ≤ min. Twin: checks.coverage.
"""

from collections.abc import Iterator

from solver.domain.outcome import Claim
from solver.problem import Problem
from solver.rules.parts import Auxiliary, Row
from solver.tours import Seat, Tours


def coverage(tours: Tours, problem: Problem) -> Iterator[Row]:
    """Yield the rows of `coverage`."""
    for post, seats in zip(problem.instance.posts, tours.seats, strict=True):
        for seat in seats:
            if seat.least:
                source = f"/posts/{seat.post}/demand"
                claim = Claim(
                    rule="coverage",
                    ids=(post.id,),
                    period=seat.period,
                    to_period=seat.period + seat.periods,
                    sources=(source,),
                    amount=seat.least,
                )
                yield Row(claim, seat.columns, at_least=seat.least, auxiliaries=short(problem, seat))


def short(problem: Problem, seat: Seat) -> tuple[tuple[Auxiliary, int], ...]:
    """Return the people missing below the minimum at a seat, as a term of a row; nothing where coverage is hard."""
    if not seat.least or problem.instance.policy.rules.coverage.mode == "hard":
        return ()
    return ((Auxiliary("shortage", (seat.post, seat.period), upper=seat.least), 1),)
