"""Pairing: who stands behind whom, with how many others, and how much a supporter carries."""

from collections import Counter
from collections.abc import Iterator

from solver.checks.breach import Breach
from solver.checks.links import kind_is_accepted, places_are_related, workload_of
from solver.checks.view import PlanView
from solver.domain.instance import Instance
from solver.domain.kinds import PairingState


def pairing(instance: Instance, view: PlanView) -> Iterator[Breach]:
    """Yield each pairing missing, forbidden or unfit, and each target or supporter with too few, too many, too much."""
    yield from decided(instance, view)
    yield from _unfit(instance, view)
    yield from _supporters_per_target(view)
    yield from _targets_per_supporter(instance, view)
    yield from _overloaded(instance, view)


def decided(instance: Instance, view: PlanView) -> Iterator[Breach]:
    """Yield each FIXED pairing that is not in the plan and each FORBIDDEN one that is: what holds where the rule is off."""
    for pair in sorted(view.links.in_state(PairingState.FIXED) - view.pairs):
        yield Breach(pair, found=0, limit=1)
    for pair in sorted(view.pairs & view.links.in_state(PairingState.FORBIDDEN)):
        yield Breach(pair, found=1, limit=0)


def _unfit(instance: Instance, view: PlanView) -> Iterator[Breach]:
    standing = view.links.in_state(PairingState.EXISTING, PairingState.FIXED)
    for pair in sorted(view.pairs - standing):
        supporter = instance.supporter_by_id[pair[0]]
        if not kind_is_accepted(view.links, pair):
            yield Breach(pair, found=supporter.kind)
        if not places_are_related(view.links, pair):
            yield Breach(pair, found=supporter.place)


def _supporters_per_target(view: PlanView) -> Iterator[Breach]:
    having = Counter(target for _, target in view.pairs)
    for target, block in view.links.blocks.items():
        yield from _outside(target, having[target], block.min_supporters, block.max_supporters)


def _targets_per_supporter(instance: Instance, view: PlanView) -> Iterator[Breach]:
    having = Counter(supporter for supporter, _ in view.pairs)
    for hospital in instance.supporting_hospitals:
        yield from _outside(hospital.id, having[hospital.id], hospital.min_targets or 0, hospital.max_targets)


def _overloaded(instance: Instance, view: PlanView) -> Iterator[Breach]:
    carried: Counter[str] = Counter()
    for pair in view.pairs:
        carried[pair[0]] += workload_of(view.links, pair)
    for hospital in instance.supporting_hospitals:
        yield from _outside(hospital.id, carried[hospital.id], 0, hospital.pairing_capacity)


def _outside(name: str, found: int, least: int, most: int | None) -> Iterator[Breach]:
    if found < least:
        yield Breach((name,), found=found, limit=least, units=least - found)
    if most is not None and found > most:
        yield Breach((name,), found=found, limit=most, units=found - most)
