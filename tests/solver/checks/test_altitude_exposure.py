"""Altitude exposure: months at altitude in every window."""

import pytest

from solver.checks.altitude_exposure import altitude_exposure
from solver.domain.outcome import Violation
from tests import small


def place(months, window, altitude_m=4000, **changes):
    """Return an instance with a high post and a low one, and a limit of months in a window."""
    return small.instance(
        recipient_hospitals=[{"altitude_m": altitude_m}, {"id": "low"}],
        departments=[{}, {"id": "valley", "hospital": "low"}],
        posts=[{}, {"id": "down", "department": "valley"}],
        altitude={"exposure": {"from_m": 4000, "months": months, "window_months": window}},
        **changes,
    )


@pytest.mark.parametrize(
    ("months", "window", "spans", "times"),
    [
        (3, 6, [("post", 0, 3)], 0),
        (3, 6, [("post", 0, 4)], 1),
        (3, 6, [("post", 0, 3), ("post", 6, 9)], 0),
        (3, 6, [("post", 0, 3), ("post", 5, 8)], 1),  # the window from 2 to 7
        (3, 6, [("post", 0, 2), ("post", 4, 6)], 1),
        (3, 6, [("post", 0, 2), ("post", 5, 7)], 0),  # 0–5 and 1–6 hold three each
        (4, 6, [("post", 0, 2), ("post", 4, 6)], 0),
        (3, 3, [("post", 0, 9)], 0),
        (2, 3, [("post", 0, 9)], 1),
        (3, 6, [("post", 0, 3), ("down", 3, 9)], 0),
        (3, 6, [("post", 10, 14)], 1),  # the tail counts
        (0, 1, [("post", 5, 6)], 1),
        (0, 1, [("down", 5, 6)], 0),
    ],
)
def test_windows(months, window, spans, times):
    asked = place(months, window)
    tours = [small.tour(asked, "a", *span) for span in spans]
    assert len(small.broken(altitude_exposure, asked, *tours)) == times


@pytest.mark.parametrize(("altitude_m", "times"), [(3999, 0), (4000, 1)])
def test_from_which_altitude(altitude_m, times):
    asked = place(2, 6, altitude_m)
    assert len(small.broken(altitude_exposure, asked, small.tour(asked, "a", "post", 0, 3))) == times


@pytest.mark.parametrize(
    ("months", "window", "periods", "times"),
    [(8, 12, 2, 0), (8, 12, 3, 1), (9, 12, 3, 0), (5, 7, 1, 0), (5, 7, 2, 1), (2, 3, 1, 1)],
)
def test_quarters_round_the_limit_down_and_the_window_up(months, window, periods, times):
    asked = place(months, window, calendar={"months_per_period": 3})
    assert len(small.broken(altitude_exposure, asked, small.tour(asked, "a", "post", 0, periods))) == times


def test_window_of_seven_months_is_three_quarters():
    asked = place(5, 7, calendar={"months_per_period": 3})
    tours = [small.tour(asked, "a", "post", 0, 1), small.tour(asked, "a", "post", 2, 3)]
    assert len(small.broken(altitude_exposure, asked, *tours)) == 1
    tours = [small.tour(asked, "a", "post", 0, 1), small.tour(asked, "a", "post", 3, 4)]
    assert small.broken(altitude_exposure, asked, *tours) == []


@pytest.mark.parametrize(
    ("altitude_m", "first", "after", "begin", "times"),
    [
        (4000, "2025-12-01", "2026-01-01", 0, 0),  # one period of the history and two of the tour
        (4000, "2025-12-01", "2026-01-02", 0, 1),  # a touched period counts whole
        (4000, "2025-12-31", "2026-01-02", 0, 1),
        (3999, "2025-12-01", "2026-03-01", 0, 0),
        (4000, "2025-12-01", "2026-03-01", 2, 1),
        (4000, "2025-12-01", "2026-03-01", 3, 0),  # in no window are two of it left
        (4000, "2025-08-01", "2025-10-01", 0, 0),
        (4000, "2025-08-01", "2025-11-01", 0, 0),
        (4000, "2025-08-01", "2025-12-01", 0, 0),
        (4000, "2026-02-01", "2026-05-01", 1, 0),  # what lies after the start of the calendar is not history
    ],
)
def test_history(altitude_m, first, after, begin, times):
    stay = {"altitude_m": altitude_m, "from": first, "to": after}
    asked = place(3, 6, specialists=[{"history": [stay]}])
    assert len(small.broken(altitude_exposure, asked, small.tour(asked, "a", "post", begin, begin + 2))) == times


def test_all_stays_of_the_history_count():
    stays = [("2025-11-01", "2025-12-01"), ("2026-01-01", "2026-02-01")]
    history = [{"altitude_m": 4000, "from": first, "to": after} for first, after in stays]
    asked = place(3, 6, specialists=[{"history": history}])
    assert small.broken(altitude_exposure, asked, small.tour(asked, "a", "post", 0, 1)) == []
    assert len(small.broken(altitude_exposure, asked, small.tour(asked, "a", "post", 0, 2))) == 1


def test_facts_alone_are_not_looked_at_but_count():
    asked = place(3, 6, locked=[{"specialist": "a", "from_period": -3, "to_period": 1}])
    fact = small.tour(asked, "a", "post", -3, 1)
    assert small.broken(altitude_exposure, asked, fact) == []
    assert len(small.broken(altitude_exposure, asked, fact, small.tour(asked, "a", "post", 2, 3))) == 1
    assert small.broken(altitude_exposure, asked, fact, small.tour(asked, "a", "post", 4, 5)) == []


def test_a_period_counts_once():
    stay = {"altitude_m": 4000, "from": "2026-02-01", "to": "2026-03-01"}
    lock = {"specialist": "a", "from_period": -1, "to_period": 1, "exact": False}
    asked = place(3, 6, specialists=[{"history": [stay]}], locked=[lock])
    assert small.broken(altitude_exposure, asked, small.tour(asked, "a", "post", -1, 2)) == []
    assert len(small.broken(altitude_exposure, asked, small.tour(asked, "a", "post", -1, 3))) == 1


def test_each_person_alone():
    asked = place(3, 6, specialists=[{"count": 3}])
    tours = [small.tour(asked, "a", "post", 0, months, unit=unit) for unit, months in enumerate((4, 3, 4))]
    assert len(small.broken(altitude_exposure, asked, *tours)) == 2


def test_a_fact_of_one_person_does_not_hide_another():
    locks = [{"specialist": "a", "from_period": -3, "to_period": 1}]
    asked = place(3, 6, specialists=[{}, {"id": "b"}], locked=locks)
    tours = [small.tour(asked, "a", "post", -3, 1), small.tour(asked, "b", "post", 0, 4)]
    assert [v.ids for v in small.broken(altitude_exposure, asked, *tours)] == [("b",)]


def test_without_numbers_nothing_is_asked():
    asked = small.instance(recipient_hospitals=[{"altitude_m": 5000}])
    assert small.broken(altitude_exposure, asked, small.tour(asked, "a", "post", 0, 12)) == []


def test_what_is_said():
    asked = place(6, 12, calendar={"months_per_period": 3}, specialists=[{"history": [
        {"altitude_m": 4000, "from": "2025-12-15", "to": "2026-01-01"}]}])  # fmt: skip
    assert small.broken(altitude_exposure, asked, small.tour(asked, "a", "post", 1, 4)) == [
        Violation(rule="altitude_exposure", hard=True, ids=("a",), period=-1, found=9, limit=6)
    ]
