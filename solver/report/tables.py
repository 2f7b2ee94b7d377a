"""All tables of an outcome in words: the report, the workbook and the terminal show these and nothing else."""

from dataclasses import dataclass

from solver.domain.instance import Instance
from solver.domain.outcome import Infeasible, Solved, Undecided
from solver.report.batches import BatchRows, PreparationRow, batch_rows, preparation_rows
from solver.report.coverage import CoverageCell, coverage_cells
from solver.report.names import Names
from solver.report.pairings import Pairings, pairing_tables
from solver.report.rules import RuleRow, rule_rows
from solver.report.shortfalls import ShortageRow, shortage_rows
from solver.report.tours import PersonLine, PostLine, TourRow, person_lines, post_lines, tour_rows
from solver.report.verdict import (
    ClaimRow,
    GoalRow,
    Headline,
    Totals,
    ViolationRow,
    claim_rows,
    goal_rows,
    headline,
    totals,
    violation_rows,
)
from solver.texts import Language


@dataclass(frozen=True)
class Warnings:
    """What must be said above all else: protective rules that are off, and what was asked for but not planned."""

    switched_off: tuple[str, ...]
    not_applied: tuple[str, ...]


@dataclass(frozen=True)
class PlanTables:
    """Everything a solved outcome says, in words."""

    names: Names
    headline: Headline
    warnings: Warnings
    totals: Totals
    tours: tuple[TourRow, ...]
    post_lines: tuple[PostLine, ...]
    person_lines: tuple[PersonLine, ...]
    batches: tuple[BatchRows, ...]
    coverage: tuple[CoverageCell, ...]
    shortages: tuple[ShortageRow, ...]
    preparations: tuple[PreparationRow, ...]
    pairings: Pairings
    goals: tuple[GoalRow, ...]
    rules: tuple[RuleRow, ...]
    violations: tuple[ViolationRow, ...]

    @property
    def has_posts(self) -> bool:
        """Whether posts are to be filled; else pairings alone are decided."""
        return bool(self.names.instance.posts)

    @property
    def has_targets(self) -> bool:
        """Whether pairings are to be decided."""
        return self.pairings.targets > 0


@dataclass(frozen=True)
class NoPlanTables:
    """Everything an outcome without a plan says, in words."""

    names: Names
    headline: Headline
    warnings: Warnings
    is_infeasible: bool
    claims: tuple[ClaimRow, ...]


def plan_tables(instance: Instance, outcome: Solved, language: Language) -> PlanTables:
    """Return the tables of a plan. The plan must belong to the instance; what it names must be there."""
    names = Names(instance, language)
    plan = outcome.plan
    tours = tour_rows(plan, names)
    coverage = coverage_cells(instance, plan.tours)
    return PlanTables(
        names=names,
        headline=headline(outcome, names),
        warnings=_warnings(outcome, names),
        totals=totals(outcome, coverage, names),
        tours=tours,
        post_lines=post_lines(tours, plan.shortages, names),
        person_lines=person_lines(tours, names),
        batches=batch_rows(tours, plan, names),
        coverage=coverage,
        shortages=shortage_rows(plan.shortages, names),
        preparations=preparation_rows(plan, names),
        pairings=pairing_tables(plan.pairings, names),
        goals=goal_rows(outcome.goals, names),
        rules=rule_rows(outcome.rules, plan.pairings, names),
        violations=violation_rows(outcome.violations, names),
    )


def no_plan_tables(instance: Instance, outcome: Infeasible | Undecided, language: Language) -> NoPlanTables:
    """Return what is known where there is no plan."""
    names = Names(instance, language)
    conflict = outcome.conflict if isinstance(outcome, Infeasible) else ()
    return NoPlanTables(
        names=names,
        headline=headline(outcome, names),
        warnings=_warnings(outcome, names),
        is_infeasible=isinstance(outcome, Infeasible),
        claims=claim_rows(conflict, names),
    )


def _warnings(outcome: Solved | Infeasible | Undecided, names: Names) -> Warnings:
    return Warnings(
        switched_off=tuple(names.rule(stem) for stem in outcome.switched_off),
        not_applied=tuple(names.rule(what) for what in outcome.not_applied),
    )
