"""`zutuan generate`: a synthetic instance of a size, the same text on every machine."""

from pathlib import Path
from typing import Annotated

import typer

from instances.synthetic import Profile, Regions, Request, Size, Starts, Tightness, text
from zutuan import options
from zutuan.exits import Exit
from zutuan.outlet import write_text
from zutuan.speaker import speaker_of


def generate(
    context: typer.Context,
    size: Annotated[Size, typer.Option("--size", help="cli.help.size")] = Size.S,
    starts: Annotated[Starts, typer.Option("--starts", help="cli.help.starts")] = Starts.free,
    tightness: Annotated[Tightness, typer.Option("--tightness", help="cli.help.tightness")] = Tightness.balanced,
    regions: Annotated[Regions | None, typer.Option("--regions", help="cli.help.regions", show_default=False)] = None,
    profile: Annotated[Profile, typer.Option("--profile", help="cli.help.profile")] = Profile.mixed,
    seed: Annotated[int, typer.Option("--seed", metavar="N", min=0, help="cli.help.instance_seed")] = 1,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", dir_okay=False, help="cli.help.out_file", show_default=False)
    ] = None,
    lang: options.LangOption = None,
) -> Exit:
    """Write the instance to a file, or to standard output."""
    made = text(Request(size, starts, tightness, seed, regions, profile))
    if out is None:
        write_text(made.removesuffix("\n"))
    else:
        out.write_text(made, encoding="utf-8", newline="\n")
        speaker_of(context).say("written", folder=out)
    return Exit.DONE
