"""The Lagrangian relaxation of pairing: targets are priced, each supporter packs its best knapsack of them.

min Σ price(s) · opened(s) + Σ cost(s, t) · paired(s, t), each target wanting `wanted(t)` supporters, each supporter's workloads
within its capacity. With a multiplier λ(t) per target:

    L(λ) = Σ λ(t) · wanted(t) − Σ over s of max(0, max over packings of Σ (λ(t) − cost(s, t)) − price(s))

is a lower bound for every λ (λ ≥ 0 where more supporters than wanted are allowed). Steps along the
subgradient; Held, Wolfe, Crowder: Validation of subgradient optimization, Mathematical Programming 6 (1974).
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

ITERATIONS = 900
STALLED = 15
"""Iterations without a better bound after which the step is shortened."""

SHORTEST = 1e-3
"""Step at which the multipliers no longer move."""

CELLS = 1_500_000
"""Most cells of a table of packings; larger capacities are scaled down, which keeps the bound valid."""


@dataclass(frozen=True)
class Packing:
    """Costs and workloads by supporter × target (infinite cost: no link), capacities, prices, supporters wanted."""

    cost: Floats
    workload: Ints
    capacity: Ints
    price: Floats
    wanted: Ints
    exactly: npt.NDArray[np.bool_]

    def scaled(self) -> "Packing":
        """Return the relaxation with capacities small enough for the tables: workloads and capacities rounded down."""
        most = np.minimum(self.capacity, self.workload.sum(axis=1))
        scale = max(1, -(-int(most.max(initial=0)) * self.cost.size // CELLS))
        return Packing(self.cost, self.workload // scale, most // scale, self.price, self.wanted, self.exactly)


@dataclass(frozen=True)
class Relaxed:
    """The best multipliers, their bound, and what each link's being in or out of the plan would make of the bound."""

    bound: float
    with_link: Floats
    without_link: Floats

    def shifted(self, constant: float) -> "Relaxed":
        """Return the bounds with a constant added."""
        return Relaxed(self.bound + constant, self.with_link + constant, self.without_link + constant)


def relax(packing: Packing, ended: Callable[[], bool]) -> Relaxed:
    """Return the best Lagrangian bound found, and for each link the bounds of the plans with and without it.

    `ended` is asked before each step; what was found by then is valid, only weaker.
    """
    small = packing.scaled()
    multipliers = _start(small)
    best, bound, step, stalled = multipliers, -np.inf, 1.0, 0
    for _ in range(ITERATIONS):
        value, packed = _bound(small, multipliers)
        if value > bound + 1e-6:
            best, bound, stalled = multipliers, value, 0
        else:
            stalled += 1
        missing = small.wanted - packed.sum(axis=0)
        length = float(missing @ missing)
        if length == 0 or step < SHORTEST or ended():
            break
        if stalled == STALLED:
            multipliers, step, stalled = best, step * 0.7, 0
        towards = bound + 0.02 * abs(bound) + 1.0
        multipliers = multipliers + step * (towards - value) / length * missing
        multipliers = _signed(small, multipliers)
    return _sensitivity(small, best)


def _start(packing: Packing) -> Floats:
    """Return the second lowest cost of each target: about what keeps one supporter interested."""
    ranked = np.sort(packing.cost, axis=0)
    second = ranked[min(1, len(ranked) - 1)]
    lowest = np.where(np.isfinite(ranked[0]), ranked[0], 0.0)
    return _signed(packing, np.where(np.isfinite(second), second, lowest))


def _signed(packing: Packing, multipliers: Floats) -> Floats:
    """Return multipliers that bound: not negative where a target may have more supporters than it wants."""
    return np.where(packing.exactly, multipliers, np.maximum(multipliers, 0.0))


def _profit(packing: Packing, multipliers: Floats) -> Floats:
    return np.where(np.isfinite(packing.cost), multipliers - packing.cost, -np.inf)


def _bound(packing: Packing, multipliers: Floats) -> tuple[float, Floats]:
    """Return L(λ) and what the best packings hold."""
    profit = _profit(packing, multipliers)
    tables = _tables(packing, profit)
    supporters = np.arange(len(packing.capacity))
    gain = tables[-1][supporters, packing.capacity] - packing.price
    packed, left = np.zeros(profit.shape), packing.capacity.copy()
    for target in range(profit.shape[1] - 1, -1, -1):
        chosen = tables[target + 1][supporters, left] > tables[target][supporters, left]
        packed[:, target] = chosen
        left = left - np.where(chosen, packing.workload[:, target], 0)
    packed[gain <= 0] = 0.0
    return float(multipliers @ packing.wanted - np.maximum(gain, 0.0).sum()), packed


def _tables(packing: Packing, profit: Floats) -> Floats:
    """Return the best profit of the first k targets within each capacity: (targets + 1) × supporters × capacities."""
    supporters, targets = profit.shape
    room = int(packing.capacity.max(initial=0)) + 1
    tables = np.zeros((targets + 1, supporters, room))
    at = np.arange(room)[None, :]
    for target in range(targets):
        before = at - packing.workload[:, target][:, None]
        fits = before >= 0
        taken = np.take_along_axis(tables[target], np.maximum(before, 0), axis=1) + profit[:, target][:, None]
        np.maximum(tables[target], np.where(fits, taken, -np.inf), out=tables[target + 1])
    return tables


def _sensitivity(packing: Packing, multipliers: Floats) -> Relaxed:
    """Return the bounds with and without each link, by packings of the targets before and behind it."""
    profit = _profit(packing, multipliers)
    forward = _tables(packing, profit)
    turned = Packing(
        packing.cost[:, ::-1],
        packing.workload[:, ::-1],
        packing.capacity,
        packing.price,
        packing.wanted[::-1],
        packing.exactly[::-1],
    )
    backward = _tables(turned, profit[:, ::-1])[::-1]
    supporters, targets = profit.shape
    gain = forward[-1][np.arange(supporters), packing.capacity] - packing.price
    value = float(multipliers @ packing.wanted - np.maximum(gain, 0.0).sum())
    with_link, without_link = np.empty(profit.shape), np.empty(profit.shape)
    for row in range(supporters):
        room = int(packing.capacity[row])
        for target in range(targets):
            before, behind = forward[target, row, : room + 1], backward[target + 1, row, room::-1]
            out = float((before + behind).max()) - packing.price[row]
            load = int(packing.workload[row, target])
            inside = -np.inf if load > room else float((before[: room - load + 1] + behind[load:]).max())
            inside += profit[row, target] - packing.price[row]
            held = max(gain[row], 0.0)
            with_link[row, target] = value + held - inside
            without_link[row, target] = value + held - max(out, 0.0)
    return Relaxed(value, with_link, without_link)
