"""From a conflict or a shortage to a menu: ladders of its claims, tried step by step, the cheapest first."""

import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from solver import __version__
from solver.domain.instance import Instance
from solver.domain.outcome import Claim, Solved
from solver.domain.plan import Plan
from solver.domain.relaxation import Code, Prices
from solver.explain.conflict import Conflict, conflicts
from solver.explain.conflict.world import Limits
from solver.explain.menu.claims import claims_of
from solver.explain.menu.documents import Change, Menu, Option
from solver.explain.menu.ladders import Ladder, Ladders
from solver.explain.menu.tree import changed
from solver.explain.menu.trial import has_plan, months_short, resolves, solved_around
from solver.explain.shortage import reasons_of
from solver.settings import Settings
from solver.solve import solve

Verdict = Callable[[Instance, tuple[Change, ...]], Option | None]
"""What solving a changed instance shows; none where the change is of no use."""

TRIAL = Settings(seconds=10)
"""How long one change is tried for a shortage, at most."""
MOST_PAIRS = 12
"""Pairs of changes that are tried, the cheapest first."""
PART_FOR_WHOLE = 0.4
"""Share of the time for finding the conflict, or the plan, that the menu is about."""


def relax(
    instance: Instance,
    *,
    plan: Plan | None = None,
    post: str | None = None,
    conflict: Conflict | None = None,
    seconds: float = 60.0,
    prices: Prices | None = None,
    stop: threading.Event | None = None,
) -> Menu:
    """Return alternatives for a conflict, found where none is given, or for the shortage of a post in a plan.

    Without a plan the instance is solved first; of a plan of tours alone the shortages are found first; without a post the one
    that lacks most is taken. Raises InvalidInstance.
    """
    began = time.monotonic()
    limits = Limits(began + seconds, stop or threading.Event())
    search = _Search(instance, limits, prices or Prices())
    menu: _Found | None = None
    if plan is None:
        answer = None
        if conflict is None:
            answer = conflicts(instance, seconds=seconds * PART_FOR_WHOLE, stop=limits.stop)
            conflict = next(iter(answer.conflicts), None)
        if conflict is not None:
            menu = search.of_conflict(conflict, is_the_only_one=answer is not None and answer.exhaustive)
        elif answer is None or answer.verdict == "feasible":
            outcome = solve(instance, Settings(seconds=max(limits.left() * PART_FOR_WHOLE, 1.0)), stop=limits.stop)
            plan = outcome.plan if isinstance(outcome, Solved) else None
    if menu is None and plan is not None:
        explained = plan if any(shortage.reasons for shortage in plan.shortages) else reasons_of(instance, plan)
        menu = search.of_shortage(explained, post)
    about = "nothing" if menu is None else menu.about
    return Menu.model_validate(
        {
            "instance": instance.name,
            "about": about,
            "options": () if menu is None else tuple(sorted(menu.options, key=_by_price)),
            "tried": search.tried,
            "untried": search.untried,
            "seconds": round(time.monotonic() - began, 3),
            "version": __version__,
        }
    )


def _by_price(option: Option) -> tuple[object, ...]:
    return option.to_be_examined, option.price, option.changes[0].pointer


@dataclass
class _Found:
    about: str
    options: list[Option]


