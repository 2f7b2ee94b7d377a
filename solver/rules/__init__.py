"""The rule book as code: every rule once, as masks over single tours and rows over several.

To add a rule, see docs/rules.md. The order here is that of the book; nothing depends on it.
"""

from collections import Counter
from collections.abc import Callable, Container, Iterator
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from solver.lead_order import roles
from solver.problem import Ints, Problem
from solver.rules.altitude_clearance import altitude_clearance
from solver.rules.altitude_exposure import altitude_exposure
from solver.rules.altitude_stay import altitude_stay, altitude_stay_over_tours
from solver.rules.availability import availability
from solver.rules.coverage import coverage
from solver.rules.handover import handover
from solver.rules.headcount import headcount
from solver.rules.housing import housing
from solver.rules.hypoxia_training import training_impossible, training_seats
from solver.rules.locked import forbidden, locked
from solver.rules.max_tours import max_tours
from solver.rules.milestone import milestone
from solver.rules.on_pair import on_chosen_pair, on_pair
from solver.rules.one_place import one_place
from solver.rules.pairing import pairing
from solver.rules.parts import Barred, Block, Row
from solver.rules.quota import quota
from solver.rules.release import release
from solver.rules.rest import rest_after_history, rest_between_tours
from solver.rules.senior_presence import senior_presence
from solver.rules.specialty import specialty
from solver.rules.team import team
from solver.rules.title import title
from solver.rules.tour_length import tour_length
from solver.tours import Tours


class Rule(NamedTuple):
    """A rule: a mask of the single tours that break it, rows that couple tours, or what is decided once these are chosen."""

    stem: str
    mask: Callable[[Tours, Problem], Barred] | None = None
    rows: Callable[[Tours, Problem], Iterator[Row | Block]] | None = None
    decided: Callable[..., object] | None = None


RULES: tuple[Rule, ...] = (
    Rule("one_place", rows=one_place),
    Rule("specialty", mask=specialty),
    Rule("title", mask=title),
    Rule("availability", mask=availability),
    Rule("tour_length", mask=tour_length),
    Rule("rest", mask=rest_after_history, rows=rest_between_tours),
    Rule("max_tours", rows=max_tours),
    Rule("altitude_clearance", mask=altitude_clearance),
    Rule("hypoxia_training", mask=training_impossible, rows=training_seats),
    Rule("altitude_stay", mask=altitude_stay, rows=altitude_stay_over_tours),
    Rule("altitude_exposure", rows=altitude_exposure),
    Rule("coverage", rows=coverage),
    Rule("headcount", rows=headcount),
    Rule("release", rows=release),
    Rule("quota", rows=quota),
    Rule("housing", rows=housing),
    Rule("pairing", rows=pairing),
    Rule("on_pair", mask=on_pair, rows=on_chosen_pair),
    Rule("lead_order", decided=roles),
    Rule("team", rows=team),
    Rule("senior_presence", rows=senior_presence),
    Rule("handover", rows=handover),
    Rule("milestone", rows=milestone),
    Rule("locked", mask=forbidden, rows=locked),
)

COUNTED_BY_GOAL = frozenset({"coverage", "on_pair", "milestone"})
"""Rules whose priced violations a goal of their own counts; the others cost `rule_prices`."""


def bars(tours: Tours, problem: Problem, stems: Container[str] | None = None) -> Iterator[Barred]:
    """Yield what each rule, or each of some, bars outright in its mode, `where` narrowed to that. A fact is never barred."""
    for rule in RULES:
        barred = None if stems is not None and rule.stem not in stems else _barred(rule, tours, problem)
        if barred is not None:
            yield barred


def allowed(tours: Tours, problem: Problem, tally: Counter[str] | None = None) -> Tours:
    """Return the tours that no rule bars, rule by rule, so that each looks only at what is left; count what each bars."""
    for rule in RULES:
        barred = _barred(rule, tours, problem)
        if barred is not None and barred.where.any():
            tours = tours.take(~barred.where)
            if tally is not None:
                tally[rule.stem] += int(barred.where.sum())
    return tours


def _barred(rule: Rule, tours: Tours, problem: Problem) -> Barred | None:
    mode = problem.instance.policy.rules.mode(rule.stem)
    if rule.mask is None or mode == "off" or (mode == "priced" and rule.stem in COUNTED_BY_GOAL):
        return None
    barred = rule.mask(tours, problem)
    if mode == "priced":
        never = barred.never if barred.never is not None else np.zeros(len(tours), dtype=bool)
        return replace(barred, where=never & ~tours.fact)
    return replace(barred, where=barred.where & ~tours.fact)


def charges(tours: Tours, problem: Problem) -> Iterator[tuple[str, Ints]]:
    """Yield, per priced rule, the units that each tour breaks it by. A fact costs nothing."""
    for rule in RULES:
        priced = problem.instance.policy.rules.mode(rule.stem) == "priced"
        if priced and rule.mask is not None and rule.stem not in COUNTED_BY_GOAL:
            units = rule.mask(tours, problem).units
            if units is not None:
                yield rule.stem, np.where(tours.fact, 0, units)


def rows(tours: Tours, problem: Problem, stems: Container[str] | None = None) -> Iterator[Row | Block]:
    """Yield the rows of all rules, or of some, that are not off."""
    for rule in RULES:
        is_asked = stems is None or rule.stem in stems
        if is_asked and rule.rows is not None and problem.instance.policy.rules.mode(rule.stem) != "off":
            yield from rule.rows(tours, problem)
