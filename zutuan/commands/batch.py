"""`zutuan batch`: solve many instances side by side; one line of JSON for each, in order."""

import json
from pathlib import Path
from typing import Annotated

import typer

from solver.batch import Done, Failed, solve_many
from solver.settings import Settings
from zutuan import options
from zutuan.exits import Exit, exit_of
from zutuan.inputs import path_of
from zutuan.outlet import write_text
from zutuan.speaker import speaker_of
from zutuan.writing import OUTCOME, writable_folder, write_together


def batch(
    context: typer.Context,
    instances: Annotated[list[str], typer.Argument(metavar="INSTANCE...", help="cli.help.instances")],
    seconds: options.Seconds = 60.0,
    gap: options.Gap = 0.0,
    workers: options.Workers = None,
    seed: options.Seed = 1,
    reproducible: options.Reproducible = False,
    memory_mb: options.MemoryMb = None,
    out: options.Out = None,
    lang: options.LangOption = None,
) -> Exit:
    """Print a line for every instance and return the worst exit code."""
    settings = Settings(
        seconds=seconds, gap=gap, workers=workers, seed=seed, reproducible=reproducible, memory_mb=memory_mb
    )
    folder = None if out is None else writable_folder(out)
    worst = Exit.DONE
    files = (path_of(name) for name in instances)
    for number, result in enumerate(solve_many(files, settings, language=speaker_of(context).language)):
        if folder is not None and isinstance(result, Done):
            _write(folder / f"{number:05d}", result)
        write_text(json.dumps({"number": number} | _summary(result), ensure_ascii=False))
        worst = max(worst, Exit.BAD_INPUT if isinstance(result, Failed) else exit_of(result.outcome))
    return worst


def _write(folder: Path, result: Done) -> None:
    text = result.outcome.model_dump_json(by_alias=True, indent=1)
    write_together(writable_folder(folder), {OUTCOME: lambda path: path.write_text(text, encoding="utf-8")})


def _summary(result: Done | Failed) -> dict[str, object]:
    """Return what fits into a line: everything but the plan."""
    if isinstance(result, Failed):
        return {"instance": result.instance, "error": result.error}
    outcome = result.outcome.model_dump(mode="json", by_alias=True, exclude={"plan", "violations"})
    return {"instance": result.instance, **outcome}
