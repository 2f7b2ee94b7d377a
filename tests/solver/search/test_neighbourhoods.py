"""What is set free next: which kinds there are, how they grow, what each of them holds."""

from collections import Counter
from functools import cache

import numpy as np
import pytest

from solver.problem import Ints, Problem
from solver.program import build
from solver.search.groups import Groups
from solver.search.neighbourhoods import (
    ALONE,
    FIRST,
    FIRST_PAIRED,
    KINDS,
    LARGEST,
    PART,
    PART_PAIRED,
    SMALLEST,
    Kind,
    Neighbourhoods,
)
from tests import small


@cache
def groups(recipients: int = 2) -> Groups:
    """Wards of the specialties 03 and 04 in each recipient hospital; a supporter with somebody for both, another for 03 only."""
    places = [f"away{number}" for number in range(recipients)]
    wards = [(f"{place}-{code}", place, code) for place in places for code in ("03", "04")]
    people = [("home", "03"), ("home", "04"), ("other", "03")]
    instance = small.instance(
        supporting_hospitals=[{}, {"id": "other"}],
        specialists=[{"id": f"{home}-{code}", "hospital": home, "specialties": [code]} for home, code in people],
        recipient_hospitals=[{"id": place} for place in places],
        departments=[{"id": ward, "hospital": place, "specialty": code} for ward, place, code in wards],
        posts=[{"id": f"post-{ward}", "department": ward} for ward, _, _ in wards],
    )
    return Groups(build(Problem(instance)).tours)


def drawn(recipients: int = 2, seed: int = 1, *, pairings: bool = False) -> Neighbourhoods:
    mine = groups(recipients)
    return Neighbourhoods(mine, np.random.default_rng(seed), np.zeros(len(mine.tours)), pairings)


def departments(tours: Ints) -> set[str]:
    listed = groups().tours.problem.instance.departments
    return {listed[row].id for row in groups().department[tours].tolist()}


@pytest.mark.parametrize(("recipients", "names"), [(1, ALONE), (2, KINDS)])
def test_kinds_are_those_that_differ(recipients: int, names: tuple[str, ...]) -> None:
    """With one recipient "cross" and "recipients" would be the whole question; free pairings double the kinds."""
    assert [(kind.name, kind.pairings) for kind in drawn(recipients).kinds] == [(name, False) for name in names]
    both = drawn(recipients, pairings=True).kinds
    assert [(kind.name, kind.pairings) for kind in both] == [(name, free) for free in (False, True) for name in names]


def test_no_neighbourhood_begins_as_the_whole_question() -> None:
    tours = len(groups().tours)
    assert PART_PAIRED * tours < FIRST_PAIRED
    assert PART * tours < FIRST
    sizes = {kind.pairings: kind.size for kind in drawn(pairings=True).kinds}
    assert sizes == {False: PART_PAIRED * tours, True: PART * tours}


@pytest.mark.parametrize(
    ("size", "proven", "work", "brought", "after"),
    [
        (100.0, True, 0.01, 0, 400.0),  # closed at once: there is room for far more
        (100.0, True, 0.05, 9, 100.0 * 10**0.5),
        (100.0, True, 0.4, 0, 140.0),
        (100.0, True, 0.0, 0, 400.0),
        (100.0, True, 0.5, 0, 100.0),
        (100.0, False, 0.1, 9, 100.0),
        (100.0, False, 0.9, 0, 85.0),  # neither closed nor better
        (LARGEST, True, 0.01, 0, LARGEST),
        (SMALLEST, False, 0.9, 0, SMALLEST),
    ],
)
def test_a_kind_adapts_its_size(size: float, proven: bool, work: float, brought: int, after: float) -> None:
    kind = Kind("window", size)
    kind.learn(proven=proven, work=work, brought=brought, wanted=0.5)
    assert kind.size == pytest.approx(after)


def test_each_kind_comes_once_and_then_what_brings_most() -> None:
    question, everywhere = drawn(pairings=True), np.ones(4)
    nothing = np.zeros(len(groups().tours), dtype=np.int64)

    def name(brought: int = 0) -> tuple[str, bool]:
        kind, _ = question.draw(nothing, everywhere)
        good = (kind.name, kind.pairings) == ("supporters", True)
        kind.learn(proven=True, work=1.0, brought=brought * good, wanted=0.5)
        return kind.name, kind.pairings

    kinds = len(question.kinds)
    assert len({name() for _ in range(kinds)}) == kinds
    often = Counter(name(brought=5) for _ in range(400))
    assert often["supporters", True] > 180
    assert len(often) == kinds


def test_what_a_kind_brought_is_forgotten() -> None:
    good, better = Kind("cross", 100.0), Kind("window", 100.0)
    good.learn(proven=True, work=1.0, brought=10, wanted=0.5)
    for _ in range(40):
        good.learn(proven=True, work=1.0, brought=0, wanted=0.5)
        better.learn(proven=True, work=1.0, brought=1, wanted=0.5)
    assert good.brought / good.work < 0.1 * better.brought / better.work


def test_the_plans_own_tours_and_the_cheapest_others_are_free() -> None:
    """Tours whose forcing in adds much stay out, unless the plan has them."""
    question = drawn()
    tours = len(question.forced)
    dear = np.arange(tours) % 2 == 1
    question.forced = 100.0 * dear
    values = np.zeros(tours, dtype=np.int64)
    values[[1, 3, 4]] = 1
    free = question._cheapest(np.arange(tours), values, 20.0)
    assert np.isin([1, 3, 4], free).all()
    assert len(free) == 23
    assert set(free[dear[free]].tolist()) == {1, 3}


@pytest.mark.parametrize("size", [1.0, 200.0, 1e9])
@pytest.mark.parametrize("seed", range(4))
def test_whole_groups_make_up_the_size(size: float, seed: int) -> None:
    """The seed's own among them, and none more than that takes."""
    question, index = drawn(seed=seed), groups().by_department
    free = question._whole(index, np.array([3]), size)
    chosen, counts = np.unique(groups().department[free], return_counts=True)
    assert 3 in chosen
    assert counts.tolist() == index.sizes()[chosen].tolist()
    assert counts.sum() - counts[chosen != 3].max(initial=0) < size or len(chosen) == 1
    assert counts.sum() >= min(size, len(groups().tours))


def test_kinds_lie_around_the_seed() -> None:
    """Small ones: a ward's hospital and specialty, its hospital, a supporter of its own; 04 has one supporter only."""
    question = drawn()
    names = [department.id for department in groups().tours.problem.instance.departments]
    ward = names.index("away1-04")
    assert departments(question._cross(ward, 1.0)) == {"away0-04", "away1-03", "away1-04"}
    assert departments(question._recipients(ward, 1.0)) == {"away1-03", "away1-04"}
    assert departments(question._departments(ward, 1.0)) == {"away1-04"}
    assert set(groups().tours.hospital[question._supporters(ward, 1.0)].tolist()) == {0}


@pytest.mark.parametrize("seed", range(6))
def test_a_window_is_what_begins_together(seed: int) -> None:
    free = drawn(seed=seed)._window(0, 30.0)
    starts, every = groups().tours.start[free], groups().tours.start
    assert len(free) == ((every >= starts.min()) & (every <= starts.max())).sum()
    assert 30 <= len(free) < len(every) / 2
