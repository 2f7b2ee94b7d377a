from datetime import date

import pytest

from solver.domain.outcome import Infeasible, StoppedBy, Undecided, Violation
from solver.domain.plan import Near, Reason, Shortage
from solver.report.names import Names
from solver.report.shortfalls import shortage_rows
from solver.report.tables import plan_tables
from solver.report.verdict import percent, proof, violation_rows
from tests.solver.demo_plan import PERIODS, TOURS, demo_instance, demo_outcome


def names(language="zh"):
    return Names(demo_instance(), language)


def short(post, period, missing=1, below="min", reasons=()):
    return Shortage(post=post, period=period, missing=missing, below=below, reasons=reasons)


@pytest.mark.parametrize(
    ("periods_and_missing", "spans"),
    [
        ([(3, 1)], ["2026年6月"]),
        ([(3, 1), (4, 1), (5, 1)], ["2026年6月至2026年8月"]),
        ([(5, 1), (3, 1), (4, 1)], ["2026年6月至2026年8月"]),
        ([(3, 1), (5, 1)], ["2026年6月", "2026年8月"]),  # a filled period between
        ([(3, 1), (4, 2), (5, 1)], ["2026年6月", "2026年7月", "2026年8月"]),  # another number is another row
        ([(9, 1), (10, 1)], ["2026年12月至2027年1月"]),
    ],
)
def test_consecutive_periods_become_one_row(periods_and_missing, spans):
    rows = shortage_rows([short("east-05", *one) for one in periods_and_missing], names())
    assert [row.span for row in rows] == spans


def test_minimum_and_target_are_told_apart_and_the_minimum_comes_first():
    rows = shortage_rows([short("west-05", 3, below="target"), short("east-05", 3), short("west-05", 4)], names())
    assert [(row.below_min, row.recipient) for row in rows] == [
        (True, "西县人民医院"),  # priority 5 before 3
        (True, "东县人民医院"),
        (False, "西县人民医院"),
    ]


def test_person_months_count_people_and_months():
    (row,) = shortage_rows([short("west-05", 3, missing=2), short("west-05", 4, missing=2)], names())
    assert row.person_months == 4


def test_reasons_are_grouped_by_rule_with_pools_counted_whole():
    reasons = (
        Reason(rule="title", people=("a-01",)),
        Reason(rule="altitude_clearance", people=("a-02", "c-pool")),
    )
    (row,) = shortage_rows([short("west-07", 0, reasons=reasons)], names())
    assert row.sentence == "儿科 5 人：4 人未获 4,500 米许可，1 人职称低于副主任医师"
    assert row.reasons[0].people == ("a-02", "c-pool（3 人）")


def test_reasons_that_hold_part_of_the_time_are_said_apart():
    always, once = Reason(rule="title", people=("a-01",)), Reason(rule="rest", people=("a-01", "a-02"))
    run = [short("west-07", 0, reasons=(always, once)), short("west-07", 1, reasons=(always,))]
    (row,) = shortage_rows(run, names("en"))
    assert row.sentence == "Of 2 in 儿科: 1 below Deputy chief doctor; some of the time 2 still at rest"


def test_the_one_change_that_would_do_is_said_once():
    near = Near(rule="altitude_clearance", specialist="a-01", found=date(2027, 6, 30), limit=date(2027, 9, 1))
    reasons = (Reason(rule="altitude_clearance", people=("a-01",), near=near),)
    (row,) = shortage_rows([short("west-07", t, reasons=reasons) for t in (0, 1)], names())
    assert row.near == ("只差一项：a-01 的海拔许可到 2027-06-30 为止，需到 2027-09-01 仍有效",)


@pytest.mark.parametrize(
    ("rule", "found", "limit", "said"),
    [
        (
            "altitude_clearance",
            date(2027, 6, 30),
            date(2027, 9, 1),
            "clearance of a-01 ends 2027-06-30, needed until 2027-09-01",
        ),
        ("altitude_clearance", 3500, 4500, "a-01 is cleared to 3,500 m, the post stands at 4,500 m"),
        ("title", "ATTENDING", "DEPUTY_CHIEF", "a-01 is Attending doctor, the post asks for Deputy chief doctor"),
        ("rest", date(2027, 3, 9), date(2027, 3, 1), "a-01 has rested by 2027-03-09, would leave on 2027-03-01"),
        ("availability", date(2027, 3, 9), date(2027, 3, 12), "a-01 is unavailable from 2027-03-09 to 2027-03-12"),
        ("house_rule", 3, None, "a-01 (house_rule: is 3, needs –)"),
        ("house_rule", None, None, "a-01 (house_rule)"),
    ],
)
def test_a_change_that_would_do_is_said_in_its_own_words(rule, found, limit, said):
    reason = Reason(rule=rule, people=("a-01",), near=Near(rule=rule, specialist="a-01", found=found, limit=limit))
    (row,) = shortage_rows([short("west-07", 0, reasons=(reason,))], names("en"))
    assert row.near == (f"One change would do: {said}",)


