"""Validation: all problems of an instance at once, each with a stable code, its place and a sentence in two languages."""

from collections.abc import Collection, Iterator

from solver.domain.finding import Finding, Severity
from solver.domain.instance import Instance
from solver.validation import handover, horizon, ids, locks, people, policy, posts, roundings, supply, under_way, wishes
from solver.validation.draft import Draft
from solver.validation.planned import PLANNED, not_applied, not_planned
from solver.validation.sentences import sentence

__all__ = ["CHECKS", "PLANNED", "not_applied", "sense", "sentence", "validate"]

CHECKS = (
    ids.own_ids,
    ids.references,
    horizon.calendar,
    horizon.batch_starts_of_kinds,
    horizon.per_period_lists,
    horizon.ranges,
    posts.kinds,
    posts.altitudes,
    posts.demands,
    posts.possible,
    handover.handovers,
    people.pools,
    people.preferences,
    people.days,
    people.against_start,
    wishes.quotas,
    wishes.milestones,
    wishes.numbers_of_partners,
    wishes.pairings,
    wishes.relations,
    locks.locks,
    locks.bars,
    locks.overlaps,
    locks.against_demand,
    locks.contradictions,
    policy.bands,
    policy.protection,
    policy.mentorship,
    policy.weights,
    roundings.roundings,
    supply.nobody,
    under_way.under_way,
    under_way.counted_once,
)
"""Every check of sense; each looks at the draft alone, in no particular order."""


def validate(instance: Instance, planned: Collection[str] = PLANNED) -> tuple[Finding, ...]:
    """Return every problem of sense, errors first; `planned` are the parts that are not said to be left out."""
    return ordered(sense(Draft(instance), planned))


def sense(draft: Draft, planned: Collection[str] = PLANNED) -> Iterator[Finding]:
    """Return every problem of sense of an instance as far as it could be read."""
    for check in CHECKS:
        yield from check(draft)
    yield from not_planned(draft, planned)


def ordered(findings: Collection[Finding] | Iterator[Finding]) -> tuple[Finding, ...]:
    """Return findings with errors first, then warnings, then notices; otherwise in the order found."""
    rank = list(Severity)
    return tuple(sorted(findings, key=lambda finding: rank.index(finding.severity)))
