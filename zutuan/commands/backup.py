"""`zutuan backup`: copies the database of a service that may be running."""

from pathlib import Path
from typing import Annotated, Any

import typer

from zutuan.exits import Exit
from zutuan.options import LangOption
from zutuan.speaker import speaker_of

Database = Annotated[
    str | None, typer.Option("--database", metavar="FILE|URL", help="cli.help.database", show_default=False)
]
Copy = Annotated[Path, typer.Argument(metavar="FILE", dir_okay=False, help="cli.help.backup_file")]


def backup(context: typer.Context, file: Copy, database: Database = None, lang: LangOption = None) -> Exit:
    """Write a copy of an SQLite database; exit code 2 for PostgreSQL, which has programs of its own for it."""
    from api.errors import StoreUnavailable
    from api.settings import ServiceSettings
    from api.store.backup import back_up

    speaker = speaker_of(context)
    given: dict[str, Any] = {} if database is None else {"database": database}
    settings = ServiceSettings(**given)
    if not settings.database.startswith("sqlite"):
        speaker.say("backup.postgres")
        return Exit.BAD_INPUT
    try:
        size = back_up(settings.existing_database(), file)
    except StoreUnavailable as error:
        speaker.say("serve.database", text=error.values["reason"])
        return Exit.BAD_INPUT
    speaker.say("backup.done", file=file, mib=f"{size / 2**20:.1f}")
    return Exit.DONE
