"""`zutuan purge`: takes a person out of the service's database, and out of folders of results."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from zutuan import options
from zutuan.exits import Exit
from zutuan.outlet import tables, write_text
from zutuan.results import forget
from zutuan.speaker import Speaker, speaker_of

if TYPE_CHECKING:
    from api.purge import Purged

Database = Annotated[
    str | None, typer.Option("--database", metavar="FILE|URL", help="cli.help.database", show_default=False)
]
Specialist = Annotated[str, typer.Option("--specialist", metavar="ID", help="cli.help.purge_specialist")]
Groups = Annotated[list[str] | None, typer.Option("--group", metavar="GROUP", help="cli.help.purge_group")]
Folders = Annotated[
    list[Path] | None, typer.Option("--out", metavar="DIR", exists=True, file_okay=False, help="cli.help.purge_out")
]


def purge(
    context: typer.Context,
    specialist: Specialist,
    group: Groups = None,
    out: Folders = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="cli.help.dry_run")] = False,
    database: Database = None,
    json: options.Json = False,
    lang: options.LangOption = None,
) -> Exit:
    """Remove a person's data and say what was removed; exit code 2 where a running search, or two groups, forbid it."""
    speaker = speaker_of(context)
    removed = _from_store(specialist, tuple(group or ()), database, speaker, dry_run=dry_run)
    if removed is None:
        return Exit.BAD_INPUT
    files, left = forget(specialist, tuple(out or ()), dry_run=dry_run)
    if json:
        told = removed.model_dump(mode="json") | {"files": list(map(str, files)), "left": list(map(str, left))}
        write_text(_json(told))
    else:
        _show(removed, len(files), speaker)
    for file in left:
        speaker.say("purge.file_left", file=file)
    found = bool(removed.groups or files)
    if dry_run:
        speaker.say("purge.would" if found else "purge.nothing_found", specialist=specialist)
    else:
        speaker.say("purge.done" if found else "purge.nothing", specialist=specialist)
    return Exit.DONE


def _from_store(
    specialist: str, groups: tuple[str, ...], database: str | None, speaker: Speaker, *, dry_run: bool
) -> "Purged | None":
    """Return what was removed from the database; none, after a sentence, where that may not be now."""
    from api.errors import StoreUnavailable
    from api.purge import InUse, SeveralGroups, Unfinished, purge
    from api.settings import ServiceSettings
    from api.store import open_store

    given: dict[str, Any] = {} if database is None else {"database": database}
    try:
        store = open_store(ServiceSettings(**given).existing_database())
    except StoreUnavailable as error:
        speaker.say("serve.database", text=error.values["reason"])
        return None
    try:
        return purge(store, specialist, groups=groups, dry_run=dry_run)
    except InUse as error:
        speaker.say("purge.in_use", jobs=", ".join(error.job_ids))
    except SeveralGroups as error:
        speaker.say("purge.several", specialist=specialist, groups=", ".join(error.groups))
    except Unfinished as error:
        speaker.say("purge.unfinished", text=error.reason)
    except StoreUnavailable as error:
        speaker.say("serve.database", text=error.values["reason"])
    finally:
        store.close()
    return None


def _show(removed: "Purged", files: int, speaker: Speaker) -> None:
    from rich.table import Table

    table = Table()
    for heading in ("group", "specialist"):
        table.add_column(speaker.text(f"purge.{heading}"), overflow="fold")
    table.add_column("", justify="right")
    for group in removed.groups:
        for place, count in group:
            if place != "group" and count:
                table.add_row(group.group, speaker.text(f"purge.{place}"), str(count))
    if files:
        table.add_row("", speaker.text("purge.files"), str(files))
    if table.row_count:
        with tables() as console:
            console.print(table)


def _json(told: dict[str, Any]) -> str:
    import json

    return json.dumps(told, ensure_ascii=False, indent=1)
