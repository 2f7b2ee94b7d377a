"""Specialty and title: what the post accepts, and grades under its title."""

import pytest

from solver.checks.qualification import specialty, title
from solver.domain.outcome import Violation
from tests import small


@pytest.mark.parametrize(
    ("own", "post", "ward", "times"),
    [
        (["03"], {}, {}, 0),
        (["04"], {}, {}, 1),
        (["04", "03"], {}, {}, 0),  # any of the person's specialties will do
        ([], {}, {}, 1),
        (["04"], {"specialties": ["03", "04"]}, {}, 0),
        (["03"], {"specialties": ["04"]}, {}, 1),  # the post's own list replaces the department's
        (["04"], {"specialties": []}, {}, 0),
        ([], {}, {"specialty": None}, 0),  # management accepts any
    ],
)
def test_specialties(own, post, ward, times):
    asked = small.instance(specialists=[{"specialties": own}], posts=[post], departments=[ward])
    assert len(small.broken(specialty, asked, small.tour(asked, "a", "post", 0, 3))) == times


@pytest.mark.parametrize(
    ("role", "accepted", "times"),
    [
        ("DOCTOR", ["DOCTOR"], 0),
        ("NURSE", ["DOCTOR"], 1),
        ("NURSE", ["DOCTOR", "NURSE"], 0),
        ("MANAGER", ["DOCTOR", "NURSE"], 1),
    ],
)
def test_roles(role, accepted, times):
    asked = small.instance(specialists=[{"role": role}], posts=[{"roles": accepted}])
    assert len(small.broken(specialty, asked, small.tour(asked, "a", "post", 0, 3))) == times


def test_role_and_specialty_are_two_breaches():
    asked = small.instance(
        specialists=[{"role": "NURSE", "specialties": ["04", "05"]}],
        posts=[{"roles": ["DOCTOR", "MANAGER"], "specialties": ["03", "06"]}],
    )
    role, code = small.broken(specialty, asked, small.tour(asked, "a", "post", 2, 3))
    assert role == Violation(
        rule="specialty", hard=True, ids=("a", "post"), period=2, found="NURSE", limit="DOCTOR, MANAGER"
    )
    assert code == Violation(rule="specialty", hard=True, ids=("a", "post"), period=2, found="04, 05", limit="03, 06")


@pytest.mark.parametrize("rule", [specialty, title])
def test_off_asks_nothing(rule):
    off = {rule.__name__: {"mode": "off"}}
    asked = small.instance(specialists=[{"specialties": [], "title": "RESIDENT"}], rules=off)
    assert small.broken(rule, asked, small.tour(asked, "a", "post", 0, 3)) == []


@pytest.mark.parametrize("rule", [specialty, title])
def test_a_fact_stands(rule):
    asked = small.instance(
        specialists=[{"specialties": [], "title": "RESIDENT"}],
        locked=[{"specialist": "a", "from_period": -2, "to_period": 3}],
    )
    assert small.broken(rule, asked, small.tour(asked, "a", "post", -2, 3)) == []
    assert small.broken(rule, asked, small.tour(asked, "a", "post", -2, 4)) != []


TITLES = ["RESIDENT", "ATTENDING", "DEPUTY_CHIEF", "CHIEF"]


@pytest.mark.parametrize("own", range(4))
@pytest.mark.parametrize("wanted", range(4))
def test_title_hard(own, wanted):
    asked = small.instance(specialists=[{"title": TITLES[own]}], posts=[{"min_title": TITLES[wanted]}])
    tour = small.tour(asked, "a", "post", 1, 4)
    expected = Violation(
        rule="title",
        hard=True,
        ids=("a", "post"),
        period=1,
        found=TITLES[own],
        limit=TITLES[wanted],
        units=max(1, 3 * (wanted - own)),
    )
    assert small.broken(title, asked, tour) == ([expected] if own < wanted else [])


@pytest.mark.parametrize(
    ("own", "max_below", "hard", "units", "price"),
    [
        ("DEPUTY_CHIEF", 1, False, 3, 7),
        ("ATTENDING", 1, True, 6, 0),  # two grades under: no price allows it
        ("ATTENDING", 2, False, 6, 7),
        ("RESIDENT", 2, True, 9, 0),
        ("RESIDENT", 3, False, 9, 7),
    ],
)
def test_title_priced(own, max_below, hard, units, price):
    asked = small.instance(
        specialists=[{"title": own}],
        posts=[{"min_title": "CHIEF"}],
        rules={"title": {"mode": "priced", "price": 7, "max_below": max_below}},
    )
    (found,) = small.broken(title, asked, small.tour(asked, "a", "post", 0, 3))
    assert (found.hard, found.units, found.price) == (hard, units, price)


@pytest.mark.parametrize(
    ("begin", "end", "months"),
    [(0, 2, 6), (3, 5, 6), (3, 6, 9), (-1, 1, 6)],  # the tail and the time before the calendar count
)
def test_title_counts_the_whole_tour(begin, end, months):
    asked = small.instance(
        calendar={"months_per_period": 3, "periods": 4},
        specialists=[{"title": "RESIDENT"}],
        rules={"title": {"mode": "priced"}},
    )
    (found,) = small.broken(title, asked, small.tour(asked, "a", "post", begin, end))
    assert (found.units, found.price) == (months, 100)
