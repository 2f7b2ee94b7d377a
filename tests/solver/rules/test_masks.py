"""Masks applied one after the other: what is left, what each rule has barred, and what priced ones cost."""

from collections import Counter

import numpy as np

from solver.problem import Problem
from solver.rules import allowed, bars, charges, rows
from solver.tours import candidates
from tests.solver.toys import question

PEOPLE = [
    {"id": "a"},
    {"id": "b", "title": "RESIDENT"},
    {"id": "c", "unavailable": [{"from": "2026-03-01", "to": "2026-03-02"}]},
]


def test_what_each_rule_bars_is_counted_once() -> None:
    problem = Problem(question("title", {"mode": "hard"}, specialists=PEOPLE))
    tours = candidates(problem)
    tally: Counter[str] = Counter()
    left = allowed(tours, problem, tally)
    assert tally == {"title": 6, "availability": 3}
    assert len(left) == len(tours) - 9
    assert len(allowed(tours, problem)) == len(left), "the tally may be left out"


def test_a_priced_mask_bars_only_what_no_price_allows() -> None:
    people = [{"id": "a", "title": "ATTENDING"}, {"id": "b", "title": "RESIDENT"}]
    posts = [{"min_title": "DEPUTY_CHIEF"}]
    problem = Problem(question("title", {"mode": "priced", "price": 7}, specialists=people, posts=posts))
    tours = candidates(problem)
    (barred,) = (mask for mask in bars(tours, problem) if mask.stem == "title")
    assert (barred.where == (tours.person == 1)).all()
    units = dict(charges(tours, problem))
    assert set(units) == {"title"}
    assert (units["title"] == np.where(tours.person == 0, 1, 2) * tours.months).all()


def test_a_fact_is_neither_barred_nor_priced() -> None:
    locked = [{"specialist": "a", "from_period": -1, "to_period": 2}]
    people = [{"id": "a", "title": "RESIDENT"}]
    for mode in ("hard", "priced"):
        problem = Problem(question("title", {"mode": mode}, specialists=people, locked=locked))
        tours = candidates(problem)
        assert len(tours.take(tours.fact)) == 1
        assert len(allowed(tours, problem).take(allowed(tours, problem).fact)) == 1
        assert all((units[tours.fact] == 0).all() for _, units in charges(tours, problem))


def test_what_a_goal_counts_is_not_barred() -> None:
    changes = {"departments": [{"pairing": {}}], "pairings": [{"state": "FORBIDDEN"}]}
    for mode, left in (("hard", 0), ("priced", 6), ("off", 6)):
        problem = Problem(question("on_pair", {"mode": mode}, **changes))
        tours = candidates(problem)
        assert len(allowed(tours, problem)) == left
        assert "on_pair" not in dict(charges(tours, problem))
        assert ("on_pair" in {mask.stem for mask in bars(tours, problem)}) == (mode == "hard")


def test_a_rule_that_is_off_posts_no_rows() -> None:
    problem = Problem(question("rest", {"mode": "off"}, tour_kinds=[{"rest_months": 2}]))
    tours = candidates(problem)
    assert "rest" not in {mask.stem for mask in bars(tours, problem)}
    assert {row.claim.rule for row in rows(tours, problem)} == {"one_place", "handover"}
