"""Reading instances, plans and outcomes: from JSON text or a dict, with every problem at once."""

import json
from collections.abc import Collection
from pathlib import Path
from typing import Any, TypeVar

from pydantic_core import PydanticSerializationError, to_jsonable_python

from solver.domain.document import Document
from solver.domain.finding import Finding, Severity
from solver.domain.instance import Instance
from solver.domain.outcome import Infeasible, Solved, Undecided
from solver.domain.plan import Plan
from solver.errors import InvalidInstance, InvalidPlan
from solver.texts import Language, say
from solver.validation import PLANNED, ordered, sense, sentence
from solver.validation.aside import drafted
from solver.validation.codes import finding, unopened
from solver.validation.shape import read
from solver.validation.text import UNREADABLE, oddities, tree

Source = str | bytes | dict[str, Any]
Read = TypeVar("Read", bound=Document)
ANSWERS: dict[str, type[Solved | Infeasible | Undecided]] = {
    "solved": Solved,
    "infeasible": Infeasible,
    "undecided": Undecided,
}


def read_instance(source: Source, planned: Collection[str] = PLANNED) -> tuple[Instance | None, tuple[Finding, ...]]:
    """Return the instance, or none if it has errors, and every finding of text, shape and sense."""
    raw, findings = _tree(source)
    return (None, findings) if findings else read_tree(raw, planned)


def read_tree(raw: Any, planned: Collection[str] = PLANNED) -> tuple[Instance | None, tuple[Finding, ...]]:
    """Return the instance in a JSON tree of `solver.validation.text.tree`, such as a part of a larger document."""
    if not isinstance(raw, dict) or "kind" in raw or "tours" in raw:
        return None, (finding("not_an_instance", ""),)
    odd = dict(oddities(raw))
    if any(problem.code in UNREADABLE for problem in odd.values()):
        return None, ordered(odd.values())
    draft, problems = drafted(raw, odd)
    findings = ordered([*problems, *sense(draft, planned)])
    return (None if _has_error(findings) else draft.instance), findings


def load_instance(source: Path | Source) -> Instance:
    """Return the instance in a file, or in a text that begins with a brace. Raises InvalidInstance with every finding."""
    try:
        instance, findings = read_instance(_content(source))
    except OSError as error:
        raise InvalidInstance([unopened(error)]) from error
    if instance is None:
        raise InvalidInstance(findings)
    return instance


def read_outcome(source: Path | Source, language: Language = "en") -> Solved | Infeasible | Undecided:
    """Return an outcome. Raises InvalidPlan with a sentence in `language`."""
    raw = _object(source, language)
    if raw.get("kind") not in ANSWERS:
        raise InvalidPlan(say("validation.plan.no_outcome", language))
    return _read(ANSWERS[raw["kind"]], raw, language)


def read_plan(source: Path | Source, language: Language = "en") -> Plan:
    """Return a plan, given as such or inside an outcome. Raises InvalidPlan with a sentence in `language`."""
    raw = _object(source, language)
    if "kind" not in raw:
        return _read(Plan, raw, language)
    outcome = read_outcome(raw, language)
    if not isinstance(outcome, Solved):
        raise InvalidPlan(say("validation.plan.without_plan", language, kind=outcome.kind))
    return outcome.plan


def _tree(source: Source) -> tuple[Any, tuple[Finding, ...]]:
    if not isinstance(source, dict):
        return tree(source)
    try:
        text = json.dumps(to_jsonable_python(source))
    except (PydanticSerializationError, ValueError, RecursionError) as error:  # no JSON value, or circular
        return None, (finding("not_data", "", type(error).__name__),)
    return tree(text)


def _content(source: Path | Source) -> Source:
    if isinstance(source, str) and not source.lstrip("\ufeff \t\r\n").startswith(("{", "[")):
        source = Path(source)
    return source.read_bytes() if isinstance(source, Path) else source


def _has_error(findings: Collection[Finding]) -> bool:
    return any(problem.severity == Severity.ERROR for problem in findings)


def _object(source: Path | Source, language: Language) -> dict[str, Any]:
    try:
        raw, findings = _tree(_content(source))
    except OSError as error:
        findings = (unopened(error),)
    findings = findings or tuple(dict(oddities(raw)).values())
    if findings:
        raise InvalidPlan(_sentences(findings, language))
    if not isinstance(raw, dict):
        raise InvalidPlan(say("validation.plan.no_outcome", language))
    return raw


def _read(kind: type[Read], raw: dict[str, Any], language: Language) -> Read:
    document, problems = read(kind, raw)
    if document is None:
        raise InvalidPlan(_sentences(problems.values(), language))
    return document


def _sentences(findings: Collection[Finding], language: Language) -> str:
    shown = [f"{problem.where or '/'}: {sentence(problem, language)}" for problem in list(findings)[:5]]
    left = len(findings) - len(shown)
    return "\n".join([*shown, *([say("validation.plan.and_more", language, count=left)] if left else [])])
