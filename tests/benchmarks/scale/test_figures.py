"""Gaps and distances over rows."""

import pytest

from benchmarks.scale.figures import Known, figures, known_of, mean_of
from tests.benchmarks.scale.made_rows import row

QUESTION = "question of demo"


def test_the_best_plan_and_the_best_bound_are_those_of_anybody_at_any_time() -> None:
    rows = [
        row("ours", {"10": (140, 60), "end": (120, 80)}),
        row("tours", {"end": (110, 100)}),
        row("highs", {"end": (None, 90)}),
    ]
    assert known_of(rows, {QUESTION: 50}) == {QUESTION: Known(best=110, bound=100, unavoidable=50)}


def test_a_bound_above_a_plan_is_an_error_and_no_small_gap() -> None:
    with pytest.raises(ValueError, match="a bound of 130 was claimed, and a plan costs 120"):
        known_of([row("ours", {"end": (120, 80)}), row("tours", {"end": (140, 130)})], {})


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        (Known(200, 150, 0), (0.25, 0.25, 0.5, 0.0)),  # nothing is known to be unavoidable
        (Known(200, 150, 100), (0.25, 0.5, 0.5, 0.0)),  # half of the cost was never to be had
        (Known(160, 150, 160), (0.2, 1.0, 0.5, 0.25)),  # the certificate is a bound too
    ],
)
def test_the_gap_is_shown_over_the_objective_and_over_what_can_be_avoided(
    known: Known, expected: tuple[float, float, float, float]
) -> None:
    found = figures(row("ours", {"end": (200, 100)}), "end", known)
    assert (found.gap, found.gap_of_rest, found.own_gap, found.distance) == expected


def test_who_has_finished_stands_at_every_later_checkpoint() -> None:
    assert figures(row("ours", {"end": (200, 200)}), "300", Known(200, 200, 0)).gap == 0


def test_no_plan_has_no_gap_and_no_mean() -> None:
    assert figures(row("ours", {"end": (None, 100)}), "end", Known(200, 100, 0)).gap is None
    assert mean_of([0.5, None]) is None
    assert mean_of([]) is None
    assert mean_of([0.5, 0.1]) == pytest.approx(0.3)
