"""The report of a folder of rows: results.json, results.md and report.html, all from rows alone."""

import json
from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment

from benchmarks.scale.curves import colour, picture
from benchmarks.scale.figures import Known, known_of
from benchmarks.scale.row import Row, rows_of
from benchmarks.scale.tables import HEADINGS, Line, cells, groups_of, markdown


def write_report(folder: Path, purpose: str) -> None:
    """Write what the rows of a folder say. The newest row of a run counts; rows of other commits stay in the file."""
    rows = list({_same(row): row for row in rows_of(folder)}.values())
    listed = folder / "unavoidable.json"
    unavoidable: dict[str, int] = json.loads(listed.read_text(encoding="utf-8")) if listed.is_file() else {}
    known = known_of(rows_of(folder), unavoidable)
    groups = groups_of(rows, known)
    (folder / "results.json").write_text(json.dumps(_data(rows, groups, known), indent=1), encoding="utf-8")
    (folder / "results.md").write_text(markdown(groups), encoding="utf-8")
    (folder / "report.html").write_text(_page(purpose, rows, groups, known), encoding="utf-8")


def _same(row: Row) -> tuple[str, str, str, float, int]:
    return row.run.group, row.question, row.run.solver, row.run.seconds, row.run.seed


def _data(rows: Sequence[Row], groups: Mapping[str, Sequence[Line]], known: Mapping[str, Known]) -> dict[str, Any]:
    names = {row.question: row.run.instance for row in rows}
    return {
        "groups": {name: [line._asdict() for line in lines] for name, lines in groups.items()},
        "known": {names[question]: vars(found) for question, found in known.items() if question in names},
    }


def _page(purpose: str, rows: Sequence[Row], groups: Mapping[str, Sequence[Line]], known: Mapping[str, Known]) -> str:
    template = Environment(autoescape=True).from_string(
        (files("benchmarks.scale") / "page.html").read_text(encoding="utf-8")
    )
    solvers = dict.fromkeys(row.run.solver for row in rows)
    return template.render(
        purpose=purpose,
        rows=len(rows),
        machine=_machine(rows),
        key=[(solver, colour(solver)) for solver in solvers],
        headings=HEADINGS,
        groups=[
            {
                "name": name,
                "lines": [cells(line) for line in lines],
                "questions": _questions([row for row in rows if row.run.group == name], known),
            }
            for name, lines in groups.items()
        ],
    )


def _questions(rows: Sequence[Row], known: Mapping[str, Known]) -> list[dict[str, Any]]:
    of_question: dict[str, list[Row]] = {}
    for row in rows:
        of_question.setdefault(row.question, []).append(row)
    return [
        {"name": mine[0].run.instance, "picture": picture(mine, known[question]), **vars(known[question])}
        for question, mine in of_question.items()
    ]


def _machine(rows: Sequence[Row]) -> str:
    commits = " to ".join(dict.fromkeys(row.machine.commit for row in (*rows[:1], *rows[-1:])))
    loads = [row.machine.load_after for row in rows] or [0.0]
    cores = max((row.machine.cores for row in rows), default=0)
    return f"commit {commits}; {cores} cores, load {min(loads):.1f} to {max(loads):.1f}"
