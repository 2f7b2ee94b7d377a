"""Tiny questions per goal, in which nothing else costs anything; enumerated like those of the rules."""

from typing import Any

from solver.domain.instance import Instance
from solver.domain.policy import Goals
from tests import small
from tests.solver.toys import POSTS, TWO, pairs_only, question

QUARTERS = {"calendar": {"months_per_period": 3}, "tour_kinds": [{"max_months": 12}]}
SUPPORTERS = [{}, {"id": "other"}]
OF_BOTH = [{"id": "a"}, {"id": "b", "hospital": "other"}]


def only(**weights: int) -> dict[str, Any]:
    """Return the goals with these weights and all others at 0."""
    return {name: {"weight": weights.get(name, 0)} for name in Goals.model_fields}


def asked(goals: dict[str, Any], **changes: Any) -> Instance:
    """Return a question of some goals; its rules are at their defaults unless changed."""
    return question("coverage", changes.pop("coverage", {"mode": "priced"}), goals=goals, **changes)


def paired(goals: dict[str, Any], **changes: Any) -> Instance:
    """Return a question without posts."""
    return pairs_only("coverage", {}, goals=goals, **changes)


def wish(place: str, name: str, score: int) -> dict[str, Any]:
    return {place: name, "score": score}


UNEVEN = [{"priority": 2, "demand": [small.demand(2, 2, 0, 1), small.demand(0, 1, 1, 2), small.demand(1, 2, 2, 3)]}]
SPLIT = [
    {"id": "p", "priority": 5, "demand": [small.demand(1, 1, 0, 2)]},
    {"id": "q", "priority": 1, "demand": [small.demand(0, 1, 0, 1), small.demand(1, 2, 1, 2)]},
]

