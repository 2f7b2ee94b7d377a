"""Rows are kept, and the report comes from them alone."""

import json
from pathlib import Path

import pytest

from benchmarks.questions import text
from benchmarks.scale.lane import lanes, read_lane
from benchmarks.scale.report import write_report
from benchmarks.scale.row import Moment, keep, rows_of
from benchmarks.scale.running import _thinned
from tests.benchmarks.scale.made_rows import row

CURVE = (Moment(seconds=1, objective=400), Moment(seconds=2, bound=90), Moment(seconds=20, objective=200))


def test_rows_are_read_back_as_they_were_kept(tmp_path: Path) -> None:
    rows = [row("ours", {"10": (400, None), "end": (200, 100)}, curve=CURVE), row("tours", {})]
    for one in rows:
        keep(one, tmp_path)
    assert list(rows_of(tmp_path)) == rows
    assert rows[0].key != rows[1].key
    assert rows[0].key != row("ours", {}, sources="b").key


def test_a_row_that_was_cut_off_is_left_out_and_the_next_begins_a_line(tmp_path: Path) -> None:
    keep(row("ours", {"end": (1, 1)}), tmp_path)
    path = tmp_path / "rows.jsonl"
    path.write_text(path.read_text(encoding="utf-8") + '{"run": {"gro', encoding="utf-8")
    keep(row("tours", {"end": (1, 1)}), tmp_path)
    assert [one.run.solver for one in rows_of(tmp_path)] == ["ours", "tours"]


def test_the_report_has_a_line_per_solver_and_a_curve_per_run(tmp_path: Path) -> None:
    keep(row("ours", {"10": (400, None), "end": (200, 100)}, curve=CURVE), tmp_path)
    keep(row("greedy", {"10": (800, None), "end": (800, None)}), tmp_path)
    (tmp_path / "unavoidable.json").write_text('{"question of demo": 60}', encoding="utf-8")
    write_report(tmp_path, "a lane <of ours>")
    data = json.loads((tmp_path / "results.json").read_text(encoding="utf-8"))
    ours, greedy = data["groups"]["tiny"]
    assert (ours["gap_10"], ours["gap_60"], ours["gap_300"], ours["gap_end"]) == (0.75, 0.5, None, 0.5)
    assert (greedy["solver"], greedy["distance"]) == ("greedy", 3.0)
    assert data["known"]["demo"] == {"best": 200, "bound": 100, "unavoidable": 60}
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert page.count("<polyline") == 1  # the greedy row has no curve
    assert "a lane &lt;of ours&gt;" in page
    assert "| greedy | 1 |" in (tmp_path / "results.md").read_text(encoding="utf-8")


def test_a_curve_keeps_what_improved_and_its_end() -> None:
    moments = [Moment(seconds=n, objective=10_000 - n) for n in range(2_000)]
    worse = [Moment(seconds=3_000, objective=9_999), Moment(seconds=3_001, bound=5), Moment(seconds=3_002, bound=4)]
    thin = _thinned([*moments, *worse])
    assert len(thin) <= 302
    assert thin[0] == moments[0]
    assert thin[-1] == worse[1]


@pytest.mark.parametrize("name", lanes())
def test_the_lanes_ask_solvers_that_are_there_and_questions_that_can_be_made(name: str) -> None:
    runs = list(read_lane(name).runs())
    folder = Path(str(write_report.__globals__["__file__"])).parents[1] / "peers"
    assert {run.solver for run in runs} <= {path.stem for path in folder.glob("*.py")}
    small = {run.instance for run in runs if run.instance.startswith(("s-", "m-"))}
    assert all('"version": 1' in text(instance) for instance in small)
