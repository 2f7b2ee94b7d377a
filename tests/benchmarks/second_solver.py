"""Solves the assignment problem of a file's first problem with SCIP, knowing nothing of zutuan's model: prints the optimum.

Run in a process of its own: `python second_solver.py FILE [maximise]`.
"""

import sys
from pathlib import Path

from ortools.linear_solver import pywraplp


def optimum(text: str, maximise: bool) -> float:
    numbers = [float(word) for word in text.split()]
    m, n = int(numbers[0]), int(numbers[1])
    facility = len(numbers) == 2 + 2 * m + n * (1 + m)
    body = numbers[2:]
    if facility:
        capacity, price = body[0 : 2 * m : 2], body[1 : 2 * m : 2]
        rows = [body[2 * m + j * (m + 1) : 2 * m + (j + 1) * (m + 1)] for j in range(n)]
        cost = [[rows[j][1 + i] for j in range(n)] for i in range(m)]
        load = [[rows[j][0] for j in range(n)] for i in range(m)]
    else:
        cost = [body[i * n : (i + 1) * n] for i in range(m)]
        load = [body[(m + i) * n : (m + i + 1) * n] for i in range(m)]
        capacity, price = body[2 * m * n :], [0.0] * m
    solver = pywraplp.Solver.CreateSolver("SCIP")
    x = [[solver.BoolVar("") for _ in range(n)] for _ in range(m)]
    y = [solver.BoolVar("") for _ in range(m)]
    for j in range(n):
        solver.Add(sum(x[i][j] for i in range(m)) == 1)
    for i in range(m):
        solver.Add(sum(load[i][j] * x[i][j] for j in range(n)) <= capacity[i] * y[i])
        for j in range(n):
            solver.Add(x[i][j] <= y[i])
    total = sum(cost[i][j] * x[i][j] for i in range(m) for j in range(n)) + sum(price[i] * y[i] for i in range(m))
    (solver.Maximize if maximise else solver.Minimize)(total)
    if solver.Solve() != pywraplp.Solver.OPTIMAL:
        sys.exit("not solved to the end")
    return float(solver.Objective().Value())


if __name__ == "__main__":
    sys.stdout.write(repr(optimum(Path(sys.argv[1]).read_text(encoding="utf-8"), "maximise" in sys.argv)))
