"""What to set free next: a specialty with a recipient, some recipients, some supporters, what begins around a month.

Where there is one recipient, some of its departments take the place of the first two.

Recipients and supporters come whole, as many as make up the size, so that neighbourhoods which are closed at once grow to half
of the question: what keeps a plan in place is often further away than one recipient or three supporters.
Within a neighbourhood the tours of the plan are free, and of the others those whose forcing in adds least to the bound.
"""

import math
from dataclasses import InitVar, dataclass, field

import numpy as np
import numpy.typing as npt

from solver.problem import Ints
from solver.search.groups import Groups, Index

Floats = npt.NDArray[np.float64]

SMALLEST, LARGEST = 60, 40_000
"""Fewest and most tours of a neighbourhood."""

KINDS = ("cross", "recipients", "supporters", "window")
ALONE = ("departments", "supporters", "window")
"""Kinds where all tours lead to one recipient."""

FIRST, FIRST_PAIRED = 300.0, 8000.0
"""Tours that a neighbourhood sets free at first, ten times as many where pairings stay as they are: what is left is easy to close
then (480 people: from 649,000 to 614,000 in 5 s of a processor, to 630,000 in 8 s with pairings free). Sizes adapt."""

PART, PART_PAIRED = 0.25, 0.4
"""Parts of all tours that these are at most: a whole question of 96 people is not closed in the time of a neighbourhood."""

SMALLER, SLOWLY, QUICKLY = 0.85, 1.4, 4.0
"""A size shrinks by the first of these factors, and grows by the root of how much less work a neighbourhood took than wanted,
between the other two: those with free pairings begin far too small, so that nobody has to wait for what they find."""

FORGET = 0.9
"""How much of what a kind has brought counts on after each further try."""


@dataclass
class Kind:
    """A kind of neighbourhood: its size, whether pairings are free, and what it has brought lately for the work it took."""

    name: str
    size: float
    pairings: bool = False
    brought: float = 0.0
    work: float = 1.0
    tried: int = 0

    def learn(self, *, proven: bool, work: float, brought: int, wanted: float) -> None:
        """Count what a search brought; grow where it was closed with less work than wanted, shrink where it led nowhere."""
        self.tried += 1
        self.brought = self.brought * FORGET + brought
        self.work = self.work * FORGET + work
        if not proven and brought <= 0:
            self.size = max(self.size * SMALLER, SMALLEST)
        elif proven and work < wanted:
            self.size = min(self.size * min(max(math.sqrt(wanted / max(work, 1e-9)), SLOWLY), QUICKLY), LARGEST)


@dataclass
class Neighbourhoods:
    """Draws neighbourhoods. `forced` is what each tour adds to the bound, once known; `pairings` if some are undecided."""

    groups: Groups
    rng: np.random.Generator
    forced: Floats
    pairings: InitVar[bool] = False
    kinds: list[Kind] = field(init=False)

    def __post_init__(self, pairings: bool) -> None:
        """Begin with all kinds alike."""
        recipients = np.count_nonzero(self.groups.by_recipient.sizes())
        names, tours = KINDS if recipients > 1 else ALONE, len(self.groups.tours)
        self.kinds = [Kind(name, min(FIRST_PAIRED, PART_PAIRED * tours)) for name in names]
        if pairings:
            self.kinds += [Kind(name, min(FIRST, PART * tours), pairings=True) for name in names]

    def draw(self, values: Ints, weight: Floats) -> tuple[Kind, Ints]:
        """Return a kind, each once at first, and the tours to set free; `weight` is how much there is to gain per department."""
        kind = self._kind()
        seed = int(self.rng.choice(len(weight), p=weight / weight.sum()))
        region = getattr(self, f"_{kind.name}")(seed, kind.size)
        return kind, self._cheapest(region, values, kind.size)

    def _kind(self) -> Kind:
        fresh = [kind for kind in self.kinds if not kind.tried]
        if fresh:
            return fresh[int(self.rng.integers(len(fresh)))]
        yields = np.array([kind.brought / kind.work for kind in self.kinds])
        chances = yields / yields.sum() if yields.sum() > 0 else np.ones(len(self.kinds)) / len(self.kinds)
        return self.kinds[int(self.rng.choice(len(self.kinds), p=0.5 * chances + 0.5 / len(self.kinds)))]

    def _cross(self, seed: int, size: float) -> Ints:
        """All that share a specialty's people or a recipient's rooms with a department: what stands in each other's way."""
        del size
        groups = self.groups
        kin = groups.same_specialty.of(groups.specialty[[seed]])
        near = groups.same_recipient.of(groups.recipient[[seed]])
        return groups.by_department.of(np.unique(np.concatenate([kin, near])))

    def _departments(self, seed: int, size: float) -> Ints:
        """A department, then others."""
        return self._whole(self.groups.by_department, np.array([seed]), size)

    def _recipients(self, seed: int, size: float) -> Ints:
        """A department's hospital, then others."""
        index = self.groups.by_recipient
        return self._whole(index, self.groups.recipient[[seed]], size)

    def _supporters(self, seed: int, size: float) -> Ints:
        """Those who could serve in a department, one with many tours there rather first, then others: they change seats."""
        mine = self.groups.by_department.of(np.array([seed]))
        drawn, first = np.unique(self.groups.tours.hospital[self.rng.permutation(mine)], return_index=True)
        return self._whole(self.groups.by_supporter, drawn[np.argsort(first)], size)

    def _window(self, seed: int, size: float) -> Ints:
        """All that begins around a period."""
        del seed
        start, horizon = self.groups.tours.start, self.groups.tours.problem.horizon
        away = np.abs(start - self.rng.uniform(0, horizon))
        last = min(int(size), len(away)) - 1
        return np.flatnonzero(away <= np.partition(away, last)[last])

    def _whole(self, index: Index, first: Ints, size: float) -> Ints:
        """Return the tours of the first groups and of others, drawn, as many groups as make up the size."""
        others = self.rng.permutation(index.keys)
        keys = np.concatenate([first, others[~np.isin(others, first)]])
        enough = int(np.searchsorted(np.cumsum(index.sizes()[keys]), size)) + 1
        return index.of(keys[:enough])

    def _cheapest(self, region: Ints, values: Ints, size: float) -> Ints:
        most = int(size)
        kept = region[values[region] > 0]
        others = region[values[region] == 0]
        if len(others) > most:
            cost = (self.forced[others] + 1.0) * self.rng.uniform(0.3, 1.0, len(others))
            others = others[np.argpartition(cost, most)[:most]]
        return np.unique(np.concatenate([kept, others]))
