"""Posts that nobody could ever serve for want of a specialty or a role."""

from collections.abc import Iterator

from solver.domain.finding import Finding
from solver.validation.codes import finding, pointer
from solver.validation.draft import Draft
from solver.validation.near import Spelling


def nobody(draft: Draft) -> Iterator[Finding]:
    """Every post is accepted by the specialty and role of at least one specialist."""
    if not draft.whole("specialists", "policy") or draft.instance.policy.rules.mode("specialty") == "off":
        return
    specialists = draft.instance.specialists
    roles = {specialist.role for specialist in specialists}
    skills = {(name, specialist.role) for specialist in specialists for name in specialist.specialties}
    spelling = Spelling(name for name, _ in skills)
    for place, post in draft.items("posts"):
        if post.department not in draft.instance.department_by_id or not post.demand:
            continue
        accepted = draft.instance.accepted_specialties(post)
        if accepted and not any((name, role) in skills for name in accepted for role in post.roles):
            near = next((found for name in accepted if (found := spelling.near(name)) not in (None, name)), None)
            yield finding("nobody_for_post", pointer(*place), ", ".join(accepted), ", ".join(post.roles), near)
        elif not accepted and roles.isdisjoint(post.roles):
            yield finding("nobody_for_post", pointer(*place), "–", ", ".join(post.roles))
