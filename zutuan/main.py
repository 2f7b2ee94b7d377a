"""The entry point: runs a command and turns every error into a sentence and an exit code."""

import logging
import os
import sys
import tempfile
import traceback
from collections.abc import Sequence

from typer.exceptions import TyperException

from solver.domain.finding import Severity
from solver.error_sentences import error_sentences
from solver.errors import InvalidInstance, InvalidPlan, InvalidQuestion, SearchDied
from zutuan.exits import Exit
from zutuan.language import language_for
from zutuan.outlet import survive_any_encoding
from zutuan.speaker import Speaker


def main() -> None:
    """Run the command line and leave with its exit code."""
    survive_any_encoding()
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run one call and return its exit code; errors are said on standard error."""
    logging.getLogger("solver").addHandler(logging.NullHandler())  # what a person should read is said, not logged
    speaker = Speaker(language_for(arguments, os.environ))
    try:
        from zutuan.app import command_line

        code = command_line(speaker.language).main(
            args=list(arguments) or ["--help"], prog_name="zutuan", standalone_mode=False, obj=speaker
        )
    except KeyboardInterrupt:
        return Exit.INTERRUPTED
    except Exception as error:  # the last place where an error can become a sentence
        return _said(error, speaker)
    return int(code or 0)


def _said(error: Exception, speaker: Speaker) -> Exit:
    if isinstance(error, TyperException):
        speaker.say("usage", text=_usage(error))
        return Exit.BAD_INPUT
    for sentence in error_sentences(error, speaker.language):
        speaker.print(sentence)
    match error:
        case InvalidInstance():
            speaker.say("findings", errors=sum(f.severity is Severity.ERROR for f in error.findings))
            return Exit.BAD_INPUT
        case InvalidPlan() | InvalidQuestion() | OSError():
            return Exit.BAD_INPUT
        case SearchDied():
            return Exit.UNDECIDED
        case _:
            speaker.say("report_bug", file=_trace_file(error))
            return Exit.BUG


def _usage(error: TyperException) -> str:
    message = getattr(error, "format_message", None)
    said = str(message() if callable(message) else error)
    return said if said.endswith((".", "?", "!")) else f"{said}."


def _trace_file(error: Exception) -> str:
    """Write the traceback down for a report, and return where."""
    with tempfile.NamedTemporaryFile("w", prefix="zutuan-bug-", suffix=".txt", delete=False, encoding="utf-8") as file:
        file.write("".join(traceback.format_exception(error)))
    return file.name
