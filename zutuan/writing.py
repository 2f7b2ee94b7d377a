"""Files of a result, never half written: all are finished beside their places first, then renamed into them."""

import os
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from solver.domain.instance import Instance
from solver.domain.outcome import Infeasible, Solved, Undecided
from solver.texts import Language

OUTCOME, WORKBOOK, REPORT = "outcome.json", "plan.xlsx", "report.html"
"""The files in a folder of results."""


def writable_folder(folder: Path) -> Path:
    """Make a folder for results and return it. Raises OSError where nothing can be written into it."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile(dir=folder):
        return folder


def write_results(
    folder: Path, instance: Instance, outcome: Solved | Infeasible | Undecided, language: Language
) -> None:
    """Write outcome.json, report.html and, where there is a plan, plan.xlsx; else none of an earlier run is left."""
    from solver.report.html import write_report  # charts take a second to load, and other commands need none

    answer = outcome.model_dump_json(by_alias=True, indent=1)
    writers: dict[str, Callable[[Path], object]] = {
        OUTCOME: lambda path: path.write_text(answer, encoding="utf-8"),
        REPORT: lambda path: write_report(instance, outcome, path, language),
    }
    if isinstance(outcome, Solved):
        from solver.workbook.plan import write_plan

        solved = outcome
        writers[WORKBOOK] = lambda path: write_plan(instance, solved, path, language)
    write_together(folder, writers)
    if WORKBOOK not in writers:  # it would contradict the outcome beside it
        (folder / WORKBOOK).unlink(missing_ok=True)


def write_together(folder: Path, writers: Mapping[str, Callable[[Path], object]]) -> None:
    """Let each writer write a file beside its place, then rename all. If one fails, nothing has changed.

    Raises OSError where the folder cannot be written.
    """
    with tempfile.TemporaryDirectory(dir=folder, prefix=".writing-") as beside:
        for name, write in writers.items():
            path = Path(beside) / name
            write(path)
            _to_disk(path)
        for name in writers:
            os.replace(Path(beside) / name, folder / name)


def _to_disk(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
