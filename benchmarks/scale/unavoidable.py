"""The cost of the shortage that no plan avoids: `python -m benchmarks.scale.unavoidable INSTANCE`."""

import json
import subprocess
import sys
from pathlib import Path

from benchmarks.scale.machine import ROOT
from solver.explain.certificate import unavoidable_shortage
from solver.load import load_instance
from solver.problem import Problem
from solver.rules import allowed
from solver.tours import candidates

SECONDS = 300.0
"""A certificate that takes longer is done without: nothing is called unavoidable then."""


def cost(file: Path) -> int:
    """Return the weighted cost of the unavoidable shortage of an instance."""
    problem = Problem(load_instance(file))
    certificate = unavoidable_shortage(problem, allowed(candidates(problem), problem))
    return certificate.unavoidable * problem.instance.policy.goals.shortage.weight


def known(file: Path, question: str, folder: Path) -> int:
    """Return the cost from the list in a folder, or find it in a process of its own and add it there."""
    path = folder / "unavoidable.json"
    costs: dict[str, int] = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    if question not in costs:
        costs[question] = _found(file)
        path.write_text(json.dumps(costs, indent=1), encoding="utf-8")
    return costs[question]


def _found(file: Path) -> int:
    command = [sys.executable, "-m", "benchmarks.scale.unavoidable", str(file)]
    try:
        run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        return 0
    return int(run.stdout)


if __name__ == "__main__":
    sys.stdout.write(str(cost(Path(sys.argv[1]))))
