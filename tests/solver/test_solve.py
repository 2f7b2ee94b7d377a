"""`solve`: what it reports, when it stops, what it begins from, what it answers where there is no plan."""

import threading
import time
from dataclasses import replace

import pytest

from solver import solve as solving
from solver.checks import check
from solver.domain.instance import Instance
from solver.domain.outcome import GoalAmount, Infeasible, Outcome, Progress, Solved, StoppedBy, Undecided, Violation
from solver.domain.plan import Plan, Tour
from solver.errors import InternalError, InvalidInstance
from solver.settings import Settings
from solver.solve import solve
from tests import small
from tests.solver.national import COUNTY, question

SLACK_SECONDS = 60
"""How late a search may end on a busy machine."""

DEARER = GoalAmount(name="shortage", level=1, amount=1000, weight=1000, cost=1_000_000)


@pytest.fixture(scope="module")
def county() -> Instance:
    """A question with a plan at once and no proof in a fifth of a second of work."""
    return question(COUNTY)


@pytest.fixture(scope="module")
def first(county: Instance) -> Solved:
    """The first plan that comes, as it was when the search was asked to stop."""
    outcome, _ = stopped_at_first_plan(county)
    return outcome


def stopped_at_first_plan(instance: Instance) -> tuple[Solved, list[Progress]]:
    """Solve until the first plan is reported; return the outcome with all that was reported."""
    stop, reports = threading.Event(), list[Progress]()

    def listen(progress: Progress) -> None:
        reports.append(progress)
        if progress.plan is not None:
            stop.set()

    return solved(solve(instance, Settings(seconds=120), on_progress=listen, stop=stop)), reports


def solved(outcome: Outcome) -> Solved:
    assert isinstance(outcome, Solved)
    return outcome


def test_a_stop_in_the_middle_keeps_the_best_plan(county: Instance) -> None:
    outcome, reports = stopped_at_first_plan(county)
    assert outcome.stopped_by is StoppedBy.REQUEST
    told = [report.incumbent for report in reports if report.incumbent is not None]
    assert outcome.objective <= told[-1]
    assert not outcome.proven_optimal
    assert 0 <= outcome.bound < outcome.objective  # the plan is there before any bound


@pytest.mark.parametrize("instance", [question(COUNTY), small.instance()])
def test_a_stop_before_the_start_ends_at_once(instance: Instance) -> None:
    """A search may be over before it is asked to stop, but it does not begin to look further."""
    stop = threading.Event()
    stop.set()
    began = time.monotonic()
    outcome = solve(instance, Settings(seconds=300), stop=stop)
    assert time.monotonic() - began < SLACK_SECONDS
    assert outcome.stopped_by in (StoppedBy.REQUEST, StoppedBy.PROVEN)
    assert isinstance(outcome, Undecided) or check(instance, solved(outcome).plan).hard == ()


def test_progress_gets_better_and_is_true(county: Instance) -> None:
    reports: list[Progress] = []
    outcome = solved(solve(county, Settings(seconds=120, gap=0.3), on_progress=reports.append))
    told = [report.incumbent for report in reports if report.incumbent is not None]
    bounds = [report.bound for report in reports if report.bound is not None]
    assert told == sorted(told, reverse=True)
    assert bounds == sorted(bounds)
    assert [report.seconds for report in reports] == sorted(report.seconds for report in reports)
    plans = [report for report in reports if report.plan is not None]
    assert plans
    for report in plans:
        assert report.plan is not None
        checked = check(county, report.plan)
        assert checked.hard == ()
        assert checked.objective == report.incumbent
        assert report.gap is not None
    assert bounds[-1] <= outcome.bound <= outcome.objective <= told[-1]


def test_what_progress_raises_ends_the_search(county: Instance) -> None:
    def fail(progress: Progress) -> None:
        raise ConnectionError(f"nobody listens after {progress.seconds} s")

    with pytest.raises(ConnectionError, match="nobody listens"):
        solve(county, Settings(seconds=120), on_progress=fail)


def test_the_seconds_are_kept(county: Instance) -> None:
    began = time.monotonic()
    outcome = solve(county, Settings(seconds=0.5, workers=1))  # one worker needs more for the proof on any machine
    assert time.monotonic() - began < 0.5 + SLACK_SECONDS
    assert outcome.stopped_by is StoppedBy.SECONDS
    assert 0.4 < outcome.seconds < 0.5 + SLACK_SECONDS


def test_too_little_time_is_no_answer(county: Instance) -> None:
    outcome = solve(county, Settings(seconds=0.01))
    assert isinstance(outcome, Undecided)
    assert outcome.stopped_by is StoppedBy.SECONDS
    assert outcome.bound is None or outcome.bound >= 0


def test_a_gap_is_enough(county: Instance) -> None:
    outcome = solved(solve(county, Settings(seconds=120, gap=0.9)))
    assert outcome.stopped_by in (StoppedBy.GAP, StoppedBy.PROVEN)
    assert outcome.gap <= 0.9


def test_a_reproducible_search_is_the_same_again(county: Instance) -> None:
    """The seconds are a cap only, so that the plan does not depend on the machine."""
    settings = Settings(seconds=300, reproducible=True, gap=0.3)
    one, two = (solved(solve(county, settings)) for _ in range(2))
    assert one.reproducible
    assert one.stopped_by is StoppedBy.GAP
    assert one.model_copy(update={"seconds": two.seconds}) == two


