"""Reading what a call names: a file, an instance of the package by its name, or `-` for standard input."""

import difflib
import json
import sys
from pathlib import Path

import instances
from solver.domain.finding import Finding, Severity
from solver.domain.instance import Instance
from solver.domain.outcome import Solved
from solver.domain.plan import Plan
from solver.error_sentences import located
from solver.errors import InvalidInstance, InvalidPlan
from solver.load import read_instance, read_outcome, read_plan
from solver.texts import Language, say
from solver.validation.codes import unopened
from zutuan.speaker import Speaker


def asked_instance(argument: str, speaker: Speaker) -> Instance:
    """Return the instance that a call names, after saying every warning. Raises InvalidInstance with all findings."""
    instance, findings = findings_of(argument)
    if instance is None:
        raise InvalidInstance(findings)
    for warning in findings:
        if warning.severity is Severity.WARNING:
            speaker.print(located(warning, speaker.language))
    return instance


def findings_of(argument: str) -> tuple[Instance | None, tuple[Finding, ...]]:
    """Return the instance that a call names, none if it has errors, and every finding."""
    try:
        return read_instance(_content(argument))
    except OSError as error:
        near = difflib.get_close_matches(argument, instances.names(), n=1)
        return None, (unopened(error).model_copy(update={"near": near[0] if near else None}),)


def asked_plan(argument: str, language: Language) -> tuple[Plan, int | None]:
    """Return the plan that a call names and, where an outcome holds it, the objective that the outcome states.

    Raises InvalidPlan with a sentence.
    """
    try:
        content = _content(argument)
    except OSError as error:
        raise InvalidPlan(f"{argument}: {error.strerror}") from error
    if not _is_outcome(content):
        return read_plan(content, language), None
    outcome = read_outcome(content, language)
    if not isinstance(outcome, Solved):
        raise InvalidPlan(say("validation.plan.without_plan", language, kind=outcome.kind))
    return outcome.plan, outcome.objective


def _is_outcome(content: bytes) -> bool:
    try:
        document = json.loads(content)
    except (ValueError, RecursionError):  # `read_plan` says what is wrong with it
        return False
    return isinstance(document, dict) and "kind" in document


def path_of(argument: str) -> Path:
    """Return the file that an argument names: its own, else the instance of the package with this name."""
    path = Path(argument)
    return instances.path(argument) if not path.is_file() and argument in instances.names() else path


def _content(argument: str) -> bytes:
    return sys.stdin.buffer.read() if argument == "-" else path_of(argument).read_bytes()
