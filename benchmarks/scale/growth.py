"""How the stages before a search grow with people, posts, periods and coupling: `python -m benchmarks.scale.growth --out FILE`.

Each instance in a process of its own; processor seconds, which a busy machine changes little, and the most memory until then.
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.scale.machine import ROOT, commit, load
from instances.programmes.builders.document import Json, render
from instances.synthetic import Request, Size, Starts, Tightness, build, named
from instances.synthetic.request import Regions
from solver.load import load_instance
from solver.problem import Problem
from solver.program import build as build_program
from solver.rules import allowed
from solver.search.components import components
from solver.search.matrix import Matrix, matrix_of
from solver.tours import candidates


class Stages:
    """A clock of processor time: seconds and memory at the end of each stage."""

    def __init__(self) -> None:
        self.found: dict[str, float | int] = {}
        self._since = time.process_time()

    def done(self, stage: str) -> None:
        """Note the end of a stage."""
        now = time.process_time()
        self.found[f"{stage}_seconds"] = round(now - self._since, 2)
        self.found[f"{stage}_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        self._since = time.process_time()


def finer(document: Json) -> Json:
    """Return the same question with a period a month instead of a quarter: three times the periods."""
    calendar = document["calendar"] | {"months_per_period": 1, "periods": 3 * document["calendar"]["periods"]}
    if "batch_starts" in calendar:
        calendar["batch_starts"] = [3 * period for period in calendar["batch_starts"]]
    return document | {"calendar": calendar, "posts": [_finer_post(post) for post in document["posts"]]}


def _finer_post(post: Json) -> Json:
    demand = [
        row | {"from_period": 3 * row["from_period"], "to_period": 3 * row["to_period"]} for row in post["demand"]
    ]
    return post | {"demand": demand}


def measured(name: str, *, months: bool) -> dict[str, Any]:
    """Return sizes and stages of an instance, up to the programme that a search gets."""
    stages = Stages()
    document = build(named(name))
    text = render(finer(document) if months else document)
    stages.done("generate")
    instance = load_instance(text)
    stages.done("read")
    problem = Problem(instance)
    tours = allowed(candidates(problem), problem)
    stages.done("table")
    program = build_program(problem, tours)
    stages.done("programme")
    matrix = matrix_of(program, program.cost(program.amounts))
    stages.done("matrix")
    return {
        "instance": name,
        "months_per_period": problem.months_per_period,
        "people": int(problem.people.count.sum()),
        "posts": len(instance.posts),
        "periods": problem.horizon,
        "tours": len(tours),
        "columns": len(program.upper),
        "rows": len(program.lines),
        "entries": len(program.lines.columns),
        **stages.found,
        **_parts(matrix),
    }


def _parts(matrix: Matrix) -> dict[str, int]:
    """Return into how many parts a programme falls apart without the rows that hold everybody, and the tours of the largest."""
    tours = [int((columns < matrix.tours).sum()) for _, columns in components(matrix)]
    return {"parts": sum(number > 0 for number in tours), "largest_part": max(tours)}


def asked() -> Iterator[tuple[str, bool]]:
    """Yield what is measured: name, and whether by months."""
    for size in Size:
        for starts in Starts:
            yield Request(size, starts, Tightness.tight, 11).name, False
    for regions in Regions:
        yield Request(Size.L, Starts.free, Tightness.tight, 11, regions).name, False
    yield Request(Size.S, Starts.free, Tightness.tight, 11).name, True
    yield Request(Size.M, Starts.free, Tightness.tight, 11).name, True


def main(arguments: list[str] | None = None) -> None:
    """Measure all, or the one that is named, and write a line of JSON for each."""
    parser = argparse.ArgumentParser(description="Measure how the stages before a search grow.")
    parser.add_argument("--out", type=Path, help="file to which lines are added")
    parser.add_argument("--one", help="only this instance, on standard output")
    parser.add_argument("--months", action="store_true", help="with a period a month")
    given = parser.parse_args(arguments)
    if given.one:
        sys.stdout.write(json.dumps(measured(given.one, months=given.months)) + "\n")
        return
    for name, months in dict.fromkeys(asked()):
        command = [sys.executable, "-m", "benchmarks.scale.growth", "--one", name, *(["--months"] if months else [])]
        run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
        line = json.dumps(json.loads(run.stdout) | {"commit": commit(), "load": load()})
        with given.out.open("a", encoding="utf-8") as file:
            file.write(line + "\n")


if __name__ == "__main__":
    main()
