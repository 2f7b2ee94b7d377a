"""`zutuan serve`: the service, one server process and its workers, until Ctrl-C or SIGTERM."""

import signal
from typing import Annotated, Any

import typer
from pydantic import ValidationError

from zutuan.exits import Exit
from zutuan.options import LangOption
from zutuan.speaker import Speaker, speaker_of

Host = Annotated[str | None, typer.Option("--host", metavar="ADDRESS", help="cli.help.host", show_default=False)]
Port = Annotated[int | None, typer.Option("--port", metavar="N", help="cli.help.port", show_default=False)]
Database = Annotated[
    str | None, typer.Option("--database", metavar="FILE|URL", help="cli.help.database", show_default=False)
]
Workers = Annotated[
    int | None, typer.Option("--workers", metavar="N", help="cli.help.worker_processes", show_default=False)
]


def serve(
    context: typer.Context,
    host: Host = None,
    port: Port = None,
    database: Database = None,
    workers: Workers = None,
    lang: LangOption = None,
) -> Exit:
    """Serve until told to end. What is not given comes from the environment (ZUTUAN_PORT …), else from the defaults."""
    from api.errors import StoreUnavailable
    from api.logs import configure_logs
    from api.settings import ServiceSettings
    from api.store import open_store
    from api.supervisor import ServerKeepsDying, Supervisor, listen
    from api.tokens import Tokens

    speaker = speaker_of(context)
    given: dict[str, Any] = {"host": host, "port": port, "database": database, "workers": workers}
    try:
        settings = ServiceSettings(**{name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        _say_settings(error, speaker)
        return Exit.BAD_INPUT
    configure_logs(settings.log_level, "supervisor")
    try:
        store = open_store(settings.database)
        if not (settings.loopback or Tokens(store).any()):
            store.close()
            speaker.say("serve.no_tokens", host=settings.host)
            return Exit.BAD_INPUT
        listening = listen(settings.host, settings.port)
    except StoreUnavailable as error:
        speaker.say("serve.database", text=error.values["reason"])
        return Exit.BAD_INPUT
    except OSError as error:
        store.close()
        speaker.say("serve.address", host=settings.host, port=settings.port, text=error.strerror or error)
        return Exit.BAD_INPUT
    supervisor = Supervisor(settings, listening, store)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: supervisor.ending.set())
    shown = f"[{settings.host}]" if ":" in settings.host else settings.host
    speaker.say("serve.started", url=f"http://{shown}:{listening.getsockname()[1]}", workers=settings.workers)
    try:
        supervisor.run()
    except ServerKeepsDying:
        speaker.say("serve.keeps_dying")
        return Exit.BUG
    speaker.say("serve.ended")
    return Exit.DONE


def _say_settings(error: ValidationError, speaker: Speaker) -> None:
    for problem in error.errors():
        name = ".".join(str(part) for part in problem["loc"]) or "host"
        speaker.say("serve.setting", name=name, text=problem["msg"])
