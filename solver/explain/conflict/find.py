"""From an instance to its conflicts, one after another: where to look, a core there, and what it takes for granted."""

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from solver import __version__
from solver.domain.finding import Severity
from solver.domain.instance import Instance
from solver.domain.outcome import Claim
from solver.domain.policy import PROTECTIVE
from solver.errors import InvalidInstance
from solver.explain.conflict.background import with_background
from solver.explain.conflict.documents import Conflict, Conflicts
from solver.explain.conflict.focus import groups_of
from solver.explain.conflict.lean import leaning
from solver.explain.conflict.shrink import Core, shrunk
from solver.explain.conflict.units import blame, unit_of
from solver.explain.conflict.world import Limits, World
from solver.problem import Problem
from solver.tours import candidates
from solver.validation import validate

PART_OF_A_VERDICT = 0.25
"""Share of the time left for the question whether everything contradicts itself, and whether it does if nobody were protected."""
PART_OF_A_GROUP = 0.04
"""Share of the time that is left for one group of wishes: most are known at once."""
PART_OF_A_QUESTION = 0.15
"""Share of the time left for one question on the way to an irreducible core: what is not known by then is kept, unproven."""


def conflicts(
    instance: Instance, *, seconds: float = 30.0, most: int = 1, stop: threading.Event | None = None
) -> Conflicts:
    """Return up to `most` conflicts of an instance, none of which shares a wish with another.

    Each is proven; where the time or a stop cuts the search short, a conflict is not said to be irreducible. Raises
    InvalidInstance with all findings.
    """
    findings = validate(instance)
    if any(finding.severity is Severity.ERROR for finding in findings):
        raise InvalidInstance(findings)
    began = time.monotonic()
    search = _Search(instance, Limits(began + seconds, stop or threading.Event()))
    found: list[Conflict] = []
    asked = search.all_units()
    verdict: bool | None = None
    while len(found) < most:
        verdict, core = search.core(asked)
        if core is None:
            break
        found.append(search.conflict(core))
        asked = search.without_wishes(asked, core)
    else:
        verdict = search.is_infeasible(asked)
    return Conflicts(
        instance=instance.name,
        verdict="infeasible" if found or verdict else "feasible" if verdict is False else "undecided",
        conflicts=tuple(found),
        exhaustive=verdict is False,
        questions=search.questions,
        seconds=round(time.monotonic() - began, 3),
        version=__version__,
    )


@dataclass
class _Search:
    """The world of candidates of an instance, and how often it was asked."""

    instance: Instance
    limits: Limits
    questions: int = 0
    problem: Problem = field(init=False)
    world: World = field(init=False)

    def __post_init__(self) -> None:
        self.problem = Problem(self.instance)
        self.world = World(self.problem, candidates(self.problem))

    def all_units(self) -> list[int]:
        """Return all units, those first that are blamed last."""
        units, claims = self.world.units, self.world.claims
        return sorted(range(len(units)), key=lambda number: -blame(units[number], claims[number]))

    def is_infeasible(self, units: Sequence[int], limits: Limits | None = None) -> bool | None:
        """Return whether no plan keeps some units; none where the time does not suffice to know."""
        self.questions += 1
        return self.world.is_infeasible(units, limits or self.limits)

    def core(self, units: list[int]) -> tuple[bool | None, Core | None]:
        """Return whether no plan keeps some units, as far as it was found out in time, and a core among them if so.

        Protective rules are left out at first, so that they are blamed only where the rest can be had. Before each search, the
        relaxation is asked, which proves most of what people can see.
        """
        unprotected = [number for number in units if self.world.units[number].rule not in PROTECTIVE]
        core = self._leaning(unprotected)
        if core is not None:
            return True, core
        verdict = self.is_infeasible(units, self._part(PART_OF_A_VERDICT))
        if verdict is False:
            return False, None
        if self.is_infeasible(unprotected, self._part(PART_OF_A_VERDICT)):
            return True, self._searched(unprotected)
        core = self._leaning(units)
        if core is not None:
            return True, core
        verdict = verdict or self.is_infeasible(units)
        return verdict, self._searched(units) if verdict else None

    def _leaning(self, units: list[int]) -> Core | None:
        """Return a core of the first group of wishes that the relaxation refutes."""
        for group in groups_of(self.world, units, self.problem):
            leant = leaning(self.world, group, self.limits)
            if leant is not None and self._is_shortly_infeasible(leant):
                return shrunk(leant, self._is_shortly_infeasible)
        return None

    def _searched(self, units: list[int]) -> Core:
        """Return a core of units that no plan keeps, from the first group of wishes that no plan keeps."""
        for group in groups_of(self.world, units, self.problem):
            if self.is_infeasible(group, self._part(PART_OF_A_GROUP)):
                return shrunk(group, self._is_shortly_infeasible)
        return shrunk(units, self._is_shortly_infeasible)

    def _is_shortly_infeasible(self, units: Sequence[int]) -> bool | None:
        return self.is_infeasible(units, self._part(PART_OF_A_QUESTION))

    def _part(self, share: float) -> Limits:
        """Return limits that end after a share of the time that is left."""
        return replace(self.limits, until=time.monotonic() + self.limits.left() * share)

    def conflict(self, core: Core) -> Conflict:
        """Return a core as claims, with what it takes for granted."""
        claims = sorted((self.world.claims[number] for number in core.units), key=self._order)
        helping = self.world.program.tours.take(self.world.helping(core.units))
        whole = with_background(claims, helping, self.problem, self.limits)
        return Conflict(
            claims=tuple(sorted(whole.claims, key=self._order)),
            irreducible=core.irreducible and whole.irreducible,
            taken_for_granted=whole.granted,
        )

    def without_wishes(self, units: list[int], core: Core) -> list[int]:
        """Return units without the wishes of a core, other periods of its posts included; without all of it where it has none."""
        claims = self.world.claims
        wishes = {unit for unit in core.units if blame(self.world.units[unit], claims[unit]) < 2}
        posts = {claims[unit].ids for unit in wishes if claims[unit].rule == "coverage"}
        gone = wishes | {unit for unit in units if claims[unit].rule == "coverage" and claims[unit].ids in posts}
        return [unit for unit in units if unit not in (gone or core.units)]

    @staticmethod
    def _order(claim: Claim) -> tuple[object, ...]:
        return blame(unit_of(claim), claim), claim.rule, claim.ids, -1 if claim.period is None else claim.period