TOYS: dict[str, list[Instance]] = {
    "shortage": [
        asked(only(shortage=1), specialists=TWO, posts=UNEVEN),
        asked(only(shortage=1), periods=2, specialists=TWO, posts=SPLIT, **QUARTERS),
    ],
    "below_target": [
        asked(only(shortage=1000, below_target=1), specialists=TWO, posts=UNEVEN),
        asked(only(shortage=1, below_target=7), specialists=TWO, posts=UNEVEN),
        asked(only(shortage=3, below_target=3), periods=2, specialists=TWO, posts=SPLIT),
        asked(only(below_target=1), periods=2, specialists=TWO, posts=SPLIT, **QUARTERS),
        asked(only(below_target=2, shortage=1), specialists=TWO, posts=[{"demand": [small.demand(1, 4, 0, 3)]}]),
        asked(only(below_target=2), coverage={"mode": "hard"}, specialists=TWO, seats=(1, 2)),
    ],
    "milestones_missed": [
        asked(
            only(milestones_missed=1),
            specialists=[{"id": "a"}, {"id": "b", "specialties": ["04", "03"]}],
            milestones=[
                {"person_months": 4, "by_period": 2, "priority": 2},
                {"hospital": None, "department": "ward", "specialty": "03", "person_months": 2, "by_period": 3},
            ],
        ),
        asked(
            only(milestones_missed=1),
            periods=2,
            posts=POSTS,
            milestones=[{"person_months": 7, "by_period": 1, "priority": 1}, {"person_months": 4, "by_period": 2}],
            **QUARTERS,
        ),
    ],
    "off_pair": [
        asked(
            only(off_pair=1),
            periods=2,
            supporting_hospitals=SUPPORTERS,
            specialists=OF_BOTH,
            departments=[{"pairing": {"max_supporters": 1}}],
            **QUARTERS,
        ),
        asked(
            only(off_pair=1),
            periods=3,
            calendar={"tail_periods": 1},
            specialists=[{"id": "a"}],
            departments=[{"pairing": {"min_supporters": 0}}],
        ),
        asked(
            only(off_pair=1),
            periods=2,
            supporting_hospitals=SUPPORTERS,
            specialists=OF_BOTH,
            departments=[{"pairing": {}}],
            pairings=[{"state": "FORBIDDEN"}, {"supporter": "other", "state": "FIXED"}],
            **QUARTERS,
        ),
        asked(
            only(off_pair=1),
            rules={"on_pair": {"mode": "hard"}},
            periods=2,
            specialists=TWO,
            departments=[{"pairing": {"min_supporters": 0}}],
            locked=[{"specialist": "a", "from_period": -1, "to_period": 2}],
        ),
        asked(
            only(off_pair=1, departures=1),
            rules={"on_pair": {"mode": "off"}},
            periods=2,
            specialists=TWO,
            departments=[{"pairing": {"min_supporters": 0}}],
        ),
        asked(
            only(off_pair=1, departures=1),
            rules={"on_pair": {"mode": "off"}},
            departments=[{"pairing": {"min_supporters": 0}}],
            pairings=[{"state": "FORBIDDEN"}],
        ),
    ],
    "gaps": [
        asked(only(gaps=1), periods=4, seats=(1, 1)),
        asked(only(gaps=1), specialists=TWO, seats=(1, 2), **QUARTERS),
        asked(only(gaps=1), specialists=TWO, seats=(1, 1), posts=[{"handover_months": 1}]),
        asked(
            only(gaps=1),
            periods=4,
            posts=[{"demand": [small.demand(1, 1, 0, 2), small.demand(0, 1, 2, 3), small.demand(1, 1, 3, 4)]}],
        ),
        asked(only(gaps=1), posts=POSTS, seats=(1, 1)),
        asked(only(gaps=1), specialists=TWO, seats=(1, 1)),
        asked(only(gaps=1), seats=(1, 1), tour_kinds=[{"max_months": 1, "batch_starts": [0, 2]}]),
        asked(only(gaps=1), seats=(1, 1), posts=[{"id": "p", "specialties": ["99"]}, {"id": "q"}]),
        asked(
            only(gaps=1),
            seats=(1, 1),
            calendar={"tail_periods": 1},
            locked=[{"specialist": "a", "from_period": -1, "to_period": 1}],
        ),
    ],
    "pairing_changes": [
        paired(
            only(pairing_changes=1),
            supporting_hospitals=[{"id": "s1"}, {"id": "s2"}, {"id": "s3"}],
            departments=[{"pairing": {"min_supporters": 0}}, {"id": "b", "pairing": {"min_supporters": 0}}],
            pairings=[
                {"supporter": "s1"},
                {"supporter": "s1", "target": "b"},
                {"supporter": "s2", "state": None},
                {"supporter": "s2", "target": "b", "state": "FIXED"},
                {"supporter": "s3", "state": "FORBIDDEN"},
            ],
        ),
    ],
    "pairing_cost": [
        paired(
            only(pairing_cost=1),
            supporting_hospitals=[
                {"id": "s1", "strength": {"03": 5}, "opening_price": 100},
                {"id": "s2", "strength": {"03": 2, "04": 5}},
                {"id": "s3", "opening_price": 7},
            ],
            recipient_hospitals=[{"pairing": {"min_supporters": 0}}],
            departments=[{"pairing": {"min_supporters": 0}}, {"id": "b", "specialty": "04"}],
            pairings=[
                {"supporter": "s1", "target": "away", "state": None, "cost": 40},
                {"supporter": "s3", "target": "ward", "state": "FIXED", "cost": 0},
            ],
        ),
        paired(
            only(pairing_cost=1),
            supporting_hospitals=[{"id": "s1", "opening_price": 30, "pairing_capacity": 1}, {"id": "s2"}],
            departments=[{"pairing": {}}, {"id": "b", "pairing": {}}],
        ),
    ],
    "unfairness": [
        asked(
            only(unfairness=1),
            periods=2,
            calendar={"tail_periods": 1},
            supporting_hospitals=[{"release": {"total": [1, 2]}}, {"id": "other"}],
            specialists=OF_BOTH,
        ),
        asked(
            only(unfairness=1),
            periods=2,
            supporting_hospitals=[{}, {"id": "other", "release": {"total": 3}}, {"id": "idle"}],
            specialists=[{"id": "a"}, {"id": "b", "hospital": "other"}, {"id": "c"}],
            locked=[{"specialist": "a", "from_period": -1, "to_period": 1}],
            **QUARTERS,
        ),
        asked(
            only(unfairness=1, departures=1),
            periods=2,
            supporting_hospitals=[{}, {"id": "other", "release": {"total": 0}}],
            specialists=OF_BOTH,
        ),
        asked(
            only(unfairness=1),
            periods=2,
            supporting_hospitals=[{}, {"id": "other", "release": {"by_specialty": {"03": 1}}}, {"id": "third"}],
            specialists=[*OF_BOTH, {"id": "c", "hospital": "third"}, {"id": "d", "hospital": "other"}],
        ),
        asked(
            only(unfairness=1),
            periods=2,
            supporting_hospitals=SUPPORTERS,
            specialists=[{"id": "a", "count": 2}, {"id": "b", "hospital": "other"}],
            tour_kinds=[{"rest_months": 1}],
        ),
    ],
    "departures": [
        asked(only(departures=1), specialists=TWO),
        asked(only(departures=1), locked=[{"specialist": "a", "from_period": -1, "to_period": 1, "exact": False}]),
    ],
    "preferences": [
        asked(
            only(preferences=1),
            periods=2,
            departments=[{}, {"id": "unit"}],
            posts=[*POSTS, {"id": "r", "department": "unit"}],
            specialists=[
                {
                    "id": "a",
                    "preferences": [wish("post", "p", 3), wish("department", "ward", -2), wish("recipient", "away", 1)],
                }
            ],
        ),
        asked(
            only(preferences=1),
            periods=2,
            posts=POSTS,
            specialists=[{"id": "a", "preferences": [wish("post", "q", -4)]}, {"id": "b"}],
            **QUARTERS,
        ),
        asked(
            only(preferences=1),
            periods=2,
            posts=POSTS,
            specialists=[{"id": "b"}, {"id": "a", "preferences": [wish("recipient", "away", 2), wish("post", "q", 5)]}],
        ),
        asked(
            only(preferences=1),
            calendar={"tail_periods": 2},
            specialists=[{"id": "a", "preferences": [wish("department", "ward", -1)]}],
        ),
    ],
    "people_used": [
        asked(only(people_used=1), specialists=TWO),
        asked(
            only(people_used=1), periods=2, specialists=[{"count": 3}], tour_kinds=[{"rest_months": 1}], seats=(0, 3)
        ),
        asked(
            only(people_used=1, rule_prices=1),
            rules={"rest": {"mode": "priced", "price": 10}},
            periods=2,
            specialists=[{"count": 3}],
            tour_kinds=[{"rest_months": 1}],
            seats=(0, 3),
        ),
        asked(only(people_used=1), periods=4, tour_kinds=[{"rest_months": 1}]),
        asked(
            only(people_used=1, rule_prices=1),
            rules={"rest": {"mode": "priced", "price": 10}},
            tour_kinds=[{"rest_months": 2}],
        ),
    ],
}
