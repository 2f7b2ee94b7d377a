import itertools
import json
from datetime import date

import pytest
import vl_convert

from solver.report.axes import WIDTH, timeline_of
from solver.report.charts import LINE, away_chart, coverage_map, person_timeline, post_timeline
from solver.report.coverage import away_cells
from solver.report.drawn import LONGEST_LABEL
from solver.report.tables import plan_tables
from tests.solver.demo_plan import PERIODS, TOURS, demo_instance, demo_outcome


@pytest.fixture(scope="module")
def tables():
    return plan_tables(demo_instance(), demo_outcome(), "zh")


def drawn(picture, *fields):
    """The rows of every layer that has these fields."""
    return [row for rows in picture.to_dict()["datasets"].values() for row in rows if set(fields) <= set(row)]


def posts(tables):
    return post_timeline(tables.post_lines, timeline_of(tables.tours, tables.names), tables.names)


def people(tables):
    return person_timeline(
        tables.person_lines, tables.preparations, timeline_of(tables.tours, tables.names), tables.names
    )


def pictures(tables):
    away = away_cells(tables.names.instance, [row.tour for row in tables.tours])
    return {
        "posts": posts(tables),
        "people": people(tables),
        "coverage": coverage_map(tables.post_lines, tables.coverage, tables.names),
        "away": away_chart(away, tables.names),
    }


@pytest.mark.parametrize("draw", [posts, people])
def test_every_tour_is_one_bar_with_its_days(tables, draw):
    bars = sorted((bar["person"], bar["start"], bar["until"]) for bar in drawn(draw(tables), "person", "until"))
    tours = demo_outcome().plan.tours
    assert bars == sorted((t.specialist, t.from_day.isoformat(), t.to_day.isoformat()) for t in tours)


def test_bars_stand_on_the_line_of_their_post_or_person(tables):
    for bar in drawn(posts(tables), "person", "until"):
        line = tables.post_lines[bar["row"]]
        assert (line.recipient, line.name) == (bar["recipient"], bar["post"])
    for bar in drawn(people(tables), "person", "until"):
        assert tables.person_lines[bar["row"]].person == bar["person"]


def test_every_shortage_is_one_cell(tables):
    specification = posts(tables).to_dict()
    boxes = [layer["data"]["name"] for layer in specification["layer"] if layer["mark"]["type"] == "rect"]
    cells = [cell for name in boxes for cell in specification["datasets"][name] if "below_min" in cell]
    shortages = demo_outcome().plan.shortages
    assert sorted((cell["start"], cell["post"], cell["recipient"], cell["below_min"]) for cell in cells) == sorted(
        (tables.names.calendar.day(s.period).isoformat(), *named(tables, s.post), s.below == "min") for s in shortages
    )


def named(tables, post_id):
    post = tables.names.instance.post_by_id[post_id]
    return tables.names.post(post), tables.names.recipient(post)


def test_pointing_at_a_bar_tells_the_names(tables):
    layers = posts(tables).to_dict()["layer"]
    fields = {tip["field"] for layer in layers for tip in layer["encoding"].get("tooltip", [])}
    assert {"person", "supporter", "post", "department", "recipient", "days", "missing"} <= fields


def test_coverage_has_one_cell_for_each_post_and_month(tables):
    cells = list(drawn(pictures(tables)["coverage"], "state", "present"))
    assert {(cell["row"], cell["start"]) for cell in cells} == {
        (row, tables.names.calendar.day(period).isoformat()) for row in range(8) for period in range(PERIODS)
    }
    empty = {(cell["row"], cell["start"]) for cell in cells if cell["present"] == 0}
    assert len(empty) == sum(shortage.below == "min" for shortage in demo_outcome().plan.shortages)


def test_people_away_are_stacked_without_holes(tables):
    boxes = drawn(pictures(tables)["away"], "low", "high")
    for start in {box["start"] for box in boxes}:
        stacked = sorted((box["low"], box["high"]) for box in boxes if box["start"] == start)
        assert stacked[0][0] == 0
        assert all(above[0] == below[1] for below, above in itertools.pairwise(stacked))
    in_march_2026 = sum(tour[2] <= 0 < tour[3] for tour in TOURS)
    assert max(box["high"] for box in boxes if box["start"] == "2026-03-01") == in_march_2026


def test_what_can_be_spared_is_drawn_only_where_all_hospitals_have_a_limit(tables):
    assert {step["limit"] for step in drawn(pictures(tables)["away"], "limit") if "low" not in step} == {12}
    hospitals = [hospital.model_dump() for hospital in demo_instance().supporting_hospitals]
    hospitals[0]["release"] = None
    unlimited = demo_instance(supporting_hospitals=hospitals)
    picture = away_chart(away_cells(unlimited, demo_outcome().plan.tours), tables.names)
    assert not [step for step in drawn(picture, "limit") if "low" not in step]


def test_preparations_of_one_day_share_a_mark(tables):
    marks = drawn(people(tables), "shape")
    both = [mark for mark in marks if mark["what"] == "行前体检、低氧适应性训练"]
    assert len(both) == sum(tour[1].startswith("west") for tour in TOURS)
    assert {mark["shape"] for mark in both} == {"diamond"}


def test_a_hospital_has_the_same_colour_in_every_chart(tables):
    colours = {}
    for name in ("posts", "away"):
        for layer in pictures(tables)[name].to_dict()["layer"]:
            scale = layer["encoding"].get("color", {}).get("scale", {})
            for hospital, colour in zip(scale.get("domain", []), scale.get("range", []), strict=True):
                assert colours.setdefault(hospital, colour) == colour
    assert len(set(colours.values())) == 3


def test_the_drawing_ends_with_the_last_tour_or_soon_after_the_horizon(tables):
    assert timeline_of(tables.tours, tables.names).end == date(2029, 9, 1)  # a sixth of 36 months past the end
    home_in_time = [row for row in tables.tours if row.tour.to_period <= PERIODS]
    assert timeline_of(home_in_time, tables.names).end == date(2029, 3, 1)


def test_a_label_that_does_not_fit_is_cut_with_an_ellipsis():
    people = [person.model_dump() for person in demo_instance().specialists]
    long = "一位名字特别特别特别长所以一个季度的色块放不下的专家"
    people[4]["label"] = long
    tables = plan_tables(demo_instance(specialists=people), demo_outcome(), "zh")
    (text,) = {row["text"] for row in drawn(posts(tables), "text", "start") if row["text"].startswith("一位")}
    assert text.endswith("…")
    assert long.startswith(text[:-1])


def test_a_department_that_the_post_names_is_not_said_twice(tables):
    assert {row["text"] for row in drawn(posts(tables), "row", "text") if "start" not in row} == {
        *("内科主任", "外科主任", "妇产科主任", "儿科主任"),
        "",
    }
    assert len("内科 · 主任") < LONGEST_LABEL


@pytest.mark.parametrize("name", ["posts", "people", "coverage", "away"])
def test_the_chart_compiles_to_a_drawing(tables, name):
    svg = vl_convert.vegalite_to_svg(json.dumps(pictures(tables)[name].to_dict()))
    assert svg.startswith("<svg")
    assert float(svg.split('width="')[1].split('"')[0]) >= WIDTH
    assert "NaN" not in svg


def test_the_height_follows_the_number_of_lines(tables):
    assert posts(tables).to_dict()["height"] == len(tables.post_lines) * LINE
