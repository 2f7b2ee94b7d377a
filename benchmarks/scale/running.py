"""One run of one solver in a process of its own: held to its time, its memory looked at, its plans judged by our checker."""

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, NamedTuple

import psutil

from benchmarks.peers.recording import CHECKPOINTS
from benchmarks.scale.lane import Run
from benchmarks.scale.machine import ROOT, load, machine
from benchmarks.scale.row import END, Moment, Row, Standing
from solver.checks import check
from solver.domain.instance import Instance
from solver.domain.plan import Plan

GRACE = 1.3
"""A solver that takes longer than this times its limit, and the seconds below, is ended from outside."""
GRACE_SECONDS = 120.0
_LOOK_SECONDS = 0.2
_CURVE_POINTS = 300


class Used(NamedTuple):
    """How a process ended and what it took."""

    error: str
    wall_seconds: float
    cpu_seconds: float
    peak_memory_mb: int


def run_once(run: Run, document: str, question: str, instance: Instance) -> Row:
    """Run a solver on an instance and return its row; a crash is a row too."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = folder / "instance.json"
        file.write_text(document, encoding="utf-8")
        before = load()
        used = _followed(_command(run, file, folder), run.seconds)
        return Row(
            run=run,
            question=question,
            machine=machine(before),
            error=used.error,
            wall_seconds=used.wall_seconds,
            cpu_seconds=used.cpu_seconds,
            peak_memory_mb=used.peak_memory_mb,
            **({} if used.error else _said(folder, run, instance)),
        )


def _command(run: Run, file: Path, folder: Path) -> list[str]:
    options = {"--seconds": run.seconds, "--workers": run.workers, "--seed": run.seed, "--out": folder}
    flat = [str(part) for option in options.items() for part in option]
    return [sys.executable, "-m", f"benchmarks.peers.{run.solver}", str(file), *flat]


def _followed(command: list[str], seconds: float) -> Used:
    """Start a process, add up the memory of it and its children while it runs, and end it if it does not end."""
    began, cpu = time.monotonic(), _cpu_seconds()
    with tempfile.TemporaryFile("w+", encoding="utf-8") as said:
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=said) as process:
            peak, error = 0, ""
            while process.poll() is None:
                peak = max(peak, _memory(process.pid))
                if time.monotonic() - began > GRACE * seconds + GRACE_SECONDS:
                    error = "did not end"
                    process.kill()
                time.sleep(_LOOK_SECONDS)
        said.seek(0)
        last = (said.read().strip().splitlines() or [""])[-1]
    if process.returncode and not error:
        error = f"exit code {process.returncode}: {last}"
    return Used(error, round(time.monotonic() - began, 2), round(_cpu_seconds() - cpu, 2), peak // 2**20)


def _memory(pid: int) -> int:
    try:
        parent = psutil.Process(pid)
        return sum(process.memory_info().rss for process in (parent, *parent.children(recursive=True)))
    except psutil.Error:
        return 0


def _cpu_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _said(folder: Path, run: Run, instance: Instance) -> dict[str, Any]:
    """Return the part of a row that comes from what the solver wrote down."""
    facts = json.loads((folder / "facts.json").read_text(encoding="utf-8"))
    lines = (folder / "events.jsonl").read_text(encoding="utf-8").splitlines()
    curve = [Moment.model_validate_json(line) for line in lines]
    costs, broken = _judged(folder, facts.get("held", {}), instance)
    last = costs.get(str(run.seconds))
    found = [moment for moment in curve if moment.bound is None]
    said = found[-1].objective if found else None
    if found and said is None:  # who does not count while planning is told by our checker
        curve.append(found[-1].model_copy(update={"objective": last}))
    known = ("solver", "status", "build_seconds", "deterministic_time", "seconds")
    return {name: facts[name] for name in known if name in facts} | {
        "standing": _standing(run, facts["seconds"], costs, curve),
        "broken_rules": broken,
        "miscounted": said if said is not None and last is not None and said < last else None,
        "first_plan_seconds": found[0].seconds if found else None,
        "curve": tuple(_thinned(curve)),
    }


def _judged(folder: Path, held: dict[str, str], instance: Instance) -> tuple[dict[str, int], int]:
    """Return the cost of the plan held at each checkpoint, each file judged once, and how many hard rules they break."""
    costs: dict[str, int | None] = {}
    broken = 0
    for name in sorted(set(held.values())):
        checked = check(instance, Plan.model_validate_json((folder / name).read_text(encoding="utf-8")))
        broken += len(checked.hard)
        costs[name] = None if checked.hard else checked.objective
    kept = {checkpoint: costs[name] for checkpoint, name in held.items()}
    return {checkpoint: cost for checkpoint, cost in kept.items() if cost is not None}, broken


def _standing(run: Run, seconds: float, costs: dict[str, int], curve: list[Moment]) -> dict[str, Standing]:
    """Return plan and bound at the checkpoints within the limit and at the end; who has finished keeps what it has."""
    standing = {}
    for checkpoint in [second for second in CHECKPOINTS if second < run.seconds]:
        finished = seconds <= checkpoint
        cost = costs.get(str(run.seconds if finished else checkpoint))
        bounds = [moment.bound for moment in curve if moment.bound is not None and moment.seconds <= checkpoint]
        standing[f"{checkpoint:g}"] = Standing(objective=cost, bound=max(bounds, default=None))
    bounds = [moment.bound for moment in curve if moment.bound is not None]
    standing[END] = Standing(objective=costs.get(str(run.seconds)), bound=max(bounds, default=None))
    return standing


def _thinned(curve: list[Moment]) -> list[Moment]:
    """Return the moments at which something improved, not more of them than can be drawn."""
    kept: list[Moment] = []
    best: int | None = None
    bound: int | None = None
    for moment in curve:
        if moment.objective is not None and (best is None or moment.objective < best):
            best = moment.objective
        elif moment.bound is not None and (bound is None or moment.bound > bound):
            bound = moment.bound
        else:
            continue
        kept.append(moment)
    step = -(-len(kept) // _CURVE_POINTS)
    return [moment for number, moment in enumerate(kept) if number % max(step, 1) == 0 or number == len(kept) - 1]
