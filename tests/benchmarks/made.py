"""Assignment problems made here, by fixed arithmetic or a seeded generator, in the OR-Library's formats."""

import math
import random


def generalised(agents: int, jobs: int, seed: int, tightness: float = 0.8) -> str:
    """Costs fall as workloads rise, as in the hardest published class, D."""
    dice = random.Random(seed)
    load = [[dice.randint(1, 100) for _ in range(jobs)] for _ in range(agents)]
    cost = [[111 - row[job] + dice.randint(-10, 10) for job in range(jobs)] for row in load]
    return _written(cost, load, tightness)


def correlated(agents: int, jobs: int, seed: int, tightness: float = 0.8) -> str:
    """Costs in inverse proportion to workloads: class E, Laguna et al., European J. Operational Research 82 (1995)."""
    dice = random.Random(seed)
    load = [[int(1 - 10 * math.log(1 - dice.random())) for _ in range(jobs)] for _ in range(agents)]
    cost = [[int(1000 / row[job] - 10 * dice.random()) for job in range(jobs)] for row in load]
    return _written(cost, load, tightness)


def _written(cost: list[list[int]], load: list[list[int]], tightness: float) -> str:
    agents, jobs = len(cost), len(cost[0])
    capacity = [int(tightness * sum(row) / agents) for row in load]
    lines = [[agents, jobs], *cost, *load, capacity]
    return "\n".join(" ".join(map(str, line)) for line in lines)


def facility(sites: int, customers: int, seed: int, *, least_sites: int = 3) -> str:
    """Sites and customers in a square; costs by distance and demand, prices with a decimal.

    A site carries between half and all of what `least_sites` of them would need to carry everything.
    """
    dice = random.Random(seed)
    demand = [dice.randint(10, 50) for _ in range(customers)]
    places = [(dice.random(), dice.random()) for _ in range(sites + customers)]
    most = sum(demand) // least_sites
    lines: list[list[object]] = [[sites, customers]]
    lines += [[dice.randint(most // 2, most), f"{dice.randint(3000, 9000) / 10}"] for _ in range(sites)]
    for number, wanted in enumerate(demand):
        x, y = places[sites + number]
        away = [((x - a) ** 2 + (y - b) ** 2) ** 0.5 for a, b in places[:sites]]
        lines.append([wanted, *(f"{distance * wanted * 10:.1f}" for distance in away)])
    return "\n".join(" ".join(map(str, line)) for line in lines)
