"""A lane is measured in processes of their own, its plans are judged, and begun again it goes on where it was."""

import json
from pathlib import Path

import pytest

from benchmarks.scale import __main__ as scale
from benchmarks.scale import machine
from benchmarks.scale.row import rows_of


@pytest.fixture
def lane(tmp_path: Path) -> Path:
    """Return a lane of one's own with a tiny instance."""
    group = {
        "name": "tiny",
        "instances": ["s-batched-balanced-1"],
        "seconds": 2,
        "solvers": {"greedy": 1, "indexed": 1},
    }
    path = tmp_path / "lane.json"
    path.write_text(json.dumps({"purpose": "tiny", "groups": [group]}), encoding="utf-8")
    return path


@pytest.mark.slow
def test_runs_are_measured_once(lane: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (scale, machine):  # others may be changing the sources meanwhile
        monkeypatch.setattr(module, "sources", lambda: "a tree")
        monkeypatch.setattr(module, "changed", lambda: False)
    out = tmp_path / "out"
    assert scale.main([str(lane), "--out", str(out)]) == 0
    rows = list(rows_of(out))
    assert [row.run.solver for row in rows] == ["greedy", "indexed"]
    assert all(row.error == "" and row.broken_rules == 0 and row.peak_memory_mb > 0 for row in rows)
    greedy, indexed = (row.standing["end"] for row in rows)
    assert greedy.objective is not None
    assert indexed.bound is not None
    assert 0 <= indexed.bound <= greedy.objective
    assert (out / "report.html").is_file()
    assert scale.main([str(lane), "--out", str(out)]) == 0
    assert len(list(rows_of(out))) == 2


@pytest.mark.parametrize("arguments", [["no-such-lane"], ["quick", "--group", "no such group"]])
def test_what_is_unknown_is_bad_input(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        scale.main(arguments)
    assert ended.value.code == 2
    assert "no" in capsys.readouterr().err
