"""`solve`: from an instance to a checked plan with a bound, or an honest no."""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from solver import __version__
from solver.checks import Checked, check
from solver.decode import links_of, plan_of
from solver.domain.certificate import Certificate
from solver.domain.finding import Severity
from solver.domain.instance import Instance
from solver.domain.kinds import Objective
from solver.domain.outcome import Claim, Infeasible, Progress, RuleUse, Solved, StoppedBy, Undecided, gap
from solver.domain.plan import Plan
from solver.errors import InternalError, InvalidInstance
from solver.explain.certificate import unavoidable_shortage
from solver.explain.rules import rule_uses
from solver.explain.shortage import with_reasons
from solver.packing.question import is_packing
from solver.packing.search import search_packing
from solver.problem import Ints, Problem
from solver.program import Program, build
from solver.search.engines import LARGE, engine_of
from solver.search.exact import DETERMINISTIC_PER_SECOND, Found, Limits
from solver.search.levels import Staged, levels_of, search_levels, stages
from solver.settings import Settings
from solver.validation import not_applied, validate

log = logging.getLogger(__name__)

REPORT_EVERY = 0.2
"""Seconds between two plans that are passed on; the last one always is."""

RESERVE = 0.5
"""Part of the time that building the question took which a large search leaves for checking and explaining its plan."""

REASONS = 1.5
"""Seconds for reasons of shortages, from the limit on or from the end of a search that ends late; what is left off says so."""

CERTIFIED = 1_000_000
"""Candidate tours up to which an outcome comes with reasons and the certificate of what no plan avoids."""

PROMPT = 100_000
"""Candidate tours from which on a search that is stopped gives its plan at once, without reasons and certificate."""

PATIENCE = 10
"""A report that took long, as checking a large plan does, is followed by a pause so many times as long."""


def solve(
    instance: Instance,
    settings: Settings | None = None,
    *,
    start: Plan | None = None,
    on_progress: Callable[[Progress], None] | None = None,
    stop: threading.Event | None = None,
) -> Solved | Infeasible | Undecided:
    """Solve an instance; the plan of the outcome has been checked, and its bound holds for the whole question.

    `start` is a plan, also a partial one, to begin from. `on_progress` is called with the size of the question, then
    from another thread with checked plans and bounds. Setting `stop` ends the search with the best plan so far.

    Raises InvalidInstance with all findings; InternalError if the checker and the model disagree, which is our bug.
    """
    settings = settings or Settings()
    findings = validate(instance)
    if any(finding.severity is Severity.ERROR for finding in findings):
        raise InvalidInstance(findings)
    run = _Run(instance, settings, on_progress, stop or threading.Event())
    program = build(Problem(instance))
    run.tell_size(program)
    refuted = tuple(program.impossible())
    if refuted:
        return run.infeasible(refuted)
    limits = run.limits(reserve=run.seconds() * RESERVE if len(program.tours) >= LARGE else 0.0)
    engine, begun = engine_of(program, start, limits)
    levels = stages(instance.policy, tuple(program.amounts))
    if len(levels) == 1 and is_packing(program):
        return run.concluded(program, search_packing(program, levels[0], limits, run.report(program), begun))
    return run.concluded(program, search_levels(engine, levels, limits, run.report(program), begun))


@dataclass
class _Told:
    """What has been reported so far."""

    values: Ints | None = None
    bound: int | None = None
    incumbent: int | None = None
    at: float = 0.0
    took: float = 0.0


