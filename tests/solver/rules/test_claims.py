"""Every row that a rule posts says whom and when it is about, and points to where in the instance its numbers stand."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest

from solver.domain.instance import Instance
from solver.domain.policy import Rules
from solver.incidence import Columns
from solver.problem import Problem
from solver.rules import RULES
from solver.rules.parts import Row, one_by_one
from solver.tours import Tours, candidates
from tests.solver.toys import TOYS, modes

ROWS = {rule.stem: rule.rows for rule in RULES if rule.rows is not None}
CASES = [
    pytest.param(stem, number, mode, id=f"{stem}-{number}-{mode}")
    for stem in ROWS
    for number in range(len(TOYS[stem]))
    for mode in modes(Rules(), stem)
    if mode != "off"
]
Relation = Callable[[Tours, Columns, int], "np.ndarray[Any, np.dtype[np.bool_]]"]


def present(tours: Tours, columns: Columns, period: int) -> "np.ndarray[Any, np.dtype[np.bool_]]":
    return (tours.start[columns] <= period) & (period < tours.end[columns])


def ends_or_settles(tours: Tours, columns: Columns, period: int) -> "np.ndarray[Any, np.dtype[np.bool_]]":
    settled = tours.start + tours.problem.handover[tours.post]
    return (tours.end[columns] == period) | (settled[columns] == period)


def begins_by(tours: Tours, columns: Columns, period: int) -> "np.ndarray[Any, np.dtype[np.bool_]]":
    owed = (tours.end + np.maximum(tours.rest, 1))[columns]
    return (tours.start[columns] <= period) & (period < owed) | (tours.start[columns] == period)


def begins(tours: Tours, columns: Columns, period: int) -> "np.ndarray[Any, np.dtype[np.bool_]]":
    return tours.start[columns] == period


def trains_or_present(tours: Tours, columns: Columns, period: int) -> "np.ndarray[Any, np.dtype[np.bool_]]":
    return (tours.start[columns] - 1 == period) | present(tours, columns, period)


def ends_later(tours: Tours, columns: Columns, period: int) -> "np.ndarray[Any, np.dtype[np.bool_]]":
    return tours.end[columns] > period


def present_or_under_way(tours: Tours, columns: Columns, period: int) -> "np.ndarray[Any, np.dtype[np.bool_]]":
    return present(tours, columns, period) | (tours.start[columns] == period)


WHEN: dict[str, Relation | None] = {
    "one_place": begins_by,
    "rest": begins_by,
    "max_tours": None,
    "hypoxia_training": trains_or_present,
    "altitude_stay": begins,
    "altitude_exposure": ends_later,
    "coverage": present,
    "headcount": present,
    "release": present,
    "quota": ends_later,
    "housing": present,
    "pairing": None,
    "on_pair": present,
    "team": present,
    "senior_presence": present,
    "handover": ends_or_settles,
    "milestone": lambda tours, columns, period: tours.start[columns] < period,
    "locked": present_or_under_way,
}
"""How the tours of a row stand to the period of its claim; none where a claim is about no period."""

RUNS = {"coverage", "headcount", "release", "housing", "team", "senior_presence"}
"""Rules whose claims are about a run of periods with the same tours."""

WITHOUT_NUMBER = {"rest", "senior_presence", "handover", "on_pair"}
"""Rules whose limit is no single number of the instance."""

NAMES = {"coverage": {"shortage"}, "on_pair": {"pairing", "off_pair"}}
"""Names of auxiliaries that a goal counts, or another rule decides."""


def posted(instance: Instance, stem: str) -> tuple[Tours, list[Row]]:
    problem = Problem(instance)
    tours = candidates(problem, widest=True)
    return tours, list(one_by_one(ROWS[stem](tours, problem)))


@pytest.mark.parametrize(("stem", "number", "mode"), CASES)
def test_a_claim_names_its_rule_people_and_places(stem: str, number: int, mode: str) -> None:
    instance = TOYS[stem][number]({"mode": mode})
    known = set(strings(instance.model_dump(mode="json")))
    _, rows = posted(instance, stem)
    for row in rows:
        assert row.claim.rule == stem
        assert row.claim.ids
        unnamed = {f"/quotas/{index}" for index in range(len(instance.quotas))}  # those of everything
        assert set(row.claim.ids) <= known | unnamed | {""}  # "": supporters without a training place share one


@pytest.mark.parametrize(("stem", "number", "mode"), CASES)
def test_the_period_of_a_claim_fits_its_tours(stem: str, number: int, mode: str) -> None:
    tours, rows = posted(TOYS[stem][number]({"mode": mode}), stem)
    fits = WHEN[stem]
    for row in rows:
        assert len(row.columns) or row.at_least or stem == "pairing", "a row says something"
        if fits is None:
            assert row.claim.period is None
        else:
            assert row.claim.period is not None
            assert fits(tours, row.columns, row.claim.period).all()


@pytest.mark.parametrize(("stem", "number", "mode"), CASES)
def test_a_claim_says_until_when_it_holds(stem: str, number: int, mode: str) -> None:
    instance = TOYS[stem][number]({"mode": mode})
    tours, rows = posted(instance, stem)
    for row in rows:
        first, after = row.claim.period, row.claim.to_period
        if stem in RUNS:
            assert first is not None
            assert after is not None
            assert first < after <= tours.problem.horizon
            assert all(present(tours, row.columns, period).all() for period in range(first, after))
        elif stem == "altitude_exposure":
            exposure = instance.policy.altitude.exposure
            assert exposure is not None
            assert first is not None
            assert after == first + tours.problem.calendar.periods_up(exposure.window_months)
        else:
            assert (after is None) == (stem != "quota")


@pytest.mark.parametrize(("stem", "number", "mode"), CASES)
def test_the_numbers_of_a_claim_stand_where_it_says(stem: str, number: int, mode: str) -> None:
    instance = TOYS[stem][number]({"mode": mode})
    document = instance.model_dump(mode="json")
    _, rows = posted(instance, stem)
    for row in rows:
        claim = row.claim
        if stem == "one_place":
            assert claim.sources == ()
            assert claim.amount is None
            continue
        found = [at(document, pointer) for pointer in claim.sources]
        assert found
        if stem == "quota":
            quota = document["quotas"][int(claim.sources[0].split("/")[2])]
            asked = [quota[field] for field in ("supporter", "recipient", "specialty", "tour_kind")]
            named = tuple(name for name in asked if name is not None)
            assert claim.ids == (named or (claim.sources[0].rpartition("/")[0],))
            assert (claim.period, claim.to_period) == (quota["from_period"], quota["to_period"])
        if stem == "locked":
            assert claim.amount == row.at_most
            assert claim.ids[0] in (found[0]["specialist"], found[0]["hospital"])
            assert claim.ids[1] == found[0]["post"]
        elif claim.amount is not None:
            assert claim.amount in numbers(found[0], claim.period)
        else:
            assert stem in WITHOUT_NUMBER or isinstance(found[0], dict), "a limit that one number gives is quoted"


@pytest.mark.parametrize(("stem", "number", "mode"), [case for case in CASES if case.values[2] == "priced"])
def test_a_priced_row_may_be_missed_by_no_more_than_it_can_be(stem: str, number: int, mode: str) -> None:
    tours, rows = posted(TOYS[stem][number]({"mode": mode}), stem)
    for row in rows:
        if row.soft is None:
            continue
        assert row.soft.most >= 1
        if row.at_most is not None:
            people = tours.problem.people.count[tours.person[row.columns]]
            assert row.soft.most <= (np.maximum(row.coefficients, 0) * people).sum() - row.at_most
        else:
            helped = max(0, *(-factor * auxiliary.upper for auxiliary, factor in row.auxiliaries), 0)
            assert row.at_least is not None
            assert row.soft.most <= row.at_least + helped


@pytest.mark.parametrize(("stem", "number", "mode"), CASES)
def test_auxiliaries_bear_the_name_of_the_rule_or_goal_that_counts_them(stem: str, number: int, mode: str) -> None:
    _, rows = posted(TOYS[stem][number]({"mode": mode}), stem)
    used = {auxiliary for row in rows for auxiliary, _ in row.auxiliaries}
    assert {auxiliary.stem for auxiliary in used} <= NAMES.get(stem, {stem})
    assert all(auxiliary.key and None not in auxiliary.key for auxiliary in used)
    assert all(0 <= auxiliary.lower <= auxiliary.upper for auxiliary in used)
    assert stem not in ("team", "pairing") or all(auxiliary.upper == 1 for auxiliary in used)


def strings(part: Any) -> Iterator[str]:
    """Yield every text of a document, keys included."""
    if isinstance(part, dict):
        yield from part
        part = list(part.values())
    if isinstance(part, list):
        for each in part:
            yield from strings(each)
    elif isinstance(part, str):
        yield part


def at(document: Any, pointer: str) -> Any:
    """Return what a JSON pointer points to."""
    first, *steps = pointer.split("/")
    assert first == ""
    for step in steps:
        document = document[int(step)] if isinstance(document, list) else document[step]
    return document


def numbers(found: Any, period: int | None) -> set[int]:
    """Return the numbers that hold in a period: one, one of a list, or those of a post's demand."""
    if not isinstance(found, list):
        return {found}
    if isinstance(found[0], int):
        assert period is not None
        return {found[period]}
    rows = [row for row in found if period is None or row["from_period"] <= period < row["to_period"]]
    return {row[field] for row in rows for field in ("min", "target")} or {0}
