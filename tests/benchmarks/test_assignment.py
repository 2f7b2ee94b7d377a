"""Published formats read right, and optima confirmed by a second solver in a process of its own."""

import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from benchmarks.orlib import BadFormat, read, translate
from solver.domain.outcome import Solved
from solver.settings import Settings
from solver.solve import solve
from tests.benchmarks import made

SECOND = Path(__file__).with_name("second_solver.py")


def second_opinion(file: Path, *words: str) -> Decimal:
    done = subprocess.run([sys.executable, str(SECOND), str(file), *words], capture_output=True, text=True, check=True)
    return Decimal(done.stdout)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (made.generalised(5, 20, seed=1), ()),
        (made.generalised(4, 16, seed=2), ("maximise",)),
        (made.facility(6, 24, seed=3), ()),
        (made.correlated(4, 16, seed=1), ()),
        (made.facility(9, 30, seed=4), ()),
        pytest.param(made.correlated(10, 100, seed=2), (), marks=pytest.mark.slow),
        pytest.param(made.facility(30, 200, seed=5), (), marks=pytest.mark.slow),
    ],
)
def test_a_second_solver_finds_the_same_optimum(text: str, words: tuple[str, ...], tmp_path: Path) -> None:
    """The time limit is for a crowded machine: the large ones take 7 and 3 processor seconds."""
    file = tmp_path / "problem.txt"
    file.write_text(text)
    translated = translate(read(text, "problem")[0], maximise=bool(words))
    outcome = solve(translated.instance, Settings(seconds=600))
    assert isinstance(outcome, Solved)
    assert outcome.proven_optimal
    assert float(translated.original(outcome.objective)) == pytest.approx(float(second_opinion(file, *words)), abs=1e-6)


def test_decimals_are_scaled_and_recorded() -> None:
    translated = translate(read("1 2\n10 2.50\n4 1.25 \n4 3", "cap")[0])
    assert translated.decimals == 2
    assert [pairing.cost for pairing in translated.instance.pairings] == [125, 300]
    assert translated.instance.supporting_hospitals[0].opening_price == 250
    assert translated.original(675) == Decimal("6.75")
    assert "10^2" in translated.instance.notes[0]


def test_a_file_of_several_problems() -> None:
    text = "2\n" + made.generalised(2, 4, 1) + "\n" + made.generalised(3, 5, 2)
    assert [(len(problem.cost), len(problem.cost[0])) for problem in read(text, "gap")] == [(2, 4), (3, 5)]


@pytest.mark.parametrize(("text", "said"), [("2 3 x", "word 3 is 'x'"), ("2 2 1 1", "4 numbers"), ("", "0 numbers")])
def test_what_is_in_neither_format_is_refused(text: str, said: str) -> None:
    with pytest.raises(BadFormat, match=said):
        read(text, "file")


def test_the_command_prints_an_outcome(tmp_path: Path) -> None:
    file = tmp_path / "small.txt"
    file.write_text(made.generalised(3, 8, 5))
    command = [sys.executable, "-m", "benchmarks.assignment", str(file), "--seconds", "20", "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    outcome = json.loads(done.stdout)
    assert outcome["kind"] == "solved"
    assert len(outcome["plan"]["pairings"]) == 8
    assert Decimal(outcome["objective"]) == second_opinion(file)
