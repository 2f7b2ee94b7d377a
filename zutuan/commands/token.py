"""`zutuan token`: makes, lists and revokes the tokens of a service, in its database; the service need not run."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any

import typer

from zutuan.exits import Exit
from zutuan.options import LangOption
from zutuan.outlet import tables, write_text
from zutuan.speaker import speaker_of

if TYPE_CHECKING:
    from api.tokens import Tokens

Database = Annotated[
    str | None, typer.Option("--database", metavar="FILE|URL", help="cli.help.database", show_default=False)
]
_COLUMNS = ("id", "name", "role", "group", "hospital", "expires", "state")


def token_commands() -> typer.Typer:
    """Return the sub-commands of `zutuan token`."""
    app = typer.Typer(name="token", add_completion=False, no_args_is_help=True)
    app.callback(help="cli.help.token.token")(_token)
    for name, command in (("create", _create), ("list", _list), ("revoke", _revoke)):
        app.command(name, help=f"cli.help.token.{name}")(command)
    return app


def _token() -> None:
    pass


def _create(
    context: typer.Context,
    role: Annotated[str, typer.Option("--role", help="cli.help.token_role")],
    group: Annotated[str, typer.Option("--group", help="cli.help.token_group")] = "local",
    name: Annotated[str, typer.Option("--name", help="cli.help.token_name")] = "",
    hospital: Annotated[str | None, typer.Option("--hospital", help="cli.help.token_hospital")] = None,
    days: Annotated[float, typer.Option("--days", min=0.001, help="cli.help.token_days")] = 365.0,
    database: Database = None,
    lang: LangOption = None,
) -> Exit:
    from api.roles import Role

    speaker = speaker_of(context)
    if role not in list(Role):
        raise typer.BadParameter(role)
    with _opened(database) as tokens:
        try:
            token, text = tokens.create(Role(role), group, name=name, hospital=hospital, days=days)
        except ValueError:
            speaker.say("token.wrong")
            return Exit.BAD_INPUT
    write_text(text)
    speaker.say("token.created", id=token.id, role=role, group=group, until=f"{token.expires_at:%Y-%m-%d}")
    return Exit.DONE


def _list(context: typer.Context, database: Database = None, lang: LangOption = None) -> Exit:
    from datetime import UTC, datetime

    from rich.table import Table

    speaker = speaker_of(context)
    table = Table()
    for column in _COLUMNS:
        table.add_column(speaker.text(f"token.{column}"), overflow="fold")
    with _opened(database) as tokens:
        for token in tokens.list():
            holds = token.revoked_at is None and token.expires_at > datetime.now(UTC)
            state = speaker.text("token.holds" if holds else "token.ended")
            cells = (token.id, token.name, token.role.value, token.group, token.hospital or "")
            table.add_row(*cells, f"{token.expires_at:%Y-%m-%d}", state)
    with tables() as console:
        console.print(table)
    return Exit.DONE


def _revoke(
    context: typer.Context,
    token_id: Annotated[str, typer.Argument(metavar="ID", help="cli.help.token_id")],
    database: Database = None,
    lang: LangOption = None,
) -> Exit:
    speaker = speaker_of(context)
    with _opened(database) as tokens:
        done = tokens.revoke(token_id)
    speaker.say("token.revoked" if done else "token.unknown", id=token_id)
    return Exit.DONE if done else Exit.BAD_INPUT


@contextmanager
def _opened(database: str | None) -> "Iterator[Tokens]":
    """Give the tokens in the database of the service, with the tables of this version."""
    from api.settings import ServiceSettings
    from api.store import open_store
    from api.tokens import Tokens

    given: dict[str, Any] = {} if database is None else {"database": database}
    store = open_store(ServiceSettings(**given).database)
    try:
        yield Tokens(store)
    finally:
        store.close()
