"""From the bytes of a body to documents: pure functions, run in a thread or, for large bodies, in a clerk's process.

Read as strictly as files are: a repeated key, a NaN or a level too deep is a finding. What is returned is plain and small:
packed documents and findings, not the tree of a large instance.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, TypeVar

from api.documents import CheckAnswer, CheckRequest
from api.jobs.documents import InputMetrics, JobRequest
from api.jobs.instances import PackedInstance, pack_instance
from api.jobs.kinds import KINDS
from api.jobs.measures import input_metrics
from api.problems import Problem
from solver.checks import check
from solver.domain.document import Document
from solver.domain.finding import Finding
from solver.domain.instance import Instance
from solver.domain.plan import Plan, Shortage
from solver.errors import InvalidInstance
from solver.explain.compare import Comparison, compare
from solver.load import read_instance, read_plan, read_tree
from solver.validation import ordered
from solver.validation.codes import finding
from solver.validation.shape import read
from solver.validation.text import oddities, tree

Model = TypeVar("Model", bound=Document)


@dataclass(frozen=True)
class ReadRequest:
    """A request for a job without its instance, and the instance packed; findings are warnings and notices."""

    request: JobRequest
    instance: PackedInstance | None
    findings: tuple[Finding, ...]


def read_job_request(body: bytes) -> ReadRequest:
    """Return what a body asks for. Raises InvalidInstance, Problem."""
    raw = object_of(body)
    document = raw.pop("instance", None)
    request = model_of(JobRequest, raw)
    _one_of("instance", instance=document, instance_id=request.instance_id)
    _check_question(request)
    if document is None:
        return ReadRequest(request, None, ())
    instance, findings = read_tree(document)
    if instance is None:
        raise InvalidInstance(findings)
    return ReadRequest(request, pack_instance(instance), findings)


def _check_question(request: JobRequest) -> None:
    """Raise Problem unless the question has the shape that its kind asks for; an unknown kind is the jobs' business."""
    kind = KINDS.get(request.kind)
    if kind is None:
        return
    model, problems = read(kind.question, request.question)
    if model is None:
        raise invalid([one.model_copy(update={"where": f"/question{one.where}"}) for one in problems.values()])


def read_stored_instance(body: bytes) -> tuple[PackedInstance, tuple[Finding, ...]]:
    """Return an instance packed, with warnings and notices. Raises InvalidInstance."""
    instance, findings = read_instance(body)
    if instance is None:
        raise InvalidInstance(findings)
    return pack_instance(instance), findings


def read_validation(body: bytes) -> tuple[InputMetrics | None, tuple[Finding, ...]]:
    """Return how large an instance is, none if it cannot be planned, and every finding."""
    instance, findings = read_instance(body)
    return None if instance is None else input_metrics(instance), findings


def read_small(body: bytes, kind: type[Model]) -> Model:
    """Return a body that holds no large documents; an empty one stands for all defaults. Raises Problem."""
    return model_of(kind, object_of(body or b"{}"))


@dataclass(frozen=True)
class Needed:
    """What a check names that is in the store."""

    instance_id: str | None
    plan_id: str | None
    has_instance: bool
    """Whether the instance itself is in the body."""


def read_check(body: bytes, instance_text: bytes | None = None, plan_text: bytes | None = None) -> CheckAnswer | Needed:
    """Return what the checker says, or what it needs from the store first; then it is called again with the texts.

    Raises Problem, InvalidInstance, InvalidPlan.
    """
    raw = object_of(body)
    document, answer = raw.pop("instance", None), raw.pop("outcome", None) or raw.pop("plan", None)
    asked = model_of(CheckRequest, raw)
    _one_of("plan", plan=answer, plan_id=asked.plan_id)
    if asked.plan_id is None or asked.instance_id is not None or document is not None:
        _one_of("instance", instance=document, instance_id=asked.instance_id)
    if (asked.plan_id and plan_text is None) or (document is None and instance_text is None):
        return Needed(asked.instance_id, asked.plan_id, document is not None)
    return checked(_instance(document if instance_text is None else instance_text), read_plan(plan_text or answer))


def checked(instance: Instance, plan: Plan) -> CheckAnswer:
    """Return what the independent checker says of a plan. Raises InvalidPlan."""
    found = check(instance, plan)
    return CheckAnswer(
        accepted=not found.hard, objective=found.objective, goals=found.goals, violations=found.violations
    )


def _instance(source: bytes | dict[str, Any]) -> Instance:
    instance, findings = read_instance(source) if isinstance(source, bytes) else read_tree(source)
    if instance is None:
        raise InvalidInstance(findings)
    return instance


def _one_of(name: str, **given: object) -> None:
    """Raise Problem unless exactly one of several fields is there."""
    named = [field for field, value in given.items() if value is not None]
    if len(named) != 1:
        code = "several_named" if named else "none_named"
        raise invalid([finding(code, f"/{name}", ", ".join(named), ", ".join(given))])


def object_of(body: bytes) -> dict[str, Any]:
    """Return the JSON object in a body. Raises Problem where there is none."""
    raw, findings = tree(body)
    if findings:
        raise Problem("not_json", findings=findings)
    if not isinstance(raw, dict):
        raise Problem("not_json", findings=())
    return raw


def model_of(kind: type[Model], raw: dict[str, Any]) -> Model:
    """Return a JSON object as a document. Raises Problem with every finding; places are those of the body."""
    odd = dict(oddities(raw))
    model, problems = (None, odd) if odd else read(kind, raw)
    if model is None:
        raise invalid(problems.values())
    return model


def invalid(findings: Collection[Finding]) -> Problem:
    """Return the problem of a body whose fields cannot be used."""
    return Problem("invalid_request", findings=ordered(findings), count=len(findings))


def reasons_in(plan_text: bytes, post: str | None, period: int | None) -> tuple[Shortage, ...]:
    """Return the shortages of a stored plan with their reasons, of one post or period where asked."""
    plan = Plan.model_validate_json(plan_text)
    return tuple(
        shortage
        for shortage in plan.shortages
        if (post is None or shortage.post == post) and (period is None or shortage.period == period)
    )


def compared(instance: bytes, first: bytes, second: bytes) -> Comparison:
    """Return what differs between two stored plans of an instance. Raises InvalidPlan where one is of another."""
    plans = (Plan.model_validate_json(text) for text in (first, second))
    return compare(Instance.model_validate_json(instance), *plans)
