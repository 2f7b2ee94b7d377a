"""How many of the people whom a post accepts their hospitals can spare at once."""

from collections import Counter, defaultdict
from functools import cached_property

from solver.domain.document import HospitalId, PerPeriod, Specialty
from solver.domain.hospitals import Release
from solver.domain.kinds import Role
from solver.domain.people import Specialist
from solver.domain.posts import Post
from solver.validation.draft import Draft

Groups = Counter[tuple[HospitalId, Specialty | None]]
"""People by hospital and main specialty."""


def in_period(numbers: PerPeriod, period: int) -> int:
    """Return the number of a period; of a list that is too short, another finding, the last one."""
    return numbers if isinstance(numbers, int) else numbers[min(period, len(numbers) - 1)] if numbers else 0


class Sendable:
    """People by what posts ask for; posts that ask for the same share one count."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._groups: dict[tuple[object, ...], Groups] = {}

    def number(self, post: Post) -> int:
        """Return how many people the post accepts."""
        return sum(self._accepted(post).values())

    def away(self, post: Post, period: int) -> int:
        """Return how many of them can be away at once in a period."""
        by_hospital: dict[HospitalId, list[tuple[Specialty | None, int]]] = defaultdict(list)
        for (hospital, main), count in self._accepted(post).items():
            by_hospital[hospital].append((main, count))
        return sum(self._spared(hospital, groups, period) for hospital, groups in by_hospital.items())

    def _spared(self, hospital: HospitalId, groups: list[tuple[Specialty | None, int]], period: int) -> int:
        known = self._draft.instance.supporter_by_id.get(hospital)
        release = Release() if known is None or known.release is None else known.release
        spared = 0
        for main, count in groups:
            limit = None if main is None else release.by_specialty.get(main)
            spared += count if limit is None else min(count, in_period(limit, period))
        return spared if release.total is None else min(spared, in_period(release.total, period))

    def _accepted(self, post: Post) -> Groups:
        rules, accepted = self._draft.instance.policy.rules, self._draft.instance.accepted_specialties(post)
        if rules.mode("specialty") == "off":
            accepted = ()
        key = (post.roles, accepted, post.min_title, post.tour_kind)
        if key not in self._groups:
            skilled = {
                person.id: person
                for role in post.roles
                for code in (accepted or (None,))
                for person in self._by_skill[role, code]
            }
            lowest = post.min_title.grade if rules.mode("title") == "hard" else 0
            counts: Groups = Counter()
            for person in skilled.values():
                agreed = person.tour_kinds is None or post.tour_kind in person.tour_kinds
                if agreed and person.title.grade >= lowest:
                    counts[person.hospital, person.main_specialty] += person.count
            self._groups[key] = counts
        return self._groups[key]

    @cached_property
    def _by_skill(self) -> dict[tuple[Role, Specialty | None], list[Specialist]]:
        table: dict[tuple[Role, Specialty | None], list[Specialist]] = defaultdict(list)
        for person in self._draft.instance.specialists:
            for code in {None, *person.specialties}:
                table[person.role, code].append(person)
        return table
