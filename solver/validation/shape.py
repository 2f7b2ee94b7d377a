"""Shape: fields, types, bounds and words. Every error of a document's model becomes a finding with a stable code."""

import json
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from solver.domain.document import Document
from solver.domain.finding import Finding
from solver.validation.codes import finding, pointer
from solver.validation.draft import Place
from solver.validation.near import Spelling

BOUNDS = {"greater_than_equal": "≥ {ge}", "greater_than": "> {gt}", "less_than_equal": "≤ {le}", "less_than": "< {lt}"}
TYPES = {"int": "integer", "float": "number", "string": "string", "bool": "boolean", "tuple": "list"}
"""First word of a reader's error → the JSON type that is wanted; all others are objects."""

Read = TypeVar("Read", bound=Document)


def read(kind: type[Read], document: Any) -> tuple[Read | None, dict[Place, Finding]]:
    """Return the document as a model, or none and every problem of its shape by place. Strict: "3" is no number."""
    text = json.dumps(document, ensure_ascii=False).encode()
    try:
        return kind.model_validate_json(text, strict=True), {}
    except ValidationError as error:
        return None, _problems(kind, document, error.errors(include_url=False))


def _problems(kind: type[Document], document: Any, details: Iterable[ErrorDetails]) -> dict[Place, Finding]:
    by_place: dict[Place, list[ErrorDetails]] = {}
    for detail in details:
        by_place.setdefault(_place(document, detail), []).append(detail)
    above = {place[:depth] for place in by_place for depth in range(len(place))}
    misspelt = {
        place: meant
        for place, (detail, *_) in by_place.items()
        if detail["type"] == "extra_forbidden" and (meant := _meant(kind, document, place)) is not None
    }
    explained = {(*place[:-1], meant) for place, meant in misspelt.items()}
    problems = {}
    for place, here in by_place.items():
        right_type = [detail for detail in here if not detail["type"].endswith("_type")]
        if (not right_type and place in above) or (here[0]["type"] == "missing" and place in explained):
            continue  # another alternative got further, or the field is there under a misspelt name
        problems[place] = _finding(place, right_type or here, misspelt.get(place))
    return problems


def _place(document: Any, detail: ErrorDetails) -> Place:
    """The place in the document: the error's location without the names of alternatives that the reader tried."""
    place: list[str | int] = []
    value = document
    for part in detail["loc"]:
        if part in value if isinstance(value, dict) else isinstance(value, list) and isinstance(part, int):
            value = value[part]
        elif detail["type"] != "missing" or part != detail["loc"][-1]:
            continue
        place.append(part)
    return tuple(place)


def _meant(kind: type[Document], document: Any, place: Place) -> str | None:
    """The absent field that an unknown field was probably meant to be."""
    names = {field.alias or name: field for name, field in kind.model_fields.items()}
    *path, unknown = place
    for part in path:
        document = document[part]
        if isinstance(part, str):
            models = _models(names[part].annotation) if part in names else []
            names = {field.alias or name: field for model in models for name, field in model.model_fields.items()}
    return Spelling(names.keys() - document.keys()).near(str(unknown))


def _models(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for part in get_args(annotation) for model in _models(part)]


def _finding(place: Place, here: Sequence[ErrorDetails], near: str | None) -> Finding:
    where, detail = pointer(*place), here[0]
    kind, found, context = detail["type"], detail["input"], detail.get("ctx", {})
    if kind == "missing":
        return finding("missing_field", where, wanted=place[-1])
    if kind == "extra_forbidden":
        return finding("unknown_field", where, found=str(place[-1]), near=near)
    if kind in ("enum", "literal_error"):
        words = str(context["expected"]).replace("'", "").replace(" or ", ", ").split(", ")
        return finding("not_a_choice", where, _shown(found), ", ".join(words), Spelling(words).near(str(found)))
    if kind in BOUNDS:
        return finding("out_of_range", where, _shown(found), BOUNDS[kind].format_map(context))
    if kind in ("too_short", "string_too_short"):
        return finding("empty", where)
    if kind.startswith("date_"):
        return finding("bad_date", where, _shown(found))
    wanted = dict.fromkeys(TYPES.get(other["type"].split("_")[0], "object") for other in here)
    return finding("wrong_type", where, _shown(found, quoted=True), "|".join(wanted))


def _shown(value: Any, quoted: bool = False) -> str:
    text = value if isinstance(value, str) and not quoted else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else text[:59] + "…"
