"""A plan that does not belong to the instance is refused, with every reason."""

from datetime import date

import pytest

from solver.checks import check
from solver.domain.plan import Mentorship, Plan, PlannedPairing
from solver.errors import InvalidPlan
from tests import small


def reasons(asked, plan):
    """Return the lines with which a plan is refused; none if it is not."""
    try:
        check(asked, plan)
    except InvalidPlan as refusal:
        return str(refusal).split("\n")
    return []


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({}, None),
        ({"specialist": "nobody"}, "unknown_id at /tours/1/specialist: nobody"),
        ({"unit": 1}, None),
        ({"unit": 2}, "unknown_unit at /tours/1/unit: 2, wanted below 2"),
        ({"supporter": "second"}, "wrong_supporter at /tours/1/supporter: second, wanted home"),
        ({"post": "nowhere"}, "unknown_id at /tours/1/post: nowhere"),
        ({"on_pair": False}, "wrong_on_pair at /tours/1/on_pair: False"),
        ({"from_day": date(2026, 5, 2)}, "wrong_day at /tours/1/from: 2026-05-02, wanted 2026-05-01"),
        ({"to_day": date(2026, 6, 30)}, "wrong_day at /tours/1/to: 2026-06-30, wanted 2026-07-01"),
    ],
)
def test_one_wrong_field(change, reason):
    asked = small.instance(specialists=[{"count": 2}], supporting_hospitals=[{}, {"id": "second"}])
    good, other = small.tour(asked, "a", "post", 0, 1), small.tour(asked, "a", "post", 2, 4)
    assert reasons(asked, small.plan(good, other.model_copy(update=change))) == ([reason] if reason else [])


@pytest.mark.parametrize(
    ("begin", "end", "reason"),
    [
        (0, 1, None),
        (1, 1, "empty_range at /tours/0: 1 to 1"),
        (2, 1, "empty_range at /tours/0: 2 to 1"),
        (11, 15, None),  # with a tail of three
        (11, 16, "after_tail at /tours/0/to_period: 16, wanted at most 15"),
        (12, 13, "after_horizon at /tours/0/from_period: 12, wanted below 12"),
        (-5, 3, None),
    ],
)
def test_periods(begin, end, reason):
    asked = small.instance(calendar={"tail_periods": 3})
    assert reasons(asked, small.plan(small.tour(asked, "a", "post", begin, end))) == ([reason] if reason else [])


def test_the_tail_is_the_longest_tour_but_one_period():
    asked = small.instance(tour_kinds=[{"max_months": 5}])
    assert reasons(asked, small.plan(small.tour(asked, "a", "post", 10, 16))) == []
    assert len(reasons(asked, small.plan(small.tour(asked, "a", "post", 10, 17)))) == 1


@pytest.mark.parametrize("period", [-30_000, -(10**30)])
def test_a_year_that_no_calendar_has(period):
    asked = small.instance()
    tour = small.tour(asked, "a", "post", 0, 3).model_copy(update={"from_period": period})
    assert reasons(asked, small.plan(tour)) == ["wrong_day at /tours/0/from: 2026-03-01, wanted None"]


def test_on_pair_where_there_is_a_target():
    asked = small.instance(departments=[{"pairing": {}}], pairings=[{}])
    tour = small.tour(asked, "a", "post", 0, 3)
    paired = small.given(asked)
    assert tour.on_pair
    assert reasons(asked, small.plan(tour, pairings=paired)) == []
    wrong = tour.model_copy(update={"on_pair": False})
    assert reasons(asked, small.plan(wrong, pairings=paired)) == ["wrong_on_pair at /tours/0/on_pair: False"]
    assert reasons(asked, small.plan(tour)) == ["wrong_on_pair at /tours/0/on_pair: True"]  # the plan decides
    assert reasons(asked, small.plan(wrong)) == []


def test_all_reasons_at_once():
    asked = small.instance()
    good = small.tour(asked, "a", "post", 0, 3)
    bad = good.model_copy(update={"specialist": "x", "post": "y", "to_day": date(2026, 1, 1), "from_period": 40})
    assert reasons(asked, small.plan(good, bad, bad)) == [
        line.format(index)
        for index in (1, 2)
        for line in (
            "unknown_id at /tours/{}/specialist: x",
            "empty_range at /tours/{}: 40 to 3",
            "after_horizon at /tours/{}/from_period: 40, wanted below 12",
            "wrong_day at /tours/{}/from: 2026-03-01, wanted 2029-07-01",
            "wrong_day at /tours/{}/to: 2026-01-01, wanted 2026-06-01",
            "unknown_id at /tours/{}/post: y",
        )
    ]


