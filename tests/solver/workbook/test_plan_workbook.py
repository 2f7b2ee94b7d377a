import io
import zipfile
from datetime import date, datetime

import openpyxl
import pytest

from solver.workbook.plan import render_plan, write_plan
from tests.solver.demo_plan import PERIODS, TOURS, demo_instance, demo_outcome, use

SHEETS = ["总览", "按岗位", "按人员", "批次名册", "援期清单", "缺员", "准备事项", "结对", "目标", "规则", "放宽的规则"]
LEFT = 3
RED, PALE = "00D2413A", "00FBE3E1"


def opened(instance=None, outcome=None, language="zh"):
    data = render_plan(instance or demo_instance(), outcome or demo_outcome(), language)
    return openpyxl.load_workbook(io.BytesIO(data))


@pytest.fixture(scope="module")
def book():
    return opened()


def rows(sheet):
    headings = [cell.value for cell in sheet[1]]
    return [dict(zip(headings, values, strict=True)) for values in sheet.iter_rows(min_row=2, values_only=True)]


def test_the_sheets_come_in_order(book):
    assert book.sheetnames == SHEETS


@pytest.mark.parametrize("name", SHEETS)
def test_headings_stay_and_pages_print_across(book, name):
    sheet = book[name]
    assert sheet.freeze_panes.endswith("2")
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (
        "landscape",
        1,
        0,
    )
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$1:$1"


def test_dates_are_dates(book):
    (tour,) = [row for row in rows(book["援期清单"]) if row["人员"] == "b-02"]
    assert (tour["到岗日"], tour["离岗日"]) == (datetime(2026, 3, 1), datetime(2027, 8, 31))
    assert book["按岗位"].cell(1, LEFT + 1).value == datetime(2026, 3, 1)
    assert book["按岗位"].cell(1, LEFT + 1).number_format == 'yyyy"年"m"月"'
    assert all(isinstance(row["日期"], datetime) for row in rows(book["准备事项"]))


def test_every_tour_is_listed_with_its_ids(book):
    listed = sorted((row["人员编号"], row["岗位编号"]) for row in rows(book["援期清单"]))
    assert listed == sorted((tour[0], tour[1]) for tour in TOURS)


def test_bars_cover_the_periods_of_their_tours(book):
    sheet = book["按岗位"]
    grid = {
        (sheet.cell(row, 1).value, sheet.cell(row, LEFT).value): row for row in reversed(range(2, sheet.max_row + 1))
    }
    row = grid["东县人民医院", "妇产科主任"]
    assert sheet.cell(row, LEFT + 1).value == "b-02"
    assert sheet.cell(row, LEFT + 19).value == "b-03"
    colours = [sheet.cell(row, LEFT + 1 + period).fill.fgColor.rgb for period in range(PERIODS)]
    assert len(set(colours)) == 1  # both come from the same hospital
    row = grid["东县人民医院", "儿科主任"]
    colours = [sheet.cell(row, LEFT + 1 + period).fill.fgColor.rgb for period in range(PERIODS)]
    assert colours[12:24] == [RED] * 12
    assert RED not in colours[:12] + colours[24:]
    assert sheet.cell(row, LEFT + 13).value == "缺1"


def test_every_shortage_is_one_cell_of_the_grid(book):
    sheet = book["按岗位"]
    cells = [cell for row in sheet.iter_rows(min_row=2, min_col=LEFT + 1) for cell in row]
    shortages = demo_outcome().plan.shortages
    for colour, below in ((RED, "min"), (PALE, "target")):
        found = sum(cell.fill.fill_type == "solid" and cell.fill.fgColor.rgb == colour for cell in cells)
        assert found == sum(shortage.below == below for shortage in shortages)


def test_people_have_one_line_each(book):
    listed = [row["人员"] for row in rows(book["按人员"])]
    assert sorted(listed) == sorted({tour[0] for tour in TOURS})


def test_the_roster_of_a_batch_tells_what_to_prepare(book):
    (row,) = [row for row in rows(book["批次名册"]) if row["人员"] == "c-02"]
    assert (row["批次"], row["出发日"]) == ("第十批第二期", datetime(2027, 3, 5))
    assert row["行前准备"] == "行前体检\n低氧适应性训练 · 西宁"
    assert row["接替"] == "c-01"


