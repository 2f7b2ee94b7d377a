"""Synthetic instances: as large as their size says, valid, coupled, and the same on every machine."""

from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from instances.synthetic import Profile, Regions, Request, Size, Starts, Tightness, build, named, sums, text
from solver.domain.instance import Instance
from solver.goals import GOALS
from solver.load import load_instance, read_instance
from solver.problem import Problem
from solver.program import build as build_program
from solver.rules import allowed
from solver.search.linear import Patience
from solver.search.matrix import matrix_of
from solver.search.pricing import solved_here
from solver.tours import Tours, candidates

PEOPLE = {Size.S: 96, Size.M: 480, Size.L: 2_400, Size.XL: 9_720}
POSTS = {Size.S: 12, Size.M: 97, Size.L: 738, Size.XL: 4_700}
TOURS = {Size.S: 1_144, Size.M: 27_394, Size.L: 242_891, Size.XL: 2_910_704}
"""Candidate tours with free starts, where searches were first measured."""
SMALL = [Size.S, Size.M]


def _instance(request: Request) -> Instance:
    return load_instance(text(request))


def _tours(instance: Instance) -> Tours:
    problem = Problem(instance)
    return allowed(candidates(problem), problem)


@pytest.mark.parametrize("size", Size)
def test_people_and_posts_are_as_many_as_the_size_says(size: Size) -> None:
    made = build(Request(size))
    assert sum(person.get("count", 1) for person in made["specialists"]) == PEOPLE[size]
    assert len(made["posts"]) == POSTS[size]


@pytest.mark.parametrize("size", [Size.S, Size.M, Size.L])
def test_candidate_tours_are_of_the_order_that_was_measured(size: Size) -> None:
    assert 0.5 < len(_tours(_instance(Request(size)))) / TOURS[size] < 2


@pytest.mark.parametrize("size", SMALL)
@pytest.mark.parametrize("starts", Starts)
@pytest.mark.parametrize("tightness", Tightness)
@pytest.mark.parametrize("regions", Regions)
@pytest.mark.parametrize("profile", Profile)
def test_every_request_is_valid_without_a_warning(
    size: Size, starts: Starts, tightness: Tightness, regions: Regions, profile: Profile
) -> None:
    request = Request(size, starts, tightness, 7, regions, profile)
    instance, findings = read_instance(text(request))
    assert findings == ()
    assert instance is not None
    assert instance.name == request.name
    assert named(request.name) == request


def test_the_largest_is_valid_too() -> None:
    _, findings = read_instance(text(Request(Size.XL, Starts.batched, Tightness.tight)))
    assert findings == ()


@pytest.mark.parametrize("name", ["s-free-tight", "x-free-tight-1", "s-free-tight-1-separate", "s-free-tight-1-high"])
def test_other_names_are_refused(name: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        named(name)


def test_batches_leave_twice_a_year_for_a_year_or_a_year_and_a_half() -> None:
    tours = _tours(_instance(Request(Size.M, Starts.batched)))
    assert set(np.unique(tours.start)) <= {0, 2, 4, 6, 8, 10}
    assert set(np.unique(tours.months)) <= {12, 15, 18}


def test_free_tours_last_two_to_six_quarters_and_fewer_the_higher() -> None:
    tours = _tours(_instance(Request(Size.M, profile=Profile.plateau)))
    longest = {metres: int(tours.months[tours.altitude_m == metres].max()) for metres in np.unique(tours.altitude_m)}
    assert all(longest[low] >= longest[high] for low in longest for high in longest if low < high)
    assert tours.months.min() == 6
    assert _tours(_instance(Request(Size.M, profile=Profile.oasis))).months.max() == 18


@pytest.mark.parametrize("size", [Size.M, Size.L])
def test_supporters_of_all_regions_may_serve_several_recipient_hospitals(size: Size) -> None:
    tours = _tours(_instance(Request(size)))
    recipients = Counter(
        supporter for supporter, _ in set(zip(tours.hospital.tolist(), tours.recipient.tolist(), strict=True))
    )
    supporters = len(tours.problem.instance.supporting_hospitals)
    assert sum(number >= 2 for number in recipients.values()) >= 0.3 * supporters


@pytest.mark.parametrize(
    ("regions", "most"),
    [(Regions.separate, 1), (Regions.overlapping, 2), (Regions.none, 3)],
    ids=lambda value: str(value),
)
def test_supporters_serve_as_many_regions_as_the_structure_says(regions: Regions, most: int) -> None:
    instance = _instance(Request(Size.L, regions=regions))
    served: dict[str, set[str]] = {}
    for person in instance.specialists:
        served.setdefault(person.hospital, set()).update(person.tour_kinds or ())
    assert max(len(kinds) for kinds in served.values()) == most


def test_pools_and_individuals_are_both_there() -> None:
    counts = Counter(person.get("count", 1) for person in build(Request(Size.M))["specialists"])
    assert {1, 2, 3} <= set(counts)


@pytest.mark.parametrize("tightness", [Tightness.balanced, Tightness.tight])
def test_release_and_housing_bind_in_the_relaxation(tightness: Tightness) -> None:
    """In its optimum, to a thousandth, these rows have prices well above rounding: a month below the minimum costs 1,000."""
    seats = {name: GOALS[name] for name in ("shortage", "below_target")}
    program = build_program(Problem(_instance(Request(Size.M, Starts.batched, tightness, 1))), goals=seats)
    matrix = matrix_of(program, program.cost(program.amounts))
    every = np.arange(len(matrix.below)), np.arange(matrix.width)
    prices = np.abs(solved_here(matrix, *every, Patience(1e-3, 300)).rows)
    kept = np.flatnonzero(~program.lines.implied)
    binding = Counter(program.lines.claims[line].rule for line in kept[prices > 10].tolist())
    assert binding["release"] >= 10
    assert binding["housing"] >= 5


def test_what_the_benchmark_uses_is_the_same_byte_for_byte() -> None:
    listed = sums.listed()
    assert list(listed) == list(sums.names())
    chosen = [name for name in listed if name.endswith("-11") and "free" in name]
    assert {name: sums.sum_of(name) for name in chosen} == {name: listed[name] for name in chosen}


def test_a_changed_list_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sums, "LIST", tmp_path / "sums.toml")
    monkeypatch.setattr(sums, "names", lambda: iter(["s-free-tight-1"]))
    assert sums.main(["--write"]) == 0
    assert sums.main([]) == 0
    sums.LIST.write_text('s-free-tight-1 = "0"\n', encoding="utf-8")
    assert sums.main([]) == 1
    assert "s-free-tight-1" in capsys.readouterr().out
