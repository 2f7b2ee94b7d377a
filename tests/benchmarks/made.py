"""Assignment problems made here, by fixed arithmetic or a seeded generator, in the OR-Library's formats."""

import random


def generalised(agents: int, jobs: int, seed: int, tightness: float = 0.8) -> str:
    """Costs fall as workloads rise, as in the hardest published class."""
    dice = random.Random(seed)
    load = [[dice.randint(1, 100) for _ in range(jobs)] for _ in range(agents)]
    cost = [[111 - row[job] + dice.randint(-10, 10) for job in range(jobs)] for row in load]
    capacity = [int(tightness * sum(row) / agents) for row in load]
    lines = [[agents, jobs], *cost, *load, capacity]
    return "\n".join(" ".join(map(str, line)) for line in lines)


def facility(sites: int, customers: int, seed: int) -> str:
    """Sites and customers in a square; costs by distance and demand, prices with a decimal."""
    dice = random.Random(seed)
    demand = [dice.randint(10, 50) for _ in range(customers)]
    places = [(dice.random(), dice.random()) for _ in range(sites + customers)]
    total = sum(demand)
    lines: list[list[object]] = [[sites, customers]]
    lines += [[dice.randint(total // 6, total // 3), f"{dice.randint(3000, 9000) / 10}"] for _ in range(sites)]
    for number, wanted in enumerate(demand):
        x, y = places[sites + number]
        away = [((x - a) ** 2 + (y - b) ** 2) ** 0.5 for a, b in places[:sites]]
        lines.append([wanted, *(f"{distance * wanted * 10:.1f}" for distance in away)])
    return "\n".join(" ".join(map(str, line)) for line in lines)
