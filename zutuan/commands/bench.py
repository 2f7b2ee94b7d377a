"""`zutuan bench`: measure searches beside their peers. The benchmark stands above this layer, so it is started as a program."""

import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

from zutuan import options
from zutuan.exits import Exit


def bench(
    lane: Annotated[str, typer.Argument(metavar="LANE", help="cli.help.lane")] = "quick",
    out: Annotated[Path, typer.Option("--out", metavar="DIR", file_okay=False, help="cli.help.bench_out")] = Path(
        "out/bench"
    ),
    group: Annotated[list[str] | None, typer.Option("--group", help="cli.help.group", show_default=False)] = None,
    solver: Annotated[list[str] | None, typer.Option("--solver", help="cli.help.solver", show_default=False)] = None,
    release: Annotated[bool, typer.Option("--release", help="cli.help.release")] = False,
    lang: options.LangOption = None,
) -> Exit:
    """Run what has no row yet, and write the report; exit code 5 if a solver broke a hard rule or miscounted."""
    command = [sys.executable, "-m", "benchmarks.scale", lane, "--out", str(out)]
    command += [word for name in group or () for word in ("--group", name)]
    command += [word for name in solver or () for word in ("--solver", name)]
    ended = subprocess.run([*command, *(["--release"] if release else [])], check=False).returncode
    return Exit(ended) if ended in list(Exit) else Exit.BUG
