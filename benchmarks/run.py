"""Run a lane of cases and compare with what they once reached: `python -m benchmarks.run smoke [--update]`.

Every case is searched reproducibly, so that objective, bound and deterministic time can be compared on any machine;
seconds are printed and never judged. Exit code 1 names each case that got worse. `--update` writes what is reached
now into the lane's file, for a commit that says why; not where the clock ended a search.
"""

import argparse
import sys
from importlib.resources import files
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.judge import Case, Lane, by_the_clock, reached, worse
from benchmarks.questions import fingerprint, text
from solver.domain.outcome import Infeasible, Solved, Undecided
from solver.load import load_instance
from solver.process import solve_in_process
from solver.settings import Settings

COLUMNS = ("case", "kind", "objective", "bound", "deterministic time", "seconds", "verdict")


def main(arguments: list[str] | None = None) -> int:
    """Run a lane; return 0 if nothing got worse, else 1."""
    asked = _arguments(arguments)
    path = lane_path(asked.lane)
    lane = Lane.model_validate_json(path.read_text(encoding="utf-8"))
    console = Console(width=140, highlight=False)
    outcomes = [run(case) for case in lane.cases]
    console.print(table(lane, outcomes))
    if asked.update and not any(by_the_clock(outcome) for outcome in outcomes):
        path.write_text(renewed(lane, outcomes).model_dump_json(indent=1) + "\n", encoding="utf-8")
        return 0
    found = [
        f"{case.instance}: {complaint}"
        for case, outcome in zip(lane.cases, outcomes, strict=True)
        for complaint in complaints(case, outcome)
    ]
    for complaint in found:
        console.print(f"WORSE  {complaint}", markup=False)
    return 1 if found else 0


def lane_path(name: str) -> Path:
    """Return the file of a lane."""
    return Path(str(files("benchmarks") / "cases" / f"{name}.json"))


def run(case: Case) -> Solved | Infeasible | Undecided:
    """Search one case reproducibly, in a process of its own."""
    settings = Settings(seconds=case.seconds, reproducible=True)
    return solve_in_process(load_instance(text(case.instance)), settings)


def complaints(case: Case, outcome: Solved | Infeasible | Undecided) -> tuple[str, ...]:
    """Return what speaks against an answer; what was expected of another question says nothing about this one."""
    if case.question != fingerprint(text(case.instance)):
        return ("the instance has changed since its answer was written down; see benchmarks/README.md",)
    return tuple(worse(case.expected, outcome))


def renewed(lane: Lane, outcomes: list[Solved | Infeasible | Undecided]) -> Lane:
    """Return the lane with what was reached now as what is expected."""
    pairs = zip(lane.cases, outcomes, strict=True)
    cases = tuple(
        case.model_copy(update={"expected": reached(outcome), "question": fingerprint(text(case.instance))})
        for case, outcome in pairs
    )
    return lane.model_copy(update={"cases": cases})


def table(lane: Lane, outcomes: list[Solved | Infeasible | Undecided]) -> Table:
    """Return a row for every case."""
    shown = Table(*COLUMNS, title=lane.purpose, title_justify="left")
    for case, outcome in zip(lane.cases, outcomes, strict=True):
        now = reached(outcome)
        verdict = "worse" if complaints(case, outcome) else "as good"
        cells = (case.instance, now.kind, now.objective, now.bound, now.deterministic_time, outcome.seconds, verdict)
        shown.add_row(*("" if cell is None else str(cell) for cell in cells))
    return shown


def _arguments(arguments: list[str] | None) -> argparse.Namespace:
    lanes = sorted(path.stem for path in lane_path("smoke").parent.glob("*.json"))
    parser = argparse.ArgumentParser(prog="python -m benchmarks.run", description="Compare a lane with its past.")
    parser.add_argument("lane", choices=lanes)
    parser.add_argument("--update", action="store_true", help="write what is reached now as what is expected")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
