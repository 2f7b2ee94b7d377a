"""Why not this person, or this hospital, on that post then: rules first; if none forbids, the plan is solved with them there."""

import threading
import time
from collections import Counter, defaultdict
from dataclasses import dataclass

from solver import __version__
from solver.checks import Checked, check
from solver.domain.explanation import GoalChange
from solver.domain.finding import Severity
from solver.domain.instance import Instance
from solver.domain.outcome import Claim, Infeasible, Solved
from solver.domain.plan import Plan, Tour
from solver.errors import InvalidInstance, InvalidPlan, InvalidQuestion
from solver.explain.conflict import conflicts
from solver.explain.conflict.world import Limits
from solver.explain.menu.trial import held
from solver.explain.why_not.barred import chances
from solver.explain.why_not.documents import Move, WhyNot
from solver.explain.why_not.nearest import nearest
from solver.problem import Problem
from solver.settings import Settings
from solver.solve import solve
from solver.validation import validate

PART_AROUND = 0.35
"""Share of the time in which all other specialties keep their tours: few move then, and a cost is known soon."""
PART_WHOLE = 0.7
"""Share of what is then left for the cost; the rest is for the fewest moves at that cost."""
PART_FOR_CONFLICT = 0.3


def why_not(
    instance: Instance,
    plan: Plan,
    who: str,
    post: str,
    period: int,
    *,
    bound: int = 0,
    seconds: float = 30.0,
    stop: threading.Event | None = None,
) -> WhyNot:
    """Return why a specialist, or anybody of a supporting hospital, is not on a post in a period of the horizon.

    `bound` is the proven bound of the plan, if known: no plan costs less, with or without the wish. Raises InvalidInstance;
    InvalidPlan for a plan that breaks a hard rule, InvalidQuestion for a person, post or period that the instance lacks.
    """
    began = time.monotonic()
    asked = _Asked(instance, plan, who, post, period, Limits(began + seconds, stop or threading.Event()))
    checked = asked.refused()
    answer = asked.answer(checked, bound)
    return answer.model_copy(update={"seconds": round(time.monotonic() - began, 3), "version": __version__})


