"""How good a plan is: objective and proof in plain words, goals, broken priced rules, rules that are off."""

from dataclasses import dataclass

from solver.domain.outcome import Claim, GoalAmount, Infeasible, Level, Solved, Undecided, Violation
from solver.domain.policy import PROTECTIVE
from solver.explain.conflict.sentences import claims_told
from solver.report.coverage import CoverageCell
from solver.report.names import Names
from solver.texts import catalogue


@dataclass(frozen=True)
class Headline:
    """What a planner reads first."""

    title: str
    verdict: str
    proof: str
    search: str
    horizon: str


@dataclass(frozen=True)
class Totals:
    """The plan in a few numbers; person-months count inside the horizon."""

    tours: int
    departures: int
    people: int
    supporters: int
    recipients: int
    needed_months: int
    filled_months: int
    missing_months: int
    below_target_months: int
    posts_short: int


@dataclass(frozen=True)
class GoalRow:
    """How much of a goal the plan has; `share` is its part of the objective, 0 to 1."""

    level: int
    label: str
    sentence: str
    amount: int
    unit: str
    weight: int
    cost: int
    share: float


@dataclass(frozen=True)
class ViolationRow:
    """A broken rule in words; `cost` = units × price."""

    rule: str
    about: str
    when: str
    detail: str
    units: int
    unit: str
    price: int
    cost: int


@dataclass(frozen=True)
class ClaimRow:
    """One of the claims that cannot all hold: what is asked of whom, under which rule, and where the instance says so."""

    sentence: str
    rule: str
    protects: bool
    sources: tuple[str, ...]


def headline(outcome: Solved | Infeasible | Undecided, names: Names) -> Headline:
    """Return title, verdict and proof of an outcome in plain words."""
    instance = names.instance
    return Headline(
        title=instance.title or instance.name,
        verdict=names.say(f"verdict.{outcome.kind}"),
        proof=proof(outcome, names),
        search=names.say(
            "search",
            stopped=names.say(f"stopped.{outcome.stopped_by}"),
            seconds=f"{outcome.seconds:.1f}",
            seed=outcome.seed,
            version=outcome.version,
        ),
        horizon="" if instance.calendar is None else names.span(0, instance.calendar.periods),
    )


def proof(outcome: Solved | Infeasible | Undecided, names: Names) -> str:
    """Say what is proven about an outcome: the best, how far from it at most, or that there is no plan."""
    if isinstance(outcome, Infeasible):
        return names.say("proof.infeasible")
    if isinstance(outcome, Undecided):
        if outcome.bound is None:
            return names.say("proof.undecided")
        return names.say("proof.undecided_bound", bound=f"{outcome.bound:,}")
    if outcome.proven_optimal:
        return names.say("proof.optimal", objective=f"{outcome.objective:,}")
    return names.say(
        "proof.gap",
        percent=percent(outcome.gap),
        objective=f"{outcome.objective:,}",
        bound=f"{outcome.bound:,}",
    )


def level_proof(level: Level, names: Names) -> str:
    """Say what is proven about one level of a lexicographic search."""
    if level.proven:
        return names.say("proof.level_optimal")
    return names.say("proof.level_gap", percent=percent(level.gap))


def percent(share: float) -> str:
    """Return a share in percent, never rounded down to nothing and never below what it is."""
    digits = 1 if share < 0.1 else 0
    step = 10.0 ** -(digits + 2)
    steps = share / step
    whole = round(steps)
    rounded = whole if abs(steps - whole) < 1e-9 else int(steps) + 1
    return f"{rounded * step * 100:.{digits}f}"


def totals(outcome: Solved, cells: tuple[CoverageCell, ...], names: Names) -> Totals:
    """Return the plan in a few numbers."""
    plan, months = outcome.plan, names.calendar.months_per_period if cells else 0
    needed = sum(cell.min for cell in cells)
    filled = sum(min(cell.present, cell.min) for cell in cells)
    return Totals(
        tours=len(plan.tours),
        departures=sum(tour.from_period >= 0 for tour in plan.tours),
        people=len({(tour.specialist, tour.unit) for tour in plan.tours}),
        supporters=len({tour.supporter for tour in plan.tours}),
        recipients=len({names.instance.recipient_of(names.instance.post_by_id[t.post]).id for t in plan.tours}),
        needed_months=needed * months,
        filled_months=filled * months,
        missing_months=(needed - filled) * months,
        below_target_months=sum(cell.target - max(cell.present, cell.min) for cell in cells) * months,
        posts_short=len({cell.post for cell in cells if cell.present < cell.min}),
    )


def goal_rows(goals: tuple[GoalAmount, ...], names: Names) -> tuple[GoalRow, ...]:
    """Return all goals by level, the costliest first."""
    total = sum(goal.cost for goal in goals)
    texts = catalogue(names.language)
    return tuple(
        GoalRow(
            level=goal.level,
            label=texts.get(f"goals.{goal.name}.label", goal.name),
            sentence=texts.get(f"goals.{goal.name}.sentence", ""),
            amount=goal.amount,
            unit=texts.get(f"goals.{goal.name}.unit", ""),
            weight=goal.weight,
            cost=goal.cost,
            share=goal.cost / total if total else 0.0,
        )
        for goal in sorted(goals, key=lambda goal: (goal.level, -goal.cost))
    )


def violation_rows(violations: tuple[Violation, ...], names: Names) -> tuple[ViolationRow, ...]:
    """Return broken rules, the costliest first."""
    rows = (_violation_row(violation, names) for violation in violations)
    return tuple(sorted(rows, key=lambda row: (-row.cost, row.rule, row.about)))


def _violation_row(violation: Violation, names: Names) -> ViolationRow:
    known = violation.found is not None and violation.limit is not None
    detail = names.say("violation.numbers", found=violation.found, limit=violation.limit) if known else ""
    return ViolationRow(
        rule=names.rule(violation.rule),
        about=names.list(names.anything(some_id) for some_id in violation.ids),
        when=_when(violation.period, names),
        detail=detail,
        units=violation.units,
        unit=catalogue(names.language).get(f"rules.{violation.rule}.unit", ""),
        price=violation.price,
        cost=violation.units * violation.price,
    )


def _when(period: int | None, names: Names) -> str:
    return "" if period is None or names.instance.calendar is None else names.span(period, period + 1)


def claim_rows(claims: tuple[Claim, ...], names: Names) -> tuple[ClaimRow, ...]:
    """Return the claims of a conflict in words, those alike but for their months as one."""
    return tuple(
        ClaimRow(
            sentence=told.sentence,
            rule=names.rule(told.claims[0].rule),
            protects=told.claims[0].rule in PROTECTIVE,
            sources=tuple(dict.fromkeys(source for claim in told.claims for source in claim.sources)),
        )
        for told in claims_told(claims, names)
    )
