"""A conflict in words: a sentence per claim; a minimum asked in several spans of one post is one sentence."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from solver.domain.outcome import Claim
from solver.explain.conflict.documents import Conflict, Conflicts
from solver.explain.conflict.words import words
from solver.report.names import Names
from solver.texts import say


def verdict(answer: Conflicts, names: Names) -> str:
    """Say whether the hard rules can be kept, in one sentence."""
    return _say(f"verdict_{answer.verdict}", names)


def title(number: int, names: Names) -> str:
    """Return the heading of a conflict."""
    return _say("title", names, number=number)


def conflict_lines(conflict: Conflict, names: Names) -> tuple[str, ...]:
    """Return the claims of a conflict as sentences."""
    return tuple(told.sentence for told in claims_told(conflict.claims, names))


class Told(NamedTuple):
    """A sentence, and the claims that it says."""

    sentence: str
    claims: tuple[Claim, ...]


def claims_told(claims: Iterable[Claim], names: Names) -> Iterator[Told]:
    """Yield claims as sentences, those alike but for their months as one."""
    alike: dict[Claim, list[Claim]] = {}
    for claim in claims:
        alike.setdefault(claim.model_copy(update={"period": None, "to_period": None}), []).append(claim)
    for those in alike.values():
        yield Told(claim_sentence(those[0], names, _spans(those, names)), tuple(those))


def remarks(conflict: Conflict, names: Names) -> tuple[str, ...]:
    """Say how far a conflict was verified, and what was kept without asking."""
    said = [_say("irreducible" if conflict.irreducible else "not_irreducible", names)]
    if conflict.taken_for_granted:
        said.append(_say("granted", names, rules=names.list(names.rule(rule) for rule in conflict.taken_for_granted)))
    return tuple(said)


def outlook(answer: Conflicts, names: Names) -> tuple[str, ...]:
    """Say what is known beyond the conflicts found, and what it took."""
    how_many = _say("how_many", names, questions=answer.questions, seconds=f"{answer.seconds:.1f}")
    if answer.verdict != "infeasible":
        return (how_many,)
    key = "exhaustive" if answer.exhaustive else "not_exhaustive" if answer.conflicts else "not_found"
    return _say(key, names), how_many


def claim_sentence(claim: Claim, names: Names, when: str | None = None) -> str:
    """Return a claim as a sentence; `when` replaces the months that it names."""
    key, values = words(claim, names)
    known = {
        "amount": claim.amount,
        "about": names.list(names.anything(some_id) for some_id in claim.ids),
        "when": _spans([claim], names) if when is None else when,
    }
    return _say(f"claim.{key}", names, **(known | dict(values)))


def _spans(claims: Iterable[Claim], names: Names) -> str:
    """Return the months of claims in words."""
    spans = [
        names.span(claim.period, claim.period + 1 if claim.to_period is None else claim.to_period)
        for claim in claims
        if claim.period is not None and names.instance.calendar is not None
    ]
    return _say("and_spans", names).join(spans) or _say("always", names)


def _say(key: str, names: Names, **values: object) -> str:
    return say(f"conflict.{key}", names.language, **values)