@dataclass(frozen=True)
class _Asked:
    """One question, and what ends the search for its answer."""

    instance: Instance
    plan: Plan
    who: str
    post: str
    period: int
    limits: Limits

    def refused(self) -> Checked:
        """Return what the checks say of the plan; raise what is wrong with the question."""
        findings = validate(self.instance)
        if any(finding.severity is Severity.ERROR for finding in findings):
            raise InvalidInstance(findings)
        calendar = self.instance.calendar
        known = {*self.instance.specialist_by_id, *self.instance.supporter_by_id}
        if self.who not in known or self.post not in self.instance.post_by_id:
            raise InvalidQuestion(f"{self.who}, {self.post}")
        if calendar is None or not 0 <= self.period < calendar.periods:
            raise InvalidQuestion(f"period {self.period}")
        checked = check(self.instance, self.plan)
        if checked.hard:
            raise InvalidPlan(f"{checked.hard[0].rule} {', '.join(checked.hard[0].ids)}")
        return checked

    def answer(self, checked: Checked, bound: int) -> WhyNot:
        if any(self._is_asked_for(tour) for tour in self.plan.tours):
            return self._said("there")
        problem = Problem(self.instance)
        found = chances(self.who, problem.post_index[self.post], self.period, problem)
        told = {"barred": found.barred, "candidates": found.candidates}
        if not found.candidates:
            return self._said("barred", **told)
        forced = self._forced()
        if any(finding.severity is Severity.ERROR for finding in validate(forced)):
            return self._said("impossible", conflict=self._against_locks(), **told)
        return self._cost(forced, checked, bound, told)

    def _cost(self, forced: Instance, checked: Checked, bound: int, told: dict[str, object]) -> WhyNot:
        """Solve with the wish as a lock: first with the other specialties held, then whole from what that gave."""
        around = solve(held(forced, self.plan, self.post, self.who), self._settings(PART_AROUND), stop=self.limits.stop)
        start = around.plan if isinstance(around, Solved) else self.plan
        whole = solve(forced, self._settings(PART_WHOLE), start=start, stop=self.limits.stop)
        if isinstance(whole, Infeasible):
            return self._said("impossible", conflict=self._conflict(forced), **told)
        solved = [outcome for outcome in (around, whole) if isinstance(outcome, Solved)]
        now = checked.objective
        lower = max(whole.bound or 0, bound) - now
        if not solved:
            return self._said("undecided", lower=lower, **told)
        best = min(solved, key=lambda outcome: outcome.objective)  # of equal ones the first, in which fewer move
        near = nearest(forced, self.plan, best.plan, self.limits)
        forced_plan = check(self.instance, near.plan)
        upper = forced_plan.objective - now
        return self._said(
            "possible",
            lower=min(lower, upper),
            upper=upper,
            proven=lower >= upper,
            goals=_changes(checked, forced_plan),
            moves=_moves(self.plan, near.plan),
            fewest_moves=near.proven,
            **told,
        )

    def _settings(self, part: float) -> Settings:
        return Settings(seconds=max(self.limits.left() * part, 0.01))

    def _is_asked_for(self, tour: Tour) -> bool:
        mine = self.who in (tour.specialist, tour.supporter) and tour.post == self.post
        return mine and tour.from_period <= self.period < tour.to_period

    def _forced(self) -> Instance:
        """Return the instance with presence in the period locked."""
        tree = self.instance.model_dump(mode="json", by_alias=True)
        kind = "specialist" if self.who in self.instance.specialist_by_id else "hospital"
        lock = {kind: self.who, "post": self.post, "from_period": self.period, "to_period": self.period + 1}
        tree["locked"] = [*tree["locked"], lock | {"exact": False}]
        return Instance.model_validate(tree)

    def _against_locks(self) -> tuple[Claim, ...]:
        """Return the locks of the person that leave no room."""
        return tuple(
            Claim(
                rule="locked",
                ids=(self.who, lock.post),
                period=lock.from_period,
                to_period=lock.to_period,
                sources=(f"/locked/{index}",),
            )
            for index, lock in enumerate(self.instance.locked)
            if lock.specialist == self.who and lock.from_period <= self.period < lock.to_period + 1
        )

    def _conflict(self, forced: Instance) -> tuple[Claim, ...]:
        """Return the claims that the wish contradicts, without the wish itself."""
        seconds = max(self.limits.left(), 5.0) * PART_FOR_CONFLICT
        found = conflicts(forced, seconds=max(seconds, 5.0), stop=self.limits.stop).conflicts
        wish = f"/locked/{len(forced.locked) - 1}"
        return tuple(claim for claim in found[0].claims if wish not in claim.sources) if found else ()

    def _said(self, verdict: str, **more: object) -> WhyNot:
        plain = {"instance": self.instance.name, "who": self.who, "post": self.post, "period": self.period}
        return WhyNot.model_validate(plain | {"verdict": verdict} | more)


def _changes(before: Checked, after: Checked) -> tuple[GoalChange, ...]:
    """Return by how much each goal changes, the costliest first."""
    known = {goal.name: goal for goal in before.goals}
    changes = [
        GoalChange(
            name=goal.name,
            level=goal.level,
            amount=goal.amount - known[goal.name].amount,
            cost=goal.cost - known[goal.name].cost,
        )
        for goal in after.goals
        if goal.amount != known[goal.name].amount
    ]
    return tuple(sorted(changes, key=lambda change: (-abs(change.cost), change.name)))


def _moves(before: Plan, after: Plan) -> tuple[Move, ...]:
    """Return whose tours differ between two plans; which unit of a pool serves is no difference."""
    sides: dict[str, tuple[list[Tour], list[Tour]]] = defaultdict(lambda: ([], []))
    for side, gone in ((0, Counter(map(_key, after.tours))), (1, Counter(map(_key, before.tours)))):
        for tour in (before, after)[side].tours:
            if gone[_key(tour)]:
                gone[_key(tour)] -= 1
            else:
                sides[tour.specialist][side].append(tour)
    return tuple(Move(specialist=who, before=tuple(old), after=tuple(new)) for who, (old, new) in sorted(sides.items()))


def _key(tour: Tour) -> tuple[str, str, int, int]:
    return tour.specialist, tour.post, tour.from_period, tour.to_period
