"""The arguments and options that commands share. Help texts are keys of the catalogue, translated with the command."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Lang(StrEnum):
    """Languages of `--lang`."""

    zh = "zh"
    en = "en"


InstanceArgument = Annotated[str, typer.Argument(metavar="INSTANCE", help="cli.help.instance", show_default=False)]
PlanArgument = Annotated[str, typer.Argument(metavar="PLAN", help="cli.help.plan", show_default=False)]
Seconds = Annotated[float, typer.Option("--seconds", metavar="S", min=0.001, max=7 * 86400, help="cli.help.seconds")]
Gap = Annotated[float, typer.Option("--gap", metavar="SHARE", min=0, max=1, help="cli.help.gap")]
Workers = Annotated[int | None, typer.Option("--workers", metavar="N", min=1, max=64, help="cli.help.workers")]
Seed = Annotated[int, typer.Option("--seed", metavar="N", min=0, max=2**31 - 1, help="cli.help.seed")]
Reproducible = Annotated[bool, typer.Option("--reproducible", help="cli.help.reproducible")]
MemoryMb = Annotated[int | None, typer.Option("--memory-mb", metavar="MIB", min=256, help="cli.help.memory_mb")]
Json = Annotated[bool, typer.Option("--json", help="cli.help.json")]
Out = Annotated[Path | None, typer.Option("--out", metavar="DIR", file_okay=False, help="cli.help.out")]
LangOption = Annotated[Lang | None, typer.Option("--lang", help="cli.help.lang", show_default=False)]
Explain = Annotated[bool, typer.Option("--explain", help="cli.help.explain.solve")]