def test_without_calendar_there_are_no_tours():
    asked = small.instance()
    bare = asked.model_copy(update={"calendar": None})
    assert reasons(bare, Plan()) == []
    assert reasons(bare, small.plan(small.tour(asked, "a", "post", 0, 3))) == ["no_calendar at /tours"]


def test_mentorships_of_unknown_people():
    asked = small.instance(apprentices=[{}], specialists=[{"count": 2}])

    def taught(who, mentor, unit):
        return Mentorship(apprentice=who, specialist=mentor, unit=unit, from_period=0, to_period=1)

    given = (taught("pupil", "a", 1), taught("x", "a", 2), taught("pupil", "y", 0))
    assert reasons(asked, Plan(mentorships=given)) == [
        "unknown_id at /mentorships/1/apprentice: x",
        "unknown_unit at /mentorships/1/unit: 2, wanted below 2",
        "unknown_id at /mentorships/2/specialist: y",
    ]


def test_pairings_with_what_is_no_target():
    asked = small.instance(
        departments=[{"pairing": {}}, {"id": "lab"}], recipient_hospitals=[{"pairing": {}}, {"id": "b"}]
    )
    pairs = [("home", "ward"), ("home", "away"), ("home", "lab"), ("home", "b"), ("x", "ward")]
    given = tuple(PlannedPairing(supporter=supporter, target=target, state="NEW") for supporter, target in pairs)
    assert reasons(asked, Plan(pairings=given)) == [
        "unknown_id at /pairings/2/target: lab",
        "unknown_id at /pairings/3/target: b",
        "unknown_id at /pairings/4/supporter: x",
    ]


@pytest.mark.parametrize(
    ("given", "planned", "wanted"),
    [
        (None, "NEW", None),
        (None, "EXISTING", "NEW"),
        (None, "FIXED", "NEW"),
        ("FORBIDDEN", "NEW", None),  # a breach of `pairing`, and a new one
        ("FORBIDDEN", "FORBIDDEN", "NEW"),
        ("EXISTING", "EXISTING", None),
        ("EXISTING", "NEW", "EXISTING"),
        ("FIXED", "FIXED", None),
        ("FIXED", "EXISTING", "FIXED"),
    ],
)
@pytest.mark.parametrize("listed", [True, False])
def test_state_of_a_pairing(given, planned, wanted, listed):
    entries = [{"state": given}] if listed or given else []
    asked = small.instance(departments=[{"pairing": {}}], pairings=entries)
    lines = [f"wrong_state at /pairings/0/state: {planned}, wanted {wanted}"] if wanted else []
    assert reasons(asked, small.plan(pairings=(small.pairing("home", "ward", planned),))) == lines


def test_the_state_is_that_of_the_same_two():
    asked = small.instance(
        supporting_hospitals=[{}, {"id": "second"}],
        departments=[{"pairing": {}}, {"id": "lab", "pairing": {}}],
        pairings=[{}],
    )
    pairs = (("second", "ward"), ("home", "lab"))
    assert reasons(asked, small.plan(pairings=tuple(small.pairing(*pair) for pair in pairs))) == []


def test_a_pairing_listed_twice():
    asked = small.instance(departments=[{"pairing": {}}, {"id": "lab", "pairing": {}}])
    pairs = [small.pairing("home", "ward", role="LEAD"), small.pairing("home", "lab"), small.pairing("home", "ward")]
    assert reasons(asked, small.plan(pairings=(*pairs, pairs[0]))) == [
        "repeated_pairing at /pairings/2: home ward, also at /pairings/0",
        "repeated_pairing at /pairings/3: home ward, also at /pairings/0",
    ]


def test_without_calendar_pairings_are_looked_at():
    asked = small.instance(departments=[{"pairing": {}}]).model_copy(update={"calendar": None})
    assert reasons(asked, small.plan(pairings=(small.pairing("home", "ward", "FIXED"),))) == [
        "wrong_state at /pairings/0/state: FIXED, wanted NEW"
    ]
