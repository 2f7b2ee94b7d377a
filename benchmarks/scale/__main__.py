"""Measure a lane: `python -m benchmarks.scale LANE --out FOLDER`. Begun again, it goes on where it was.

Rows are kept as lines of JSON in the folder; a run that has its row for these sources is not run again. The report is
written anew after every question. Exit code 5 if a solver broke a hard rule or miscounted a plan.
"""

import argparse
import sys
import tempfile
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path

from benchmarks.questions import fingerprint, text
from benchmarks.scale.lane import Lane, Run, lanes, read_lane
from benchmarks.scale.machine import ROOT, changed, commit, sources
from benchmarks.scale.report import write_report
from benchmarks.scale.row import Row, keep, rows_of
from benchmarks.scale.running import run_once
from benchmarks.scale.unavoidable import known
from solver.load import load_instance

BROKEN_RULE = 5
"""As the command line ends where a checked plan breaks a hard rule."""
RESULTS = ROOT / "benchmarks" / "results.md"


def main(arguments: list[str] | None = None) -> int:
    """Measure what has not been measured yet, and report."""
    asked = _arguments(arguments)
    asked.out.mkdir(parents=True, exist_ok=True)
    lane: Lane = asked.lane
    runs = [run for run in lane.runs() if _chosen(run, asked)]
    wrong = 0
    for name, mine in groupby(runs, key=lambda run: run.instance):
        wrong += sum(_is_wrong(row) for row in _measured(name, list(mine), asked.out))
        write_report(asked.out, lane.purpose)
    if asked.release:
        _release(lane, asked.out)
    return BROKEN_RULE if wrong else 0


def _measured(name: str, runs: list[Run], folder: Path) -> list[Row]:
    """Run those of one instance that have no row yet; return the new rows."""
    document = text(name)
    question = fingerprint(document)
    instance = load_instance(document)
    done = {row.key for row in rows_of(folder)}
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        file.write(document)
        file.flush()
        known(Path(file.name), question, folder)
    rows = []
    for run in runs:
        if (run.instance, question, run.solver, run.seconds, run.workers, run.seed, sources(), changed()) not in done:
            rows.append(run_once(run, document, question, instance))
            keep(rows[-1], folder)
            sys.stdout.write(f"{_sentence(rows[-1])}\n")
            sys.stdout.flush()
    return rows


def _sentence(row: Row) -> str:
    end = row.standing.get("end")
    said = row.error or (f"{end.objective}, bound {end.bound}" if end else "nothing")
    return f"{row.run.instance} {row.run.solver}: {said} ({row.wall_seconds} s, {row.peak_memory_mb} MiB)"


def _is_wrong(row: Row) -> bool:
    return bool(row.broken_rules) or row.miscounted is not None


def _chosen(run: Run, asked: argparse.Namespace) -> bool:
    return (not asked.group or run.group in asked.group) and (not asked.solver or run.solver in asked.solver)


def _release(lane: Lane, folder: Path) -> None:
    """Add a dated section to the results that are kept with the sources."""
    day = datetime.now(UTC).strftime("%Y-%m-%d")
    tables = (folder / "results.md").read_text(encoding="utf-8")
    with RESULTS.open("a", encoding="utf-8") as file:
        file.write(f"\n## {day}, commit {commit()}: {lane.purpose}\n\n{tables}")


def _arguments(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="zutuan bench", description="Measure a lane beside the peers.")
    parser.add_argument("lane", help=f"{', '.join(lanes())}, or a file of one's own")
    parser.add_argument("--out", type=Path, default=Path("out/bench"), help="folder of rows and report")
    parser.add_argument("--group", action="append", help="only this group; may be given more than once")
    parser.add_argument("--solver", action="append", help="only this solver; may be given more than once")
    parser.add_argument("--release", action="store_true", help="add a dated section to benchmarks/results.md")
    asked = parser.parse_args(arguments)
    try:
        asked.lane = read_lane(asked.lane)
    except (OSError, ValueError) as error:
        parser.error(f"{asked.lane}: {error}")
    if not any(_chosen(run, asked) for run in asked.lane.runs()):
        parser.error("the lane has no such group or solver")
    return asked


if __name__ == "__main__":
    sys.exit(main())
