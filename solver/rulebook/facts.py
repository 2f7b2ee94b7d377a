"""What the code itself says of every rule, goal and field: modes, defaults, prices, descriptions. No prose."""

from dataclasses import dataclass
from typing import Any, get_args

from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from solver.checks import CHECKS, TWINS
from solver.checks.registry import COUNTED_BY_GOAL
from solver.domain.document import Document
from solver.domain.instance import Instance
from solver.domain.policy import PROTECTIVE, Goals, Rules
from solver.goals import GOALS
from solver.rules import RULES

REQUIRED = object()
"""Stands for the default of a field that has none."""


@dataclass(frozen=True)
class FieldFacts:
    """A field of an instance: where it stands, its default, its description."""

    path: str
    default: Any
    description: str | None


@dataclass(frozen=True)
class RuleFacts:
    """A rule as the code has it."""

    stem: str
    planned: bool
    """Whether this version plans it; if not, its settings are read and nothing is done with them."""
    protective: bool
    modes: tuple[str, ...]
    """The default first."""
    prices: tuple[FieldFacts, ...]
    parameters: tuple[FieldFacts, ...]
    counted_by: str | None
    """The goal that counts its priced violations; None = `rule_prices`, or the rule is never priced."""
    constraints: tuple[str, ...]
    """Modules of what is posted to the solver."""
    check: str | None
    """Module of the check."""


@dataclass(frozen=True)
class GoalFacts:
    """A goal as the code has it."""

    name: str
    planned: bool
    level: int
    weight: int
    parameters: tuple[FieldFacts, ...]
    expression: str | None
    twin: str | None


def rule_facts() -> tuple[RuleFacts, ...]:
    """Return the facts of every rule of the policy, in the order of the book."""
    return tuple(_rule(stem) for stem in Rules.model_fields)


def goal_facts() -> tuple[GoalFacts, ...]:
    """Return the facts of every goal of the policy, in the order of the book."""
    return tuple(_goal(name) for name in Goals.model_fields)


def field_facts(path: str) -> FieldFacts:
    """Return the facts of a field of the instance, such as `tour_kinds.rest_months`. Raises KeyError if there is none."""
    model: type[Document] | None = Instance
    info: FieldInfo | None = None
    for name in path.split("."):
        fields = {} if model is None else {field.alias or key: field for key, field in model.model_fields.items()}
        info = fields[name]
        model = _document_in(info.annotation)
    assert info is not None
    return _field(path, info)


def _rule(stem: str) -> RuleFacts:
    setting = getattr(Rules(), stem)
    fields = type(setting).model_fields
    modes = sorted(get_args(fields["mode"].annotation), key=lambda mode: mode != setting.mode)
    named = {name: _field(f"policy.rules.{stem}.{name}", info) for name, info in fields.items() if name != "mode"}
    code = [part for rule in RULES if rule.stem == stem for part in rule[1:] if part is not None]
    return RuleFacts(
        stem=stem,
        planned=bool(code),
        protective=stem in PROTECTIVE,
        modes=tuple(modes),
        prices=tuple(facts for name, facts in named.items() if name.startswith("price")),
        parameters=tuple(facts for name, facts in named.items() if not name.startswith("price")),
        counted_by=COUNTED_BY_GOAL.get(stem),
        constraints=tuple(dict.fromkeys(part.__module__ for part in code)),
        check=CHECKS[stem].__module__ if stem in CHECKS else None,
    )


def _goal(name: str) -> GoalFacts:
    setting = Goals().of(name)
    others = {key: info for key, info in type(setting).model_fields.items() if key not in ("level", "weight")}
    code, twin = GOALS.get(name), TWINS.get(name)
    return GoalFacts(
        name=name,
        planned=code is not None or name == "rule_prices",
        level=setting.level,
        weight=setting.weight,
        parameters=tuple(_field(f"policy.goals.{name}.{key}", info) for key, info in others.items()),
        expression=None if code is None else code.__module__,
        twin=None if twin is None else twin.__module__,
    )


def _field(path: str, info: FieldInfo) -> FieldFacts:
    default = REQUIRED if info.is_required() else info.get_default(call_default_factory=True, validated_data={})
    return FieldFacts(path, REQUIRED if default is PydanticUndefined else default, info.description)


def _document_in(annotation: Any) -> type[Document] | None:
    """Return the document that a field holds, alone, optionally or many times."""
    if isinstance(annotation, type) and issubclass(annotation, Document):
        return annotation
    found = (_document_in(part) for part in get_args(annotation))
    return next((document for document in found if document is not None), None)
