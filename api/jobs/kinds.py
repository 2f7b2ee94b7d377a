"""Kinds of jobs: each has a name, and says of a request what is wrong with its question."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from api.errors import BadRequest


def no_question(question: dict[str, Any]) -> None:
    """Refuse anything asked besides the instance. Raises BadRequest."""
    if question:
        raise BadRequest(field="question", reason="unknown_field", found=sorted(question)[0])


@dataclass(frozen=True)
class Kind:
    """A kind of job. `resumable`: more seconds may bring more."""

    name: str
    check: Callable[[dict[str, Any]], None] = no_question
    resumable: bool = True


KINDS: dict[str, Kind] = {kind.name: kind for kind in (Kind("solve"), Kind("pair"))}


def kind_of(name: str) -> Kind:
    """Return a kind by name. Raises BadRequest."""
    if name not in KINDS:
        raise BadRequest(field="kind", reason="unknown_kind", found=name, wanted=", ".join(sorted(KINDS)))
    return KINDS[name]
