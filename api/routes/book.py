"""What comes with zutuan: the rule book, the instances, the schemas."""

from functools import cache
from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

import instances
from api.access import Asking
from api.answers import tagged
from api.documents import (
    DemoInstance,
    DemoInstances,
    GoalEntry,
    Instance,
    RuleBook,
    RuleEntry,
    Setting,
    Words,
    plain,
)
from api.jobs.measures import input_metrics
from api.problems import Problem
from solver import __version__
from solver.load import load_instance
from solver.rulebook.facts import REQUIRED, FieldFacts, goal_facts, rule_facts
from solver.schema import schemas, text
from solver.texts import LANGUAGES, Language, say

router = APIRouter(prefix="/v1", tags=["book"])


@router.get("/rules", response_model=RuleBook, summary="Rule book")
def rules(request: Request, caller: Asking) -> Response:
    """Return every rule and goal with modes, prices, parameters and texts in both languages."""
    return tagged(request, f"rules-{__version__}", rule_book())


@router.get("/demo-instances", response_model=DemoInstances, summary="Instances that come with zutuan")
def demo_instances(request: Request, caller: Asking) -> Response:
    """List the programmes and the tiny instances."""
    return tagged(request, f"demos-{__version__}", _demos())


@router.get("/demo-instances/{name}", response_model=Instance, summary="One of them")
def demo_instance(name: Annotated[str, Path(max_length=80)], request: Request, caller: Asking) -> Response:
    """Return an instance that comes with zutuan, ready to be sent in a job."""
    if name not in instances.names():
        raise Problem("not_found")
    return tagged(request, f"{name}-{__version__}", instances.text(name).encode())


@router.get("/schema/{document}", response_model=dict[str, object], summary="JSON Schema")
def schema(document: Annotated[str, Path(max_length=40)], request: Request, caller: Asking) -> Response:
    """Return the JSON Schema of `instance` or `outcome`."""
    found = schemas().get(f"{document}.schema.json")
    if found is None:
        raise Problem("not_found")
    return tagged(request, f"{document}-{__version__}", text(found).encode(), media_type="application/schema+json")


@cache
def rule_book() -> RuleBook:
    """Return the rule book as a document."""
    rules = tuple(
        RuleEntry(
            stem=rule.stem,
            protective=rule.protective,
            planned=rule.planned,
            modes=rule.modes,
            counted_by=rule.counted_by,
            prices=_settings(rule.prices),
            parameters=_settings(rule.parameters),
            texts=_texts("rules", rule.stem),
        )
        for rule in rule_facts()
    )
    goals = tuple(
        GoalEntry(
            name=goal.name,
            planned=goal.planned,
            level=goal.level,
            weight=goal.weight,
            parameters=_settings(goal.parameters),
            texts=_texts("goals", goal.name),
        )
        for goal in goal_facts()
    )
    return RuleBook(rules=rules, goals=goals)


@cache
def _demos() -> DemoInstances:
    found = []
    for name in instances.names():
        content = instances.path(name).read_bytes()
        instance = load_instance(content)
        metrics = input_metrics(instance)
        found.append(DemoInstance(name=name, title=instance.name, size=len(content), input_metrics=metrics))
    return DemoInstances(items=tuple(found))


def _settings(facts: tuple[FieldFacts, ...]) -> tuple[Setting, ...]:
    return tuple(
        Setting(
            path=fact.path,
            default=None if fact.default is REQUIRED else plain(fact.default),
            description=fact.description,
        )
        for fact in facts
    )


def _texts(topic: str, stem: str) -> dict[Language, Words]:
    return {
        language: Words.model_validate(
            {part: say(f"{topic}.{stem}.{part}", language) for part in ("label", "sentence", "unit")}
        )
        for language in LANGUAGES
    }
