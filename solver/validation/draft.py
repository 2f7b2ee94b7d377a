"""An instance as far as it could be read: what the checks of sense look at.

Items that do not parse are set aside. The checks still see the rest, know the ids that were set aside, and keep quiet
where a section is not whole and the answer depends on all of it, so that one typo is one finding.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from solver.domain.calendar import Calendar
from solver.domain.hospitals import RecipientHospital
from solver.domain.instance import Instance
from solver.domain.posts import Post, TourKind
from solver.validation.near import Spelling

MONTHS_PER_PERIOD = (1, 2, 3, 6, 12)
FIRST_YEAR, LAST_YEAR = 1900, 2999

Place = tuple[str | int, ...]
"""Where something stands in the document, as the parts of its JSON pointer."""


@dataclass(frozen=True)
class Draft:
    """An instance without what could not be read.

    `rows` holds, for each section with items set aside, where the kept items stood in the document; `aside` the ids of
    those set aside; `unsure` the sections in which an id could not be read, so that any id may be meant for it.
    """

    instance: Instance
    rows: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    aside: Mapping[str, frozenset[str]] = field(default_factory=dict)
    unsure: frozenset[str] = frozenset()

    def items(self, section: str) -> Iterator[tuple[Place, Any]]:
        """Return the items of a section, each with its place in the document."""
        items = getattr(self.instance, section)
        for row, item in zip(self.rows.get(section, range(len(items))), items, strict=True):
            yield (section, row), item

    def whole(self, *sections: str) -> bool:
        """Whether nothing of these sections was set aside."""
        return not any(section in self.aside or section in self.unsure for section in sections)

    def known(self, section: str) -> frozenset[str]:
        """Return the ids of a section, those set aside included."""
        return self._known[section]

    def spelling(self, section: str) -> Spelling:
        """Return the ids of a section, to look for the one that was meant."""
        if section not in self._spellings:
            self._spellings[section] = Spelling(self._known[section])
        return self._spellings[section]

    @cached_property
    def _known(self) -> dict[str, frozenset[str]]:
        return {
            section: frozenset(item.id for item in getattr(self.instance, section))
            | self.aside.get(section, frozenset())
            for section in IDENTIFIED
        }

    @cached_property
    def _spellings(self) -> dict[str, Spelling]:
        return {}

    @cached_property
    def calendar(self) -> Calendar | None:
        """The calendar, if there is one that periods can be counted with."""
        calendar = self.instance.calendar
        sound = (
            calendar is not None
            and calendar.months_per_period in MONTHS_PER_PERIOD
            and calendar.start.day <= 28
            and FIRST_YEAR <= calendar.start.year <= LAST_YEAR
        )
        return calendar if sound else None

    @cached_property
    def last_period(self) -> int | None:
        """The first period after the tail, if the kinds that decide it could be read."""
        if self.calendar is None or (self.calendar.tail_periods is None and not self.whole("tour_kinds")):
            return None
        return self.calendar.periods + self.instance.tail_periods()

    def hospital_of(self, post: Post) -> RecipientHospital | None:
        """Return the hospital in which a post stands, if its ids are known."""
        department = self.instance.department_by_id.get(post.department)
        return None if department is None else self.instance.recipient_by_id.get(department.hospital)

    def kind_of(self, post: Post) -> TourKind | None:
        """Return the kind of tour that serves a post, if its id is known."""
        return self.instance.kind_by_id.get(post.tour_kind)


IDENTIFIED = (
    "supporting_hospitals",
    "specialists",
    "recipient_hospitals",
    "departments",
    "tour_kinds",
    "posts",
    "apprentices",
)
"""Sections whose items have an id."""

LISTS = (*IDENTIFIED, "quotas", "relations", "pairings", "milestones", "locked", "forbidden")
"""Sections that are lists of items: an item that does not parse is set aside on its own."""
