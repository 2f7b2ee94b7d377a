"""Ids: none empty, none twice, and every reference leads somewhere."""

from collections.abc import Iterator

from solver.domain.finding import Finding
from solver.validation.codes import finding, pointer
from solver.validation.draft import IDENTIFIED, Draft, Place


def own_ids(draft: Draft) -> Iterator[Finding]:
    """Each id names one thing of its section; a target is a recipient hospital or a department, not both."""
    for section in IDENTIFIED:
        first: dict[str, Place] = {}
        for place, item in draft.items(section):
            if not item.id.strip():
                yield finding("empty", pointer(*place, "id"))
            elif item.id in first:
                yield finding("repeated_id", pointer(*place, "id"), item.id, pointer(*first[item.id]))
            first.setdefault(item.id, place)
    for place, department in draft.items("departments"):
        if department.id in draft.known("recipient_hospitals"):
            yield finding("ambiguous_target", pointer(*place, "id"), department.id)


def references(draft: Draft) -> Iterator[Finding]:
    """Every id that is referred to is known; near matches are named."""
    for section, wanted, place in _references(draft):
        sections = TARGETS if section == "targets" else (section,)
        if section == "tour_kinds" and not draft.known(section):
            continue  # one finding says that there are none
        if draft.unsure.isdisjoint(sections) and not any(wanted in draft.known(name) for name in sections):
            nears = (draft.spelling(name).near(wanted) for name in sections)
            yield finding("unknown_id", pointer(*place), wanted, section, next(filter(None, nears), None))


TARGETS = ("departments", "recipient_hospitals")
"""Where the targets of pairings are: departments are looked at first."""

FIELDS: dict[str, tuple[tuple[str, str], ...]] = {
    "specialists": (("hospital", "supporting_hospitals"),),
    "departments": (("hospital", "recipient_hospitals"),),
    "quotas": (
        ("supporter", "supporting_hospitals"),
        ("recipient", "recipient_hospitals"),
        ("tour_kind", "tour_kinds"),
    ),
    "pairings": (("supporter", "supporting_hospitals"), ("target", "targets")),
    "apprentices": (("department", "departments"),),
    "milestones": (("hospital", "recipient_hospitals"), ("department", "departments")),
    "locked": (("specialist", "specialists"), ("hospital", "supporting_hospitals"), ("post", "posts")),
    "forbidden": (
        ("specialist", "specialists"),
        ("hospital", "supporting_hospitals"),
        ("post", "posts"),
        ("recipient", "recipient_hospitals"),
    ),
}
"""Section → the fields that refer to an id, and the section whose id it is."""

PREFERRED = (("recipient", "recipient_hospitals"), ("department", "departments"), ("post", "posts"))


def _references(draft: Draft) -> Iterator[tuple[str, str, Place]]:
    for owner, fields in FIELDS.items():
        for place, item in draft.items(owner):
            for field, section in fields:
                if (wanted := getattr(item, field)) is not None:
                    yield section, wanted, (*place, field)
    yield from _of_posts(draft)
    yield from _of_people(draft)
    for row, scope in enumerate(draft.instance.policy.rules.senior_presence.scopes):
        section = "recipient_hospitals" if scope.scope == "HOSPITAL" else "departments"
        for column, wanted in enumerate(scope.ids or ()):
            yield section, wanted, ("policy", "rules", "senior_presence", "scopes", row, "ids", column)


def _of_posts(draft: Draft) -> Iterator[tuple[str, str, Place]]:
    for place, post in draft.items("posts"):
        yield "departments", post.department, (*place, "department")
        yield "tour_kinds", post.tour_kind, (*place, "tour_kind")


def _of_people(draft: Draft) -> Iterator[tuple[str, str, Place]]:
    for place, specialist in draft.items("specialists"):
        for row, kind in enumerate(specialist.tour_kinds or ()):
            yield "tour_kinds", kind, (*place, "tour_kinds", row)
        for row, preference in enumerate(specialist.preferences):
            for field, section in PREFERRED:
                if (wanted := getattr(preference, field)) is not None:
                    yield section, wanted, (*place, "preferences", row, field)
    for place, apprentice in draft.items("apprentices"):  # mentors of the past need not be in the plan
        for row, wish in enumerate(apprentice.preferences):
            yield "specialists", wish.specialist, (*place, "preferences", row, "specialist")