def test_shortages_are_merged_with_their_reasons(book):
    first = rows(book["缺员"])[0]
    assert (first["起"], first["止"]) == (datetime(2028, 3, 1), datetime(2029, 2, 28))
    assert (first["缺员人月"], first["程度"]) == (12, "低于最低人数")
    assert first["原因"].startswith("内科 5 人：")


@pytest.mark.parametrize("label", ['=HYPERLINK("x","y")', "+1", "-1", "@SUM(A1)", "  =1+1", "\t=1"])
def test_a_name_that_looks_like_a_formula_stays_a_text(label):
    people = [person.model_dump() for person in demo_instance().specialists]
    people[6]["label"] = label
    sheet = opened(demo_instance(specialists=people))["援期清单"]
    (cell,) = [cell for row in sheet.iter_rows() for cell in row if cell.value == label]
    assert cell.data_type == "s"
    assert cell.quotePrefix


def test_characters_that_a_workbook_cannot_hold_are_left_out():
    people = [person.model_dump() for person in demo_instance().specialists]
    people[6]["label"] = "甲\x00\x0b乙"
    assert "甲乙" in {row["人员"] for row in rows(opened(demo_instance(specialists=people))["援期清单"])}


def test_the_same_plan_gives_the_same_bytes():
    data = render_plan(demo_instance(), demo_outcome(), "zh")
    assert data == render_plan(demo_instance(), demo_outcome(), "zh")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert str(date.today().year) not in archive.read("docProps/core.xml").decode()


def test_columns_are_as_wide_as_their_chinese(book):
    sheet = book["援期清单"]
    assert sheet.column_dimensions["F"].width >= 2 * len("医科大学附属医院")


def test_warnings_stand_in_the_summary():
    outcome = demo_outcome(switched_off=("hypoxia_training",), not_applied=("quota",))
    values = [row["Value"] for row in rows(opened(outcome=outcome, language="en")["Summary"])]
    assert any("Hypoxia training" in str(value) for value in values)
    assert any("Quota" in str(value) for value in values)


def test_pairings_alone_make_a_workbook():
    instance = demo_instance(calendar=None, posts=[], specialists=[], tour_kinds=[])
    plan = demo_outcome().plan.model_copy(update={"tours": (), "shortages": (), "preparations": ()})
    book = opened(instance, demo_outcome(plan=plan, violations=()))
    assert book.sheetnames == ["总览", "结对", "目标", "规则", "放宽的规则"]
    listed = [(row["受援对象"], row["支援医院"], row["角色"]) for row in rows(book["结对"])]
    assert listed[:3] == [
        ("西县人民医院 · 内科", "医科大学附属医院", "是否牵头待定"),
        ("东县人民医院 · 内科", "省人民医院", "牵头"),
        ("东县人民医院 · 内科", "市第一人民医院", "配合"),
    ]
    assert {supporter for _, supporter, _ in listed[3:]} == {"无"}
    assert len({target for target, _, _ in listed}) == 8
    told = [row["项目"] for row in rows(book["总览"])]
    assert "牵头待人工决定" in told
    assert not {"援期数", "计划期", "低于最低人数（人月）"} & set(told)


def test_what_the_rules_did_has_a_sheet():
    uses = (use("headcount", limits=7, binding=4), use("coverage", "priced", limits=5, units=72, cost=72000))
    first, second = rows(opened(outcome=demo_outcome(rules=uses))["规则"])
    assert (first["规则"], first["方式"], first["代价"], first["单位"]) == ("岗位保障", "计价", 72000, "加权人月")
    assert (second["规则"], second["到界条数"], second["限制条数"]) == ("岗位编制", 4, 7)


def test_the_file_is_what_is_rendered(tmp_path):
    path = tmp_path / "plan.xlsx"
    write_plan(demo_instance(), demo_outcome(), path, "zh")
    assert path.read_bytes() == render_plan(demo_instance(), demo_outcome(), "zh")
