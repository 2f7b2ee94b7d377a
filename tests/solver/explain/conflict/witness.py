"""A second look at a conflict that shares nothing with how it was found: all conceivable plans, put before the checks.

Claims contradict one another if every plan breaks one of them; each is needed if some plan breaks that one alone. A plan is
any set of tours of which nobody serves two at once; what the claims do not speak of, it may break as it likes.
"""

from collections.abc import Mapping, Sequence

from solver.checks import CHECKS
from solver.checks.registry import Check, violations
from solver.checks.view import look
from solver.domain.instance import Instance
from solver.domain.outcome import Claim, Violation
from solver.domain.plan import Plan, PlannedPairing, Tour
from tests.solver import conceivable
from tests.solver.brute_force import NEVER_REPAIRED, tours

_ONE_PLACE = {"one_place": CHECKS["one_place"]}
_ANY_OF_THE_RULE = frozenset({"tour_length", "hypoxia_training"})
"""Claims of these rules are told apart by numbers that the checks do not name: they count as one."""


class TooMany(Exception):
    """There are more plans than asked for."""


def broken_sets(
    instance: Instance, claims: Sequence[Claim], granted: Sequence[str] = (), most: int = 20_000
) -> set[frozenset[int]]:
    """Return, of all plans that break at most one claim beyond repair, which claims each breaks, by number of the claim.

    Plans that break a rule that is taken for granted are no plans. Raises TooMany.
    """
    numbers = _numbered(claims)
    given = {stem: CHECKS[stem] for stem in granted}
    checks = {stem: CHECKS[stem] for stem in {claim.rule for claim in claims}}
    imaginable = list(tours(instance))
    found: set[frozenset[int]] = set()
    for pairings in conceivable.pairings(instance):
        pending: list[tuple[tuple[Tour, ...], int]] = [((), 0)]
        while pending:
            chosen, following = pending.pop()
            most -= 1
            if not most:
                raise TooMany
            plan = conceivable.with_pairings(instance, Plan(tours=chosen), pairings)
            broken = _broken(instance, plan, claims, numbers, checks)
            if _too_many(broken, claims, numbers):
                continue
            if not any(violations(instance, look(instance, plan), given)):
                found.add(frozenset(broken))
            for index in range(following, len(imaginable)):
                larger = (*chosen, imaginable[index])
                if _possible(instance, larger, pairings):
                    pending.append((larger, index + 1))
    return found


def numbers_of(claims: Sequence[Claim]) -> frozenset[int]:
    """Return the numbers by which the claims are called."""
    return frozenset(_numbered(claims))


def _numbered(claims: Sequence[Claim]) -> list[int]:
    first: dict[str, int] = {}
    return [
        first.setdefault(claim.rule, number) if claim.rule in _ANY_OF_THE_RULE else number
        for number, claim in enumerate(claims)
    ]


def _possible(instance: Instance, chosen: tuple[Tour, ...], pairings: tuple[PlannedPairing, ...]) -> bool:
    view = look(instance, Plan(tours=chosen, pairings=pairings))
    return not any(violations(instance, view, _ONE_PLACE))


def _too_many(broken: set[int], claims: Sequence[Claim], numbers: list[int]) -> bool:
    return sum(claims[number].rule in NEVER_REPAIRED for number in broken) > 1


def _broken(
    instance: Instance, plan: Plan, claims: Sequence[Claim], numbers: list[int], checks: Mapping[str, Check]
) -> set[int]:
    view = look(instance, plan)
    found = [violation for violation in violations(instance, view, checks) if violation.hard]
    return {
        number
        for violation in found
        for number, claim in zip(numbers, claims, strict=True)
        if is_about(violation, claim)
    }


def is_about(violation: Violation, claim: Claim) -> bool:
    """Return whether a violation is one of what a claim asks."""
    if violation.rule != claim.rule:
        return False
    if claim.rule in (*_ANY_OF_THE_RULE, "on_pair") or (claim.rule == "altitude_stay" and not claim.ids):
        return True
    if claim.rule == "quota":
        return violation.limit == claim.amount
    if not set(claim.ids) <= set(violation.ids):
        return False
    if claim.period is None or violation.period is None:
        return True
    after = claim.period + 1 if claim.to_period is None else claim.to_period
    return claim.rule == "locked" or claim.period <= violation.period < after