def test_nobody_of_the_specialty_is_said():
    instance = demo_instance(specialists=[])
    (row,) = shortage_rows([short("west-07", 0)], Names(instance, "en"))
    assert row.sentence == "Nobody has the specialty and role"


def test_lines_of_posts_hold_every_tour_and_shortage_and_nothing_overlaps():
    outcome = demo_outcome()
    lines = plan_tables(demo_instance(), outcome, "zh").post_lines
    assert sorted(row.tour.specialist for line in lines for row in line.tours) == sorted(tour[0] for tour in TOURS)
    assert sum(len(line.missing) for line in lines) == len(outcome.plan.shortages)
    for line in lines:
        taken = [t for row in line.tours for t in range(row.tour.from_period, row.tour.to_period)]
        taken += [shortage.period for shortage in line.missing]
        assert len(taken) == len(set(taken))


def test_a_post_for_two_has_two_lines_and_one_for_one_has_one():
    lines = plan_tables(demo_instance(), demo_outcome(), "zh").post_lines
    assert [line.lane for line in lines if line.post == "west-05"] == [0, 1]
    assert [line.lane for line in lines if line.post == "east-05"] == [0]


def test_totals_agree_with_counting_month_by_month():
    totals = plan_tables(demo_instance(), demo_outcome(), "zh").totals
    posts = {tour[1] for tour in TOURS}
    filled = sum(
        any(post == tour[1] and tour[2] <= month < tour[3] for tour in TOURS)
        for post in posts
        for month in range(PERIODS)
    )
    assert (totals.needed_months, totals.filled_months) == (8 * PERIODS, filled)
    assert totals.missing_months == 8 * PERIODS - filled
    assert (totals.tours, totals.departures) == (len(TOURS), len(TOURS) - 1)
    assert (totals.people, totals.supporters, totals.recipients) == (14, 3, 2)


def test_batches_tell_who_departs_with_what_and_whom_they_relieve():
    batches = plan_tables(demo_instance(), demo_outcome(), "zh").batches
    first, second = (batch for batch in batches if batch.period in (0, 12))
    assert (first.name, first.day) == ("第十批第一期", date(2026, 3, 1))
    assert (second.name, second.day) == ("第十批第二期", date(2027, 3, 5))
    assert "a-01" not in {one.row.person for batch in batches for one in batch.departures}  # under way since before
    newcomer = next(one for one in second.departures if one.row.person == "c-02")
    assert newcomer.relieves == "c-01"
    assert [(one.what, one.place) for one in newcomer.before] == [("行前体检", ""), ("低氧适应性训练", "西宁")]
    assert [one.due for one in newcomer.on_site] == [date(2027, 9, 1)]


def test_a_batch_without_a_name_is_called_by_its_month():
    batches = plan_tables(demo_instance(), demo_outcome(), "zh").batches
    assert next(batch.name for batch in batches if batch.period == 3) == "2026年6月出发"


def test_each_newcomer_relieves_somebody_else():
    def tour(person, start, end):
        (like,) = (t for t in demo_outcome().plan.tours if t.specialist == "c-05")
        return like.model_copy(update={"specialist": person, "from_period": start, "to_period": end})

    tours = tuple(tour(*one) for one in [("a-01", 0, 12), ("a-02", 0, 12), ("a-03", 12, 24), ("a-04", 12, 24)])
    plan = demo_outcome().plan.model_copy(update={"tours": tours, "shortages": (), "preparations": ()})
    batches = plan_tables(demo_instance(), demo_outcome(plan=plan), "zh").batches
    assert sorted(one.relieves for one in batches[-1].departures) == ["a-01", "a-02"]
    assert {one.relieves for one in batches[0].departures} == {""}


