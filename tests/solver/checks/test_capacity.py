"""Release and housing: people away, people housed."""

import pytest

from solver.checks.capacity import housing, release
from solver.domain.outcome import Violation
from tests import small


def home(limits, rule=None, specialists=({"count": 9},), **changes):
    """Return an instance whose supporter has limits of release."""
    return small.instance(
        supporting_hospitals=[{"release": limits}, {"id": "second"}],
        specialists=specialists,
        rules={"release": rule or {}},
        **changes,
    )


def people(asked, *spans, who="a", post="post"):
    """Return one tour per span, each by a unit of its own."""
    return [small.tour(asked, who, post, *span, unit=unit) for unit, span in enumerate(spans)]


@pytest.mark.parametrize(
    ("total", "spans", "above"),
    [
        (None, [(0, 3)] * 9, {}),
        (2, [(0, 3), (2, 5)], {}),
        (1, [(0, 3), (3, 5)], {}),
        (1, [(0, 3), (2, 5)], {2: 1}),
        (1, [(0, 3), (1, 5), (2, 5)], {1: 1, 2: 2, 3: 1, 4: 1}),
        (0, [(11, 14)], {11: 1}),  # the tail is not counted
        (0, [(-2, 1)], {0: 1}),
        ((1, 0, 1, 1) * 3, [(0, 3)], {1: 1}),
    ],
)
def test_release_in_all(total, spans, above):
    asked = home({"total": total})
    found = small.broken(release, asked, *people(asked, *spans))
    assert {violation.period: violation.units for violation in found} == above


@pytest.mark.parametrize(("mains", "above"), [(["03", "04"], 0), (["03", "03"], 1), (["04", "04"], 0)])
def test_release_by_main_specialty(mains, above):
    specialists = [{"id": f"a{n}", "specialties": [main, "03", "04"]} for n, main in enumerate(mains)]
    asked = home({"by_specialty": {"03": 1}}, specialists=specialists)
    tours = [small.tour(asked, f"a{n}", "post", 0, 1) for n in range(2)]
    assert len(small.broken(release, asked, *tours)) == above


def test_people_without_specialty_count_in_all_only():
    asked = home({"total": 1, "by_specialty": {"03": 0}}, specialists=[{"specialties": [], "count": 2}])
    assert [v.ids for v in small.broken(release, asked, *people(asked, (0, 1), (0, 1)))] == [("home",)]


def test_each_limit_on_its_own():
    asked = home({"total": 1, "by_specialty": {"03": [0] * 12, "04": 0}}, {"mode": "priced", "price": 9})
    assert small.broken(release, asked, *people(asked, (4, 5), (4, 5), (4, 5))) == [
        Violation(rule="release", hard=False, ids=("home",), period=4, found=3, limit=1, units=2, price=9),
        Violation(rule="release", hard=False, ids=("home", "03"), period=4, found=3, limit=0, units=3, price=9),
    ]


def test_other_supporters_do_not_matter():
    asked = home({"total": 1}, specialists=[{}, {"id": "b", "hospital": "second", "count": 3}])
    tours = [*people(asked, (0, 3)), *people(asked, (0, 3), (0, 3), (0, 3), who="b")]
    assert small.broken(release, asked, *tours) == []


def test_a_supporter_without_limits_does_not_hide_the_next():
    asked = small.instance(
        supporting_hospitals=[{}, {"id": "idle", "release": {"total": 0}}, {"id": "second", "release": {"total": 0}}],
        specialists=[{}, {"id": "b", "hospital": "second"}],
    )
    tours = [*people(asked, (0, 1)), *people(asked, (0, 1), who="b")]
    assert [v.ids for v in small.broken(release, asked, *tours)] == [("second",)]


def test_all_posts_together():
    asked = home({"total": 1}, posts=[{}, {"id": "other"}])
    tours = [small.tour(asked, "a", "post", 0, 1), small.tour(asked, "a", "other", 0, 1, unit=1)]
    assert len(small.broken(release, asked, *tours)) == 1


@pytest.mark.parametrize(
    ("count_handover", "handover", "periods"),
    [(True, 2, [2, 3, 4]), (False, 2, [4]), (False, 0, [2, 3, 4]), (False, 3, [])],
)
def test_newcomers_in_handover(count_handover, handover, periods):
    asked = home({"total": 1}, {"count_handover": count_handover}, posts=[{"handover_months": handover}])
    found = small.broken(release, asked, *people(asked, (-3, 5), (2, 5)))
    assert [violation.period for violation in found] == periods


@pytest.mark.parametrize(("rule", "hard", "price"), [({}, True, 0), ({"mode": "priced"}, False, 500)])
def test_person_months_of_quarters(rule, hard, price):
    asked = home({"total": 1}, rule, calendar={"months_per_period": 3})
    assert small.broken(release, asked, *people(asked, (1, 2), (1, 2), (1, 2))) == [
        Violation(rule="release", hard=hard, ids=("home",), period=1, found=3, limit=1, units=6, price=price)
    ]


def rooms(places, rule=None, **changes):
    """Return an instance with two posts in one hospital with places to live, and one post elsewhere."""
    return small.instance(
        specialists=[{"count": 9}],
        recipient_hospitals=[{"housing": places}, {"id": "next"}],
        departments=[{}, {"id": "lab"}, {"id": "far", "hospital": "next"}],
        posts=[{"handover_months": 2}, {"id": "bench", "department": "lab"}, {"id": "desk", "department": "far"}],
        rules={"housing": rule or {}},
        **changes,
    )


@pytest.mark.parametrize(
    ("places", "posts", "above"),
    [
        (2, ["post", "bench"], 0),
        (1, ["post", "bench"], 1),
        (1, ["post", "desk"], 0),
        (None, ["post"] * 9, 0),
        (0, ["desk"], 0),
    ],
)
def test_housing(places, posts, above):
    asked = rooms(places)
    tours = [small.tour(asked, "a", post, 0, 1, unit=unit) for unit, post in enumerate(posts)]
    assert sum(v.units for v in small.broken(housing, asked, *tours)) == above


def test_newcomers_need_a_place():
    asked = rooms(1)
    assert [v.period for v in small.broken(housing, asked, *people(asked, (0, 3), (2, 5)))] == [2]


def test_housing_per_period_and_not_in_the_tail():
    asked = rooms([1] * 11 + [0])
    assert [v.period for v in small.broken(housing, asked, *people(asked, (9, 14)))] == [11]


@pytest.mark.parametrize(("rule", "hard", "price"), [({}, True, 0), ({"mode": "priced"}, False, 500)])
def test_housing_says(rule, hard, price):
    asked = rooms(1, rule, calendar={"months_per_period": 6})
    assert small.broken(housing, asked, *people(asked, (3, 4), (3, 4), (3, 4))) == [
        Violation(rule="housing", hard=hard, ids=("away",), period=3, found=3, limit=1, units=12, price=price)
    ]
