"""A question that falls into components: each is searched as a question of its own, as many at once as there are threads.

Every component gets a share of the time by what its first plan costs, times the root of its size: where a plan is dear there is
more to gain, and a small one gains more in a minute. What a search finds is joined with the plan of the whole on the way, and the
bounds add up. Weak rows may couple components; they count where a plan is joined, and no bound counts them.
"""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np

from solver.problem import Ints
from solver.search.begin import mended
from solver.search.components import components, part_of
from solver.search.connected import Connected
from solver.search.exact import Found
from solver.search.incumbent import Change, Plan, applied, plan_from
from solver.search.linear import Floats
from solver.search.pricing import Multipliers
from solver.search.relaxation import Relaxed, bounded, worth_of
from solver.search.state import State

UNTIL = 0.97
"""Part of the time in which components are searched one by one; the rest is for what couples them."""

SMALL = 0.02
"""Components with fewer of the entries than this part of them are taken together."""

UNEVEN = 1.5
"""Where a component would have more than so many times a thread's share of the time, threads search the whole together."""

JOIN_EVERY = 20.0
"""Between two joins of a component's plan lies so many times what the first took."""


@dataclass
class _Region:
    """A component under search: its columns, its own search, and what of it has been joined when."""

    number: int
    columns: Ints
    state: State
    joined: Plan
    again: float = 0.0


class Regions:
    """The components of a question, and what their searches have brought."""

    def __init__(self, state: State, threads: int) -> None:
        self._state, self._threads = state, threads
        self._pieces = _merged(state)
        entries = np.array([state.matrix.length[rows].sum() for rows, _ in self._pieces], dtype=np.int64)
        plan = state.incumbent.plan.values
        cost = np.array([state.matrix.cost[columns] @ plan[columns] for _, columns in self._pieces])
        self._size: Floats = np.sqrt(entries) * (cost + 1.0)
        self._bounds = [0] * len(self._pieces)
        self._joining = threading.Lock()
        self._multipliers = Multipliers(np.zeros(len(state.matrix.below)), np.zeros(state.matrix.width))
        self._priced: set[int] = set()

    @property
    def several(self) -> bool:
        """Whether there are components enough to keep all threads busy."""
        largest = self._size.max(initial=0.0) * self._threads
        return len(self._pieces) > 1 and bool(largest <= UNEVEN * self._size.sum())

    def run(self) -> Relaxed | None:
        """Search them all, the largest first; return the multipliers of the whole, if there is time to use them."""
        state, clock = self._state, _Shares(self._size, self._state.work.moment(UNTIL), self._threads)
        with ThreadPoolExecutor(self._threads) as pool:
            list(pool.map(lambda number: self._take(number, clock), range(len(self._pieces))))
        if len(self._priced) == len(self._pieces):
            state.found.worth = worth_of(state.priced, self._multipliers.rows)
        return None if state.finished else bounded(state.priced, state.tours, self._multipliers)

    def _take(self, number: int, clock: "_Shares") -> None:
        """Search a component in its share of the time."""
        until = clock.end(number)
        if not self._state.finished:
            self._search(number, until)
        clock.over(number)

    def _search(self, number: int, until: float) -> None:
        whole = self._state
        rows, columns = self._pieces[number]
        part, columns = part_of(whole.matrix, rows, columns)
        budget = whole.limits.budget
        if budget is not None:
            budget, until = budget * UNTIL * float(self._size[number] / self._size.sum()), whole.limits.until
        state = State(
            part,
            part.minimising(whole.priced.cost[columns]),
            whole.tours.take(columns[: part.tours]),
            replace(whole.limits, until=until, budget=budget),
            Found(),
            whole.stopper,
        )
        begin = plan_from(part, whole.incumbent.plan.values[columns])
        region = _Region(number, columns, state, begin)
        state.told = lambda: self._hear(region)
        state.begin(begin)
        search = Connected(state, 1)
        search.run()
        self._join(region)
        state.told = lambda: None  # the component's matrix goes at once, not when cycles are collected
        whole.count(state.work.spent)
        if search.relaxed is not None:
            self._priced.add(number)
            self._multipliers.plan[columns] = search.relaxed.multipliers.plan
            self._multipliers.rows[np.sort(rows)] = search.relaxed.multipliers.rows[~part.weak]

    def _hear(self, region: _Region) -> None:
        self._bounds[region.number] = region.state.found.bound or 0
        self._state.raise_bound(sum(self._bounds))
        if time.monotonic() >= region.again:
            self._join(region)

    def _join(self, region: _Region) -> None:
        """Take a component's plan over into that of the whole if this gets better, put right where weak rows join them."""
        plan, state, began = region.state.incumbent.plan, self._state, time.monotonic()
        if plan is region.joined:
            return
        with self._joining:
            whole = applied(state.matrix, state.incumbent.plan, Change(region.columns, plan.values))
            if whole.missed > state.incumbent.plan.missed:
                whole = mended(state.matrix, state.surroundings, whole, state.effort(), state.stopper)
            state.incumbent.offer_plan(whole)
        state.tell()
        now = time.monotonic()
        region.joined, region.again = plan, now + JOIN_EVERY * (now - began)


class _Shares:
    """The time of some threads, shared by pieces of different size: who ends early leaves more to the others."""

    def __init__(self, size: Floats, until: float, threads: int) -> None:
        self._size, self._until, self._threads = size, until, threads
        self._waiting = set(range(len(size)))
        self._taken: dict[int, float] = {}
        self._lock = threading.Lock()

    def end(self, number: int) -> float:
        """Return the clock reading by which a piece must end that begins now."""
        with self._lock:
            now = time.monotonic()
            taken = sum(max(end - now, 0.0) for end in self._taken.values())
            left = self._threads * max(self._until - now, 0.0) - taken
            part = float(self._size[number] / self._size[list(self._waiting)].sum())
            self._waiting.discard(number)
            self._taken[number] = min(now + max(left, 0.0) * part, self._until)
            return self._taken[number]

    def over(self, number: int) -> None:
        """A piece has ended."""
        with self._lock:
            self._taken.pop(number, None)


def _merged(state: State) -> list[tuple[Ints, Ints]]:
    """Return the components of a question, the largest first, the small ones taken together; all have tours, if any have."""
    found = components(state.priced)
    entries = [int(state.matrix.length[rows].sum()) for rows, _ in found]
    least = SMALL * sum(entries)
    large: list[tuple[Ints, Ints]] = []
    small: list[tuple[Ints, Ints]] = []
    for number in sorted(range(len(found)), key=lambda number: -entries[number]):
        (large if entries[number] >= least and _has_tours(state, found[number]) else small).append(found[number])
    if small and large and not any(_has_tours(state, piece) for piece in small):
        small.append(large.pop())
    if small:
        together = [np.sort(np.concatenate([piece[side] for piece in small])) for side in (0, 1)]
        large.append((together[0], together[1]))
    return large


def _has_tours(state: State, piece: tuple[Ints, Ints]) -> bool:
    return bool((piece[1] < state.matrix.tours).any())
