"""`zutuan generate` writes what the package makes; `zutuan bench` ends as the benchmark does."""

from pathlib import Path

import pytest

from instances.synthetic import Request, Size, Starts, Tightness, text
from zutuan.main import run


def test_an_instance_is_written_to_the_file(tmp_path: Path) -> None:
    file = tmp_path / "s.json"
    asked = ["--size", "S", "--starts", "batched", "--tightness", "tight", "--seed", "7", "--out", str(file)]
    assert run(["generate", *asked]) == 0
    assert file.read_text(encoding="utf-8") == text(Request(Size.S, Starts.batched, Tightness.tight, 7))


def test_without_a_file_it_goes_to_standard_output(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["generate", "--profile", "oasis"]) == 0
    assert '"name": "s-free-balanced-1-oasis"' in capsys.readouterr().out


def test_an_unknown_size_is_bad_input(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["generate", "--size", "XXL"]) == 2
    assert "XXL" in capsys.readouterr().err


@pytest.mark.slow
def test_an_unknown_lane_is_bad_input() -> None:
    assert run(["bench", "no-such-lane"]) == 2