@pytest.mark.parametrize(
    ("handover_months", "leaves_at", "relieved"),
    [(0, 12, True), (0, 11, False), (0, 13, False), (1, 12, True), (1, 13, True), (1, 14, False)],
)
def test_who_leaves_within_the_handover_is_relieved(handover_months, leaves_at, relieved):
    posts = [post.model_dump() | {"handover_months": handover_months} for post in demo_instance().posts]
    (like,) = (t for t in demo_outcome().plan.tours if t.specialist == "c-01")
    leaver = like.model_copy(update={"to_period": leaves_at})
    newcomer = like.model_copy(update={"specialist": "c-02", "from_period": 12, "to_period": 24})
    plan = demo_outcome().plan.model_copy(update={"tours": (leaver, newcomer), "shortages": (), "preparations": ()})
    batches = plan_tables(demo_instance(posts=posts), demo_outcome(plan=plan), "zh").batches
    assert [one.relieves for one in batches[-1].departures] == ["c-01" if relieved else ""]


def test_preparations_are_listed_by_date():
    rows = plan_tables(demo_instance(), demo_outcome(), "zh").preparations
    assert [row.due for row in rows] == sorted(row.due for row in rows)
    assert len(rows) == len(demo_outcome().plan.preparations)


def test_goals_come_by_level_and_their_shares_add_up():
    rows = plan_tables(demo_instance(), demo_outcome(), "en").goals
    assert [row.level for row in rows] == sorted(row.level for row in rows)
    assert sum(row.share for row in rows) == pytest.approx(1)
    assert rows[0].label == "Below minimum"


def test_violations_are_said_with_names_and_prices():
    (row,) = plan_tables(demo_instance(), demo_outcome(), "zh").violations
    assert (row.rule, row.when, row.units, row.unit, row.cost) == ("返回休整", "2028年3月", 3, "月", 900)
    assert row.about == "c-04、西县人民医院 · 妇产科主任"


def test_a_violation_of_something_unknown_keeps_its_ids():
    violation = Violation(rule="house_rule", hard=True, ids=("nobody", "c"))
    (row,) = violation_rows((violation,), names())
    assert (row.rule, row.about, row.unit) == ("house_rule", "nobody、医科大学附属医院", "")


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (0.0, "0.0"),
        (0.005, "0.5"),
        (0.0201, "2.1"),
        (0.00001, "0.1"),
        (0.0999, "10.0"),
        (0.1, "10"),
        (0.298, "30"),
        (1, "100"),
    ],
)
def test_a_gap_is_never_said_smaller_than_it_is(share, said):
    assert percent(share) == said


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"proven_optimal": True, "objective": 1200}, "已证明最优（目标值 1,200）"),
        ({"objective": 1000, "bound": 980, "gap": 0.02}, "距最优至多 2.0%（目标值 1,000，已证明的下界 980）"),
    ],
)
def test_the_proof_is_said_in_plain_words(changes, said):
    assert proof(demo_outcome(**changes), names()) == said


ANSWER = {"instance": "two-hospitals", "seconds": 1.0, "seed": 1, "version": "0.1.0", "stopped_by": StoppedBy.PROVEN}


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        (Infeasible(**ANSWER), "Proven: no plan keeps all hard rules."),
        (Undecided(**ANSWER), "Nothing is proven; allow more time or relax a rule."),
        (Undecided(**ANSWER, bound=7), "No plan can have an objective below 7 (proven bound); allow more time."),
    ],
)
def test_without_a_plan_it_is_said_what_is_known(outcome, said):
    assert proof(outcome, names("en")) == said


@pytest.mark.parametrize(
    ("role", "title", "said"),
    [
        ("DOCTOR", "CHIEF", "主任医师"),
        ("DOCTOR", "RESIDENT", "住院医师"),
        ("NURSE", "DEPUTY_CHIEF", "副主任护师"),
        ("TECHNICIAN", "ATTENDING", "主管技师"),
    ],
)
def test_titles_are_called_as_the_profession_calls_them(role, title, said):
    person = {"id": "x", "hospital": "a", "role": role, "title": title}
    instance = demo_instance(specialists=[person])
    assert Names(instance, "zh").title(instance.specialists[0]) == said


def test_pool_members_carry_their_number():
    assert names().person("c-pool", 2) == "c-pool #3"
    assert names("en").people("c-pool") == "c-pool (3 people)"


def test_periods_of_three_months_are_said_with_both_ends():
    calendar = {"start": "2026-11-01", "months_per_period": 3, "periods": 8}
    quarterly = Names(demo_instance(calendar=calendar), "zh")
    assert quarterly.span(0, 1) == "2026年11月至2027年1月"
    assert Names(demo_instance(calendar=calendar), "en").span(1, 3) == "2027-02 to 2027-07"
