"""Lines in arrays are what their rows say one by one, whether these come singly or as blocks."""

from collections.abc import Iterable

import numpy as np
import pytest

from solver import lines as lines_module
from solver.assembly import Assembly
from solver.domain.instance import Instance
from solver.lines import Line, Lines
from solver.problem import Problem
from solver.program import Program, build
from solver.rules import rows
from solver.rules.parts import Auxiliary, Block, Row, one_by_one
from solver.tours import candidates
from tests.solver.toys import TOYS

QUESTIONS = [pytest.param(toy({"mode": "priced"}), id=str(number)) for number, toy in enumerate(TOYS["on_pair"])]


def assembled(tours: int, problem: Problem, given: Iterable[Row | Block]) -> tuple[Lines, tuple[Auxiliary, ...]]:
    assembly = Assembly(problem, tours)
    for row in given:
        assembly.add(row)
    return assembly.lines(), assembly.auxiliaries


def terms(line: Line, tours: int, auxiliaries: tuple[Auxiliary, ...]) -> dict[int | Auxiliary, int]:
    entries = zip(line.columns.tolist(), line.coefficients.tolist(), strict=True)
    return {column if column < tours else auxiliaries[column - tours]: number for column, number in entries}


@pytest.mark.parametrize("instance", QUESTIONS)
def test_a_block_is_its_rows(instance: Instance) -> None:
    problem = Problem(instance)
    tours = candidates(problem)
    given = list(rows(tours, problem))
    assert any(isinstance(row, Block) for row in given)
    lines, auxiliaries = assembled(len(tours), problem, given)
    singly, others = assembled(len(tours), problem, one_by_one(given))
    assert len(lines) == len(singly) == len(list(one_by_one(given)))
    assert set(auxiliaries) == set(others)
    for line, other, row in zip(lines, singly, one_by_one(given), strict=True):
        assert (line.claim, line.lower, line.upper) == (other.claim, other.lower, other.upper)
        assert (line.claim, line.lower, line.upper) == (row.claim, row.at_least, row.at_most)
        mine = terms(line, len(tours), auxiliaries)
        assert mine == terms(other, len(tours), others)
        assert dict(row.auxiliaries).items() <= mine.items()
        assert set(row.columns.tolist()) <= mine.keys()


@pytest.fixture
def program() -> Program:
    return build(Problem(TOYS["coverage"][0]({"mode": "priced"})))


@pytest.mark.parametrize("at_once", [1, 7, 4_000_000])
def test_sums_are_those_of_each_line(program: Program, at_once: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines_module, "AT_ONCE", at_once)
    upper = program.upper
    found = program.lines.sums(lambda columns, coefficients: coefficients * upper[columns])
    assert found.tolist() == [int(line.coefficients @ upper[line.columns]) for line in program.lines]


def test_a_line_names_its_rule_and_one_without_a_limit_says_so(program: Program) -> None:
    lines = program.lines
    assert [lines.stems[number] for number in lines.stem.tolist()] == [line.claim.rule for line in lines]
    assert lines[-1].claim == lines.claims[len(lines) - 1]
    assert [line.claim for line in lines[1:3]] == list(lines.claims[1:3])
    assert {(line.lower is None, line.upper is None) for line in lines} >= {(True, False), (False, True)}
    with pytest.raises(IndexError):
        lines[len(lines)]


def test_what_others_imply_lies_within_them(program: Program) -> None:
    lines = program.lines
    assert lines.implied.any()
    wider = [line for line in lines if line.claim.rule == "rest"]
    for line in (lines[number] for number in np.flatnonzero(lines.implied).tolist()):
        assert any(
            other.claim.ids == line.claim.ids
            and other.upper == line.upper
            and set(line.columns.tolist()) <= set(other.columns.tolist())
            for other in wider
        )


def test_large_coefficients_are_kept() -> None:
    problem = Problem(TOYS["handover"][0]({"mode": "priced"}))
    row = next(iter(one_by_one(rows(candidates(problem), problem))))
    huge = Row(row.claim, row.columns, 3, at_most=5, auxiliaries=((Auxiliary("x", (1,), upper=1), 1 << 40),))
    lines, _ = assembled(100, problem, [row, huge])
    assert lines[1].coefficients.tolist() == [3] * len(row.columns) + [1 << 40]
