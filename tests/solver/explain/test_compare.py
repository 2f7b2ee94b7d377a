"""Two plans compared: what differs by goal, person, post and pairing, and nothing else."""

from solver.checks import check
from solver.domain.instance import Instance
from solver.domain.plan import Plan
from solver.explain.compare import compare
from tests import small

POSTS = [{"demand": [small.demand(1, 2, 0, 3)]}, {"id": "q", "demand": [small.demand(1, 1, 0, 3)]}]


def asked() -> Instance:
    return small.instance(
        calendar={"periods": 3, "months_per_period": 2},
        specialists=[{}, {"id": "b", "count": 2}],
        posts=POSTS,
        departments=[{"pairing": {}}],
        supporting_hospitals=[{}, {"id": "other"}],
    )


def test_what_differs_is_said_once_per_person_and_post() -> None:
    instance = asked()
    stays = small.tour(instance, "b", "post", 0, 3, unit=1)
    first = small.plan(
        stays,
        small.tour(instance, "a", "post", 0, 2),
        pairings=(small.pairing("home", "ward", role="LEAD", basis="RULE"),),
    )
    second = small.plan(
        stays,
        small.tour(instance, "a", "q", 1, 3),
        pairings=(small.pairing("other", "ward", role="LEAD", basis="RULE"),),
    )
    first, second = (_on_pair(instance, plan) for plan in (first, second))
    found = compare(instance, first, second)
    assert (found.kept, found.gone, found.come) == (1, 1, 1)
    ((person,),) = (found.people,)
    assert (person.specialist, person.gone[0].post, person.come[0].post) == ("a", "post", "q")
    assert {
        change.post: (
            change.missing_first,
            change.missing_second,
            change.below_target_first,
            change.below_target_second,
        )
        for change in found.posts
    } == {"post": (0, 0, 2, 6), "q": (6, 2, 0, 0)}
    assert [(one.supporter, one.first, one.second) for one in found.pairings] == [
        ("home", "LEAD", None),
        ("other", None, "LEAD"),
    ]
    assert found.objective_second - found.objective_first == sum(g.cost_second - g.cost_first for g in found.goals)
    assert found.objective_first == check(instance, first).objective


def test_a_plan_is_the_same_as_itself() -> None:
    instance = asked()
    plan = small.plan(small.tour(instance, "a", "post", 0, 2))
    plan = _on_pair(instance, plan)
    found = compare(instance, plan, plan)
    assert (found.people, found.posts, found.pairings, found.kept) == ((), (), (), 1)
    assert found.objective_first == found.objective_second


def _on_pair(instance: Instance, plan: Plan) -> Plan:
    pairs = {(one.supporter, one.target) for one in plan.pairings}
    tours = (t.model_copy(update={"on_pair": (t.supporter, "ward") in pairs}) for t in plan.tours)
    return plan.model_copy(update={"tours": tuple(tours)})
