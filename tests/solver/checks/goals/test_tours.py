"""Departures, people used and months off pair."""

import pytest

from solver.checks.goals.tours import departures, off_pair, people_used
from tests import small


def test_departures_and_people():
    asked = small.instance(specialists=[{}, {"id": "b", "count": 2}])
    tours = [
        small.tour(asked, "a", "post", -1, 2),
        small.tour(asked, "a", "post", 3, 4),
        small.tour(asked, "b", "post", 0, 2),
        small.tour(asked, "b", "post", 0, 2, unit=1),
        small.tour(asked, "b", "post", 5, 6, unit=1),
    ]
    view = small.view(asked, *tours)
    assert departures(asked, view) == 4
    assert people_used(asked, view) == 3
    assert (departures(asked, small.view(asked)), people_used(asked, small.view(asked))) == (0, 0)


@pytest.mark.parametrize(
    ("mode", "pairings", "spans", "months"),
    [
        ("priced", [], [(0, 4)], 4),
        ("priced", [{}], [(0, 4)], 0),
        ("off", [], [(0, 4)], 0),
        ("hard", [], [(-2, 4)], 4),
        ("priced", [], [(-2, 4), (10, 15)], 6),  # inside the horizon
    ],
)
def test_off_pair(mode, pairings, spans, months):
    asked = small.instance(
        departments=[{"pairing": {}}], pairings=pairings, rules={"on_pair": {"mode": mode}}, specialists=[{"count": 3}]
    )
    view = small.view(asked, *(small.tour(asked, "a", "post", *span, unit=n) for n, span in enumerate(spans)))
    assert off_pair(asked, view) == months


def test_off_pair_in_quarters():
    asked = small.instance(departments=[{"pairing": {}}], calendar={"months_per_period": 3})
    assert off_pair(asked, small.view(asked, small.tour(asked, "a", "post", 1, 3))) == 6
