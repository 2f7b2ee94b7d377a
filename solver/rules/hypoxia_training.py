"""Who departs for the training altitude has trained lately, or takes a seat in the period before and is free in it.

Per training place and period t:  Σ x over departures in t + 1 that need a seat  ≤ seats. Per person and period t:
Σ x over tours present in t or training in t  ≤ 1. Twin: checks.hypoxia_training.
"""

from collections.abc import Iterator

import numpy as np

from solver.domain.calendar import add_months
from solver.domain.outcome import Claim
from solver.problem import Bools, Problem
from solver.rules.parts import Barred, Row
from solver.tours import Tours

SOURCE = "/policy/altitude/training"


def needs_seat(tours: Tours, problem: Problem) -> Bools:
    """Return whether a tour takes a training seat in the period before its departure."""
    training = problem.instance.policy.altitude.training
    trained = [person.hypoxia_trained_on for person in problem.people.specialists]
    first = np.array([0 if day is None else day.toordinal() for day in trained], dtype=np.int64)
    last = np.array(
        [-1 if day is None else add_months(day, training.valid_months).toordinal() for day in trained], dtype=np.int64
    )
    covered = (first[tours.person] <= tours.first_day) & (tours.first_day <= last[tours.person])
    return (tours.altitude_m >= training.from_m) & ~tours.under_way & ~covered


def training_impossible(tours: Tours, problem: Problem) -> Barred:
    """Bar departures that need a seat in a period in which the person is unavailable or still on a stay of the history."""
    seat = needs_seat(tours, problem)
    before = np.where(seat, tours.start - 1, tours.start)
    away = problem.touched(problem.unavailable, tours.person, before, before + 1)
    away = away + problem.touched(problem.in_history, tours.person, before, before + 1)
    return Barred("hypoxia_training", where=seat & (away > 0), found=away, limit=0, source=SOURCE)


def training_seats(tours: Tours, problem: Problem) -> Iterator[Row]:
    """Yield the rows of `hypoxia_training`: seats per place and period, and that who trains is free."""
    seat = needs_seat(tours, problem)
    training = problem.instance.policy.altitude.training
    names = [hospital.training_place for hospital in problem.instance.supporting_hospitals]
    number = {name: number for number, name in enumerate(dict.fromkeys(names))}
    places = np.array([number[name] for name in names], dtype=np.int64)
    for place in number:
        here = np.flatnonzero(seat & (places[tours.hospital] == number[place]))
        for start in np.unique(tours.start[here]):
            seats = training.seats_before_start if start == 0 else training.seats_per_period
            if seats is not None:
                field = "seats_before_start" if start == 0 else "seats_per_period"
                claim = Claim(
                    rule="hypoxia_training",
                    ids=(place or "",),
                    period=int(start) - 1,
                    sources=(f"{SOURCE}/{field}",),
                    amount=seats,
                )
                yield Row(claim, here[tours.start[here] == start].astype(np.int32), at_most=seats)
    yield from _free_while_training(tours, problem, seat)


def _free_while_training(tours: Tours, problem: Problem, seat: Bools) -> Iterator[Row]:
    for person, rows in tours.by_person(np.flatnonzero(tours.may_adjoin)):
        for period in np.unique(tours.start[rows[seat[rows]]]) - 1:
            training = seat[rows] & (tours.start[rows] - 1 == period)
            present = (tours.start[rows] <= period) & (period < tours.end[rows])
            if present.any():
                claim = Claim(
                    rule="hypoxia_training",
                    ids=(problem.people.specialists[person].id,),
                    period=int(period),
                    sources=(SOURCE,),
                )
                yield Row(claim, rows[training | present].astype(np.int32), at_most=1)
