"""A lane is run, compared and renewed."""

from pathlib import Path

import pytest

from benchmarks import run
from benchmarks.judge import Case, Expected, Lane
from solver.domain.outcome import StoppedBy, Undecided


@pytest.fixture
def lane(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the file of a lane with the tiny instance alone, as it was reached just now."""
    path = tmp_path / "smoke.json"
    nothing = Expected(kind="undecided", deterministic_time=0)
    case = Case(instance="altitude", seconds=20, expected=nothing)
    path.write_text(Lane(purpose="tiny", cases=(case,)).model_dump_json(), encoding="utf-8")
    monkeypatch.setattr(run, "lane_path", lambda name: path)
    assert run.main(["smoke", "--update"]) == 0
    return path


def _changed(lane: Path, **changes: object) -> None:
    read = Lane.model_validate_json(lane.read_text(encoding="utf-8"))
    case = read.cases[0]
    expected = case.expected.model_copy(update={k: v for k, v in changes.items() if k != "question"})
    question = str(changes.get("question", case.question))
    case = case.model_copy(update={"expected": expected, "question": question})
    lane.write_text(read.model_copy(update={"cases": (case,)}).model_dump_json(), encoding="utf-8")


def test_nothing_got_worse(lane: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main(["smoke"]) == 0
    assert "WORSE" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("changes", "said"),
    [({"objective": 1}, "objective"), ({"bound": 10**6}, "bound"), ({"question": "another"}, "instance has changed")],
)
def test_what_got_worse_fails_by_name(
    lane: Path, changes: dict[str, object], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    _changed(lane, **changes)
    assert run.main(["smoke"]) == 1
    (line,) = (line for line in capsys.readouterr().out.splitlines() if line.startswith("WORSE"))
    assert "altitude" in line
    assert said in line


def test_figures_of_a_busy_machine_are_not_written_down(
    lane: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _changed(lane, objective=1)
    before = lane.read_text(encoding="utf-8")
    late = Undecided(instance="altitude", seconds=20, seed=1, version="1", stopped_by=StoppedBy.SECONDS)
    monkeypatch.setattr(run, "run", lambda case: late)
    assert run.main(["smoke", "--update"]) == 1
    assert lane.read_text(encoding="utf-8") == before
    assert "the clock ended it" in capsys.readouterr().out


def test_the_smoke_lane_asks_questions_of_the_package() -> None:
    lane = Lane.model_validate_json(run.lane_path("smoke").read_text(encoding="utf-8"))
    assert {"demo", "kezhou", "naqu"} <= {case.instance for case in lane.cases}
    assert len({case.instance for case in lane.cases}) == len(lane.cases)
