"""What each rule did to a plan, in words: what breaking it cost, whether it bound, what it ruled out."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from solver.checks.registry import COUNTED_BY_GOAL
from solver.domain.outcome import RuleUse
from solver.domain.plan import PlannedPairing
from solver.report.names import Names
from solver.texts import catalogue


class Effect(IntEnum):
    """What a rule did, the most telling first; a rule that did several is called by the first of them."""

    COST = 0
    BOUND = 1
    BARRED = 2
    DECIDED = 3
    IDLE = 4
    OFF = 5


@dataclass(frozen=True)
class RuleRow:
    """One rule. `units` are violations; `barred` are candidate tours, `limits` are over several tours."""

    effect: Effect
    label: str
    mode: str
    barred: int
    limits: int
    binding: int
    units: int
    unit: str
    cost: int
    sentence: str

    @property
    def acted(self) -> bool:
        """Whether it cost something, bound or ruled out tours."""
        return self.effect < Effect.DECIDED

    @property
    def is_silent(self) -> bool:
        """Whether nothing is to be said of it but that it did nothing, or is off."""
        return self.effect in (Effect.IDLE, Effect.OFF) and not self.limits


def rule_rows(uses: Iterable[RuleUse], pairings: Iterable[PlannedPairing], names: Names) -> tuple[RuleRow, ...]:
    """Return what each rule did: the costliest first, then those that bound, and so on, as the rule book lists them."""
    leads = len({pairing.target for pairing in pairings})
    rows = (_row(use, leads, names) for use in uses)
    return tuple(sorted(rows, key=lambda row: (row.effect, -row.cost)))


def _row(use: RuleUse, leads: int, names: Names) -> RuleRow:
    effect = _effect(use, leads)
    texts = catalogue(names.language)
    goal = COUNTED_BY_GOAL.get(use.rule)
    unit = texts.get(f"rules.{use.rule}.unit" if goal is None else f"goals.{goal}.unit", "")
    return RuleRow(
        effect=effect,
        label=names.rule(use.rule),
        mode=names.say(f"mode.{use.mode}"),
        barred=use.barred_tours,
        limits=use.limits,
        binding=use.binding,
        units=use.units,
        unit=unit,
        cost=use.cost,
        sentence=_sentence(use, effect, unit, leads, names),
    )


def _effect(use: RuleUse, leads: int) -> Effect:
    if use.mode == "off":
        return Effect.OFF
    if use.units or use.cost:
        return Effect.COST
    if use.binding:
        return Effect.BOUND
    if use.barred_tours:
        return Effect.BARRED
    return Effect.DECIDED if use.rule == "lead_order" and leads else Effect.IDLE


def _sentence(use: RuleUse, effect: Effect, unit: str, leads: int, names: Names) -> str:
    """Say all that a rule did, violations first; of a rule that did nothing, why it did not matter."""
    if effect is Effect.OFF:
        return names.say("rule_use.off")
    said = []
    if effect is Effect.COST:
        said.append(names.say("rule_use.cost", units=f"{use.units:,}", unit=unit, cost=f"{use.cost:,}"))
    if use.binding:
        said.append(names.say("rule_use.bound", binding=f"{use.binding:,}", limits=f"{use.limits:,}"))
    elif use.limits:
        said.append(names.say("rule_use.slack", limits=f"{use.limits:,}"))
    if use.barred_tours:
        said.append(names.say("rule_use.barred", tours=f"{use.barred_tours:,}"))
    if effect is Effect.DECIDED:
        said.append(names.say("rule_use.leads", targets=f"{leads:,}"))
    return names.say("sentence_gap").join(said) or names.say("rule_use.idle")
