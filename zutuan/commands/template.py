"""`zutuan template`: a small instance with remarks, to start from."""

from importlib.resources import files

import typer

from zutuan import options
from zutuan.exits import Exit
from zutuan.outlet import write_text
from zutuan.speaker import speaker_of


def template(context: typer.Context, lang: options.LangOption = None) -> Exit:
    """Print the small instance as it stands in the package, remarks and all."""
    file = files("zutuan") / "templates" / f"{speaker_of(context).language}.json"
    write_text(file.read_text(encoding="utf-8").rstrip("\n"))
    return Exit.DONE