@dataclass
class _Run:
    """One call of `solve`: its clock, its settings, and how it reports."""

    instance: Instance
    settings: Settings
    on_progress: Callable[[Progress], None] | None
    stop: threading.Event
    began: float = field(default_factory=time.monotonic)

    def limits(self, reserve: float) -> Limits:
        """Return the limits of a search that leaves so many seconds, or a tenth of the time, for what follows."""
        budget = self.settings.seconds * DETERMINISTIC_PER_SECOND if self.settings.reproducible else None
        until = self.began + self.settings.seconds - min(reserve, self.settings.seconds / 10)
        return Limits(until, self.settings, self.stop, budget)

    def seconds(self) -> float:
        return round(time.monotonic() - self.began, 3)

    def tell_size(self, program: Program) -> None:
        """Report how many tours there are to choose from."""
        if self.on_progress is not None:
            self.on_progress(Progress(seconds=self.seconds(), candidate_tours=len(program.tours)))

    def report(self, program: Program) -> Callable[[Found], None]:
        """Return what passes on progress: a new bound, a new plan once it is checked; not too often."""
        told = _Told()

        def tick(found: Found) -> None:
            with found.lock:
                values, bound = found.values, found.settled + (found.bound or 0)
            new_plan = values is not None and values is not told.values
            if self.on_progress is None or not (new_plan or bound != told.bound):
                return
            began = time.monotonic()
            if began - told.at < max(REPORT_EVERY, PATIENCE * told.took):
                return
            plan = None
            if new_plan and values is not None:
                plan = decoded(program, values)
                told.incumbent = self.accepted(plan).objective
            told.values, told.bound, told.at = values, bound, time.monotonic()
            told.took = told.at - began
            self.on_progress(Progress(seconds=self.seconds(), incumbent=told.incumbent, bound=bound, plan=plan))

        return tick

    def accepted(self, plan: Plan) -> Checked:
        """Check a plan independently; raise InternalError if it breaks a hard rule."""
        checked = check(self.instance, plan)
        if checked.hard:
            broken = ", ".join(f"{v.rule} {v.ids} {v.period}" for v in checked.hard[:5])
            raise InternalError(f"the model let through a plan that breaks: {broken}")
        return checked

    def concluded(self, program: Program, staged: Staged) -> Solved | Infeasible | Undecided:
        if staged.infeasible:
            return self.infeasible((), staged)
        if staged.values is None:
            return Undecided(bound=staged.bounds[0], **self._answer(staged))
        limit = max(self.began + self.settings.seconds, time.monotonic())
        longer = REASONS if len(program.tours) <= PROMPT else REASONS / 3  # what follows takes long enough there
        until = None if self.settings.reproducible else limit + longer
        prompt = len(program.tours) > (PROMPT if staged.stopped_by is StoppedBy.REQUEST else CERTIFIED)
        if prompt:
            until = time.monotonic()
        plan = with_reasons(decoded(program, staged.values), program, staged.values, until, staged.worth)
        counted = int(program.cost(program.amounts) @ staged.values)
        checked = self.accepted(plan)
        if checked.objective > counted or (staged.proven and checked.objective < counted):
            raise InternalError(f"the model counts {counted} for a plan that costs {checked.objective}")
        certificate = None if prompt else _certificate(plan, program)
        return self.solved(plan, checked, staged, rule_uses(program, staged.values, checked), certificate)

    def solved(
        self, plan: Plan, checked: Checked, staged: Staged, uses: tuple[RuleUse, ...], certificate: Certificate | None
    ) -> Solved:
        bound = min(sum(staged.bounds), checked.objective)
        levels = () if self.instance.policy.objective is Objective.WEIGHTED else levels_of(checked.goals, staged)
        return Solved(
            objective=checked.objective,
            bound=bound,
            gap=gap(checked.objective, bound),
            proven_optimal=bound == checked.objective,
            goals=checked.goals,
            levels=levels,
            plan=plan,
            violations=checked.priced,
            rules=uses,
            certificate=certificate,
            **self._answer(staged),
        )

    def infeasible(self, conflict: tuple[Claim, ...], staged: Staged | None = None) -> Infeasible:
        return Infeasible(conflict=conflict, **self._answer(staged or Staged((), (), StoppedBy.PROVEN)))

    def _answer(self, staged: Staged) -> dict[str, Any]:
        return {
            "instance": self.instance.name,
            "seconds": self.seconds(),
            "seed": self.settings.seed,
            "version": __version__,
            "stopped_by": staged.stopped_by,
            "reproducible": self.settings.reproducible and staged.stopped_by is not StoppedBy.SECONDS,
            "deterministic_time": staged.deterministic_time,
            "switched_off": self.instance.policy.switched_off(),
            "not_applied": not_applied(self.instance),
        }


def _certificate(plan: Plan, program: Program) -> Certificate | None:
    """Return what no plan avoids, where the plan is below a minimum."""
    is_short = any(shortage.below == "min" for shortage in plan.shortages)
    if not is_short:
        return None
    return unavoidable_shortage(program.problem, program.tours)


def decoded(program: Program, values: Ints) -> Plan:
    """Return the plan that the values of a program's columns describe, without reasons."""
    return plan_of(values, program.tours, links_of(values, program))
