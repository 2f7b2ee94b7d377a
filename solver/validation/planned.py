"""What an instance asks for that this version does not plan yet. Nothing asked for is passed over in silence."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator

from solver.domain.finding import Finding
from solver.domain.hospitals import TargetPairing
from solver.domain.instance import Instance
from solver.domain.kinds import PairingState
from solver.validation.codes import finding
from solver.validation.draft import Draft

PLANNED: tuple[str, ...] = ("quota", "milestone", "team", "senior_presence", "handover", "pairing")
"""Stems of the parts below that this version plans: a rule that joins the registry adds its word here."""


def _asks_pairing(instance: Instance) -> bool:
    if any(pairing.state is None for pairing in instance.pairings):
        return True
    given: Counter[str] = Counter(
        pairing.target for pairing in instance.pairings
        if pairing.state in (PairingState.EXISTING, PairingState.FIXED)
    )  # fmt: skip
    targets: list[tuple[str, TargetPairing | None]] = [(item.id, item.pairing) for item in instance.recipient_hospitals]
    targets += [(item.id, item.pairing) for item in instance.departments]
    return any(pairing is not None and given[target] < pairing.min_supporters for target, pairing in targets)


PARTS: tuple[tuple[str, str, Callable[[Instance], bool]], ...] = (
    ("pairing", "/pairings", _asks_pairing),
    ("mentorship", "/apprentices", lambda instance: bool(instance.apprentices)),
    ("quota", "/quotas", lambda instance: bool(instance.quotas)),
    ("milestone", "/milestones", lambda instance: bool(instance.milestones)),
    ("team", "/policy/rules/team/min_people", lambda instance: instance.policy.rules.team.min_people > 1),
    (
        "senior_presence",
        "/policy/rules/senior_presence/scopes",
        lambda instance: bool(instance.policy.rules.senior_presence.scopes),
    ),
    ("handover", "/posts", lambda instance: any(post.handover_months for post in instance.posts)),
)
"""Stem of the rule, where the part stands, and whether an instance has it."""


def not_applied(instance: Instance, planned: Collection[str] = PLANNED) -> tuple[str, ...]:
    """Return the stems of what the instance asks for and this version does not plan; a rule that is off is not asked."""
    modes = instance.policy.rules
    return tuple(
        stem for stem, _, asks in PARTS if stem not in planned and modes.mode(stem) != "off" and asks(instance)
    )


def not_planned(draft: Draft, planned: Collection[str]) -> Iterator[Finding]:
    """One warning for each part that the plan will leave out."""
    places = {stem: place for stem, place, _ in PARTS}
    for stem in not_applied(draft.instance, planned):
        yield finding("not_planned", places[stem], stem)