@dataclass
class _Search:
    """Tries ladders within the limits, and counts."""

    instance: Instance
    limits: Limits
    prices: Prices
    tried: int = 0
    untried: int = 0
    seen: set[tuple[tuple[str, str], ...]] = field(default_factory=set)

    def of_conflict(self, conflict: Conflict, *, is_the_only_one: bool) -> _Found:
        """Return the options by which the claims can be had together."""

        def verdict(asked: Instance, changes: tuple[Change, ...]) -> Option | None:
            lifted = conflict.irreducible and changes[0].code in (Code.LOCK_LIFTED, Code.FORBIDDEN_LIFTED)
            does = True if lifted else resolves(asked, conflict.claims, self.limits)
            if does is False:
                return None
            suffices = has_plan(asked, self.limits) if is_the_only_one and does else None
            return _option(changes, resolves=does, suffices=suffices)

        return _Found("conflict", self._climbed(conflict.claims, verdict))

    def of_shortage(self, plan: Plan, post: str | None) -> _Found | None:
        """Return the options by which fewer person-months stay below the minimum."""
        lacking = [s for s in plan.shortages if s.below == "min" and (post is None or s.post == post)]
        if not lacking:
            return None
        worst = post or max(
            {s.post for s in lacking}, key=lambda p: (sum(s.missing for s in lacking if s.post == p), p)
        )
        unchanged = solved_around(self.instance, plan, worst, TRIAL, self.limits)
        before = months_short(plan if unchanged is None else unchanged.plan, self.instance)

        def verdict(asked: Instance, changes: tuple[Change, ...]) -> Option | None:
            outcome = solved_around(asked, plan, worst, TRIAL, self.limits)
            if outcome is None:
                return None
            after = months_short(outcome.plan, asked)
            if after >= before:
                return None
            return _option(changes, shortage_before=before, shortage_after=after, proven=outcome.proven_optimal)

        claims = claims_of([s for s in lacking if s.post == worst], self.instance)
        return _Found("shortage", self._climbed(claims, verdict))

    def _climbed(self, claims: Sequence[Claim], verdict: Verdict) -> list[Option]:
        """Try the ladders, the one with the cheapest first step first; each up to the first step that is enough."""
        ladders = Ladders(self.instance, self.prices, claims)
        pending = sorted((ladder for claim in claims for ladder in ladders.of(claim) if ladder), key=_first_price)
        options = []
        for ladder in pending:
            best = None
            for step in self._new(ladder):
                if not self.limits.left():
                    self.untried += 1
                    break
                option = self._tried(step, verdict)
                best = option if best is None or (option is not None and option.suffices) else best
                if best is not None and best.suffices is not False:
                    break
            options += [] if best is None else [best]
        return options + list(self._in_pairs(pending, options, verdict))

    def _in_pairs(self, ladders: Sequence[Ladder], options: Sequence[Option], verdict: Verdict) -> Iterator[Option]:
        """Yield what helps of the cheapest pairs of changes that do not help alone."""
        helpful = {change.pointer for option in options if option.suffices is not False for change in option.changes}
        single = [ladder[0] for ladder in ladders if ladder[0][0].pointer not in helpful and _may_be_paired(ladder[0])]
        pairs = [(*one, *other) for one, other in combinations(single, 2) if one[0].pointer != other[0].pointer]
        for pair in sorted(pairs, key=_price)[:MOST_PAIRS]:
            if not self.limits.left():
                self.untried += 1
                continue
            option = self._tried(pair, verdict)
            if option is not None and option.suffices is not False:
                yield option

    def _tried(self, step: tuple[Change, ...], verdict: Verdict) -> Option | None:
        asked = changed(self.instance, step)
        if asked is None:
            return None
        self.tried += 1
        return verdict(asked, step)

    def _new(self, ladder: Ladder) -> Iterator[tuple[Change, ...]]:
        """Yield the steps that were not tried for another claim."""
        for step in ladder:
            key = tuple((change.pointer, repr(change.after)) for change in step)
            if key not in self.seen:
                self.seen.add(key)
                yield step


def _may_be_paired(step: tuple[Change, ...]) -> bool:
    """Return whether a step is a change of one number that is no wish: those help alone or not at all."""
    return len(step) == 1 and step[0].code not in (Code.MINIMUM_LESS, Code.LOCK_LIFTED, Code.RULE_PRICED)


def _first_price(ladder: Ladder) -> int:
    return _price(ladder[0])


def _price(changes: Iterable[Change]) -> int:
    return sum(change.price for change in changes)


def _option(changes: tuple[Change, ...], **shown: bool | int | None) -> Option:
    examined = any(change.code is Code.CLEARANCE_RENEWED for change in changes)
    return Option(changes=changes, price=_price(changes), to_be_examined=examined).model_copy(update=shown)