def test_a_budget_of_work_ends_a_reproducible_search(county: Instance) -> None:
    """Only where a machine is so busy that the seconds end first, they do, and it is said that this will not repeat."""
    outcome = solve(county, Settings(seconds=0.8, reproducible=True))
    if outcome.stopped_by is StoppedBy.BUDGET:
        assert outcome.reproducible
        assert outcome.deterministic_time == pytest.approx(0.2, rel=0.2)
    else:
        assert outcome.stopped_by is StoppedBy.SECONDS
        assert not outcome.reproducible
        assert outcome.deterministic_time < 0.2


def test_another_seed_is_said(county: Instance) -> None:
    assert solve(county, Settings(seconds=0.01, seed=7)).seed == 7


def test_a_search_begins_from_the_plan_given(county: Instance, first: Solved) -> None:
    """Though there is no time to find any plan."""
    outcome = solved(solve(county, Settings(seconds=60, gap=0.9999), start=first.plan))
    assert outcome.objective <= first.objective
    reports: list[Progress] = []
    stop = threading.Event()

    def listen(progress: Progress) -> None:
        if progress.candidate_tours is None:  # the size of the question comes first
            reports.append(progress)
            stop.set()

    outcome = solved(solve(county, Settings(seconds=60), start=first.plan, on_progress=listen, stop=stop))
    assert reports[0].incumbent is not None
    assert reports[0].incumbent <= first.objective
    assert outcome.objective <= first.objective


def test_a_part_of_a_plan_is_a_start(county: Instance, first: Solved) -> None:
    half = Plan(tours=first.plan.tours[::2])
    cost = check(county, half).objective
    outcome = solved(solve(county, Settings(seconds=60, gap=0.99), start=half))
    assert outcome.objective <= cost


@pytest.mark.parametrize(
    "strange",
    [
        {"specialist": "nobody"},
        {"post": "nowhere"},
        {"from_period": -5},
        {"to_period": 99},
        {"unit": 3},
        {"from_period": 0, "to_period": 12},
    ],
)
def test_a_start_that_cannot_be_is_only_a_wish(strange: dict[str, object]) -> None:
    """Also a tour of somebody unknown, or one that a rule bars, or two at once: the optimum is found all the same."""
    instance = small.instance(tour_kinds=[{"max_months": 6}])
    tour = small.tour(instance, "a", "post", 0, 6)
    wrong: Tour = tour.model_copy(update=strange)
    plain = solved(solve(instance, Settings(seconds=60)))
    for start in (Plan(tours=(wrong,)), Plan(tours=(tour, wrong)), Plan(tours=(tour, tour))):
        outcome = solved(solve(instance, Settings(seconds=60), start=start))
        assert outcome.proven_optimal
        assert outcome.objective == plain.objective


def test_what_is_impossible_is_said_with_its_claim() -> None:
    instance = small.instance(
        specialists=[{"title": "RESIDENT"}], locked=[{"specialist": "a", "from_period": 0, "to_period": 3}]
    )
    outcome = solve(instance, Settings(seconds=60))
    assert isinstance(outcome, Infeasible)
    assert outcome.stopped_by is StoppedBy.PROVEN
    assert [(claim.rule, claim.sources) for claim in outcome.conflict] == [("locked", ("/locked/0",))]


def test_what_only_a_search_refutes_is_infeasible_too() -> None:
    seats = [{"id": "p"}, {"id": "q"}]
    instance = small.instance(posts=seats, rules={"coverage": {"mode": "hard"}})
    outcome = solve(instance, Settings(seconds=60))
    assert isinstance(outcome, Infeasible)
    assert outcome.conflict == ()


def test_an_instance_with_errors_is_refused() -> None:
    instance = small.instance(specialists=[{"hospital": "unknown"}])
    with pytest.raises(InvalidInstance) as refused:
        solve(instance, Settings(seconds=60))
    assert [finding.code for finding in refused.value.findings] == ["unknown_id"]


def test_what_protects_people_and_is_off_is_said() -> None:
    instance = small.instance(rules={"altitude_stay": {"mode": "off"}, "rest": {"mode": "off"}})
    assert solve(instance, Settings(seconds=60)).switched_off == ("altitude_stay",)


def test_nobody_and_nothing() -> None:
    nobody = solved(solve(small.instance(specialists=[]), Settings(seconds=60)))
    assert nobody.plan.tours == ()
    assert nobody.objective == 12 * 3 * 1000
    nothing = solved(solve(small.instance(posts=[]), Settings(seconds=60)))
    assert (nothing.plan, nothing.objective, nothing.proven_optimal) == (Plan(), 0, True)


def test_how_many_tours_there_are_is_told_first() -> None:
    told: list[Progress] = []
    solve(small.instance(), Settings(seconds=60), on_progress=told.append)
    assert told[0].candidate_tours == 12 * 12  # starts × lengths, with the tail


@pytest.mark.parametrize(
    ("seen", "said"),
    [
        ({"violations": (Violation(rule="rest", ids=("a",), period=3, hard=True),)}, r"breaks: rest \('a',\) 3"),
        ({"goals": (DEARER,)}, "the model counts .* for a plan that costs 1000000"),
        ({"goals": ()}, "the model counts .* for a plan that costs 0"),
    ],
)
def test_no_plan_leaves_that_the_checker_sees_otherwise(
    seen: dict[str, object], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hard rule broken, a plan that costs more than the model counts, or less than a proven optimum."""
    monkeypatch.setattr(solving, "check", lambda instance, plan: replace(check(instance, plan), **seen))
    with pytest.raises(InternalError, match=said):
        solve(small.instance(), Settings(seconds=60))
