"""Solves an assignment problem of the OR-Library as a question of pairings: `python -m benchmarks.assignment FILE`."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from benchmarks.orlib import BadFormat, read, translate
from solver.domain.outcome import Solved
from solver.settings import Settings
from solver.solve import solve


def main(
    file: Annotated[Path, typer.Argument(help="Generalised assignment or facility location, plain text.")],
    seconds: Annotated[float, typer.Option(help="Time limit.")] = 60.0,
    problem: Annotated[int, typer.Option(help="Which problem of the file, from 1.")] = 1,
    maximise: Annotated[bool, typer.Option(help="The file's costs are profits.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print the outcome as JSON.")] = False,
    instance_out: Annotated[Path | None, typer.Option(help="Also write the instance there.")] = None,
) -> None:
    """Read a problem, solve it, print its outcome; the numbers of the file go to standard error."""
    try:
        problems = read(file.read_text(encoding="utf-8"), file.stem)
    except (OSError, UnicodeDecodeError, BadFormat) as error:
        sys.exit(f"{file}: {error}")
    if not 1 <= problem <= len(problems):
        sys.exit(f"{file}: has {len(problems)} problems, {problem} was asked for")
    translated = translate(problems[problem - 1], maximise=maximise)
    if instance_out is not None:
        instance_out.write_text(translated.instance.model_dump_json(by_alias=True, indent=1), encoding="utf-8")
    outcome = solve(translated.instance, Settings(seconds=seconds))
    if isinstance(outcome, Solved):
        found, bound = translated.original(outcome.objective), translated.original(outcome.bound)
        typer.echo(f"{outcome.instance}: {found}, bound {bound}, {outcome.seconds} s", err=True)
    typer.echo(outcome.model_dump_json(by_alias=True) if json else outcome.kind)


if __name__ == "__main__":
    typer.run(main)
