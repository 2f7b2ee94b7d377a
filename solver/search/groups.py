"""Tours by department, specialty, recipient and supporter: what neighbourhoods and parts are made of."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from solver.problem import Ints
from solver.search.matrix import gathered
from solver.tours import Tours


@dataclass(frozen=True)
class Index:
    """Entries per key, as compressed lists."""

    first: Ints
    entries: Ints

    def of(self, keys: Ints) -> Ints:
        """Return the entries of some keys, key by key."""
        return gathered(self.first, self.entries, keys)

    @property
    def keys(self) -> int:
        """Number of keys."""
        return len(self.first) - 1

    def sizes(self) -> Ints:
        """Return how many entries each key has."""
        return np.diff(self.first)


def index_by(key: Ints, keys: int) -> Index:
    """Return the positions of each key 0 … keys − 1."""
    order = np.argsort(key, kind="stable")
    return Index(np.searchsorted(key[order], np.arange(keys + 1)), order)


@dataclass(frozen=True)
class Groups:
    """The departments of a question with their tours, and how they are related."""

    tours: Tours

    @cached_property
    def department(self) -> Ints:
        """Department of each tour."""
        return self.tours.problem.post_department[self.tours.post]

    @cached_property
    def departments(self) -> int:
        """Number of departments."""
        return len(self.tours.problem.instance.departments)

    @cached_property
    def by_department(self) -> Index:
        """Tours of each department."""
        return index_by(self.department, self.departments)

    @cached_property
    def by_recipient(self) -> Index:
        """Tours of each recipient hospital."""
        return index_by(self.recipient[self.department], self.same_recipient.keys)

    @cached_property
    def by_supporter(self) -> Index:
        """Tours of each supporting hospital."""
        return index_by(self.tours.hospital, len(self.tours.problem.instance.supporting_hospitals))

    @cached_property
    def specialty(self) -> Ints:
        """Number of the specialty of each department; management has one of its own."""
        codes = [department.specialty or "" for department in self.tours.problem.instance.departments]
        number = {code: row for row, code in enumerate(dict.fromkeys(codes))}
        return np.array([number[code] for code in codes], dtype=np.int64)

    @cached_property
    def recipient(self) -> Ints:
        """Recipient hospital of each department."""
        problem = self.tours.problem
        return np.array([problem.recipient_index[d.hospital] for d in problem.instance.departments], dtype=np.int64)

    @cached_property
    def same_specialty(self) -> Index:
        """Departments of each specialty."""
        return index_by(self.specialty, int(self.specialty.max(initial=0)) + 1)

    @cached_property
    def same_recipient(self) -> Index:
        """Departments of each recipient hospital."""
        return index_by(self.recipient, len(self.tours.problem.instance.recipient_hospitals))
