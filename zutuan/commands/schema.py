"""`zutuan schema`: the JSON schema of a document."""

import json
from enum import StrEnum
from typing import Annotated

import typer

from solver.domain.instance import Instance
from solver.domain.outcome import outcome_adapter
from zutuan import options
from zutuan.exits import Exit
from zutuan.outlet import write_text


class Described(StrEnum):
    """The documents with a schema."""

    instance = "instance"
    outcome = "outcome"


def schema(
    document: Annotated[Described, typer.Argument(help="cli.help.document")] = Described.instance,
    lang: options.LangOption = None,
) -> Exit:
    """Print the JSON schema of a document."""
    described = Instance.model_json_schema() if document is Described.instance else outcome_adapter.json_schema()
    write_text(json.dumps(described, ensure_ascii=False, indent=1))
    return Exit.DONE
