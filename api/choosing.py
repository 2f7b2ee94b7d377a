"""Choices for a seat of a stored plan, in a clerk's process that keeps the last few plans loaded."""

from functools import lru_cache

from solver.domain.document import PostId, SpecialistId
from solver.domain.instance import Instance
from solver.domain.plan import Plan
from solver.explain.choices import Choices, Chooser

LOADED = 4
"""Plans that are kept loaded: what planners look at just now."""


class _Texts:
    """Stored texts, told apart by the plan's id, which stands for its instance as well."""

    def __init__(self, plan_id: str, instance: bytes, plan: bytes) -> None:
        self.plan_id, self.instance, self.plan = plan_id, instance, plan

    def __hash__(self) -> int:
        return hash(self.plan_id)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Texts) and other.plan_id == self.plan_id


def choices(plan_id: str, instance: bytes, plan: bytes, post: str, period: int, instead_of: str | None) -> Choices:
    """Return the choices for a seat. Raises InvalidQuestion for a post, period or holder that is not there."""
    named = None if instead_of is None else SpecialistId(instead_of)
    return _chooser(_Texts(plan_id, instance, plan)).at(PostId(post), period, named)


@lru_cache(maxsize=LOADED)
def _chooser(texts: _Texts) -> Chooser:
    chooser = Chooser(Instance.model_validate_json(texts.instance), Plan.model_validate_json(texts.plan))
    texts.instance = texts.plan = b""  # the key stays; it need not hold the documents twice
    return chooser
