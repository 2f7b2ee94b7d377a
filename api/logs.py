"""Logs: one JSON object a line on standard error, with ids and codes, and nothing about people."""

import logging
import re
import sys
import traceback
from collections.abc import MutableMapping
from typing import Any

import structlog

SHARED: tuple[Any, ...] = (
    structlog.contextvars.merge_contextvars,
    structlog.processors.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
)

MOST_FRAMES = 20
_FRAME = re.compile(r'File "(.+)", line (\d+), in (.+)')


def frames_only(logger: object, method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Say of an exception what it was and where, and not its text: that may quote a label or a date of somebody's document.

    A search's process hands its own traceback over as a note; of that the places are taken too.
    """
    told = event.pop("exc_info", None)
    error = sys.exc_info()[1] if told is True else told[1] if isinstance(told, tuple) else told
    if isinstance(error, BaseException):
        event["error"] = type(error).__name__
        lines = traceback.format_tb(error.__traceback__) + getattr(error, "__notes__", [])
        places = [":".join(found) for line in lines for found in _FRAME.findall(line)]
        event["at"] = places[-MOST_FRAMES:]
    return event


def configure_logs(level: str, process: str) -> None:
    """Send all logs of this process, those of libraries too, to standard error as JSON; `process` says whose they are."""
    structlog.contextvars.bind_contextvars(process=process)
    structlog.configure(
        processors=[*SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[*SHARED, structlog.stdlib.add_logger_name],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                frames_only,
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level)
    logging.getLogger("alembic").setLevel(logging.WARNING)
