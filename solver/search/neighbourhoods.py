"""What to set free next: a specialty with a recipient, one recipient, some supporters, a window of months.

Within a neighbourhood the tours of the plan are free, and of the others those whose forcing in adds least to the bound.
"""

from dataclasses import InitVar, dataclass, field

import numpy as np
import numpy.typing as npt

from solver.problem import Ints
from solver.search.groups import Groups

Floats = npt.NDArray[np.float64]

SMALLEST, LARGEST = 60, 8000
"""Fewest and most tours of a neighbourhood."""

KINDS = ("cross", "recipient", "supporters", "window")
FIRST, FIRST_PAIRED = 300.0, 3000.0
"""Tours that a neighbourhood sets free at first, ten times as many where pairings stay as they are: what is left is easy to close
then (480 people: from 649,000 to 614,000 in 5 s of a processor, to 630,000 in 8 s with pairings free). Sizes adapt."""

SUPPORTERS = 3
"""Draws of supporters who are set free together: they change seats with each other."""

WINDOW = 0.5
"""Part of the horizon in which tours of a window begin."""

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
            self.size = max(self.size * 0.85, SMALLEST)
        elif proven and work < wanted:
            self.size = min(self.size * 1.4, LARGEST)


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
        self.kinds = [Kind(name, FIRST_PAIRED) for name in KINDS]
        if pairings:
            self.kinds += [Kind(name, FIRST, pairings=True) for name in KINDS]

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

    def _recipient(self, seed: int, size: float) -> Ints:
        alike = self.groups.same_recipient.of(self.groups.recipient[[seed]])
        others = self.rng.permutation(alike[alike != seed])
        return self._of_departments(np.concatenate([[seed], others]), size)

    def _supporters(self, seed: int, size: float) -> Ints:
        del size
        mine = self.groups.by_department.of(np.array([seed]))
        if not len(mine):
            return mine
        some = np.unique(self.groups.tours.hospital[self.rng.choice(mine, SUPPORTERS)])
        return self.groups.by_supporter.of(some)

    def _window(self, seed: int, size: float) -> Ints:
        alike = self.groups.kin(seed)
        near = self.groups.same_recipient.of(self.groups.recipient[[seed]])
        region = self._of_departments(np.unique(np.concatenate([alike, near])), size * 4)
        start, horizon = self.groups.tours.start[region], self.groups.tours.problem.horizon
        length = max(1, round(horizon * WINDOW))
        first = int(self.rng.integers(-length // 2, horizon))
        return region[(start >= first) & (start < first + length)]

    def _of_departments(self, departments: Ints, size: float) -> Ints:
        """Return the tours of the first departments that make up about three times the size, to choose from."""
        sizes = np.cumsum(self.groups.by_department.sizes()[departments])
        enough = int(np.searchsorted(sizes, 3 * size)) + 1
        return self.groups.by_department.of(departments[:enough])

    def _cheapest(self, region: Ints, values: Ints, size: float) -> Ints:
        most = int(size)
        kept = region[values[region] > 0]
        others = region[values[region] == 0]
        if len(others) > most:
            cost = (self.forced[others] + 1.0) * self.rng.uniform(0.3, 1.0, len(others))
            others = others[np.argpartition(cost, most)[:most]]
        return np.unique(np.concatenate([kept, others]))
