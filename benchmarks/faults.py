"""Kill the service at random while it works, and see whether anything is lost: `python -m benchmarks.faults --jobs 200`.

Jobs of tiny instances are submitted, and every so many answers a worker, the server, both, or everything is killed (-9).
`--full-disk` lets the database run out of room once in between. In the end every job must have ended once, COMPLETED, with a plan
that the checker accepts at the objective stated. Exit code 1 names what did not.
"""

import argparse
import json
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console

import instances
from benchmarks.full_disk import fill, small_disk
from benchmarks.service import Service, running
from solver.checks import check
from solver.domain.instance import Instance
from solver.domain.plan import Plan
from solver.load import load_instance

TINY = ("demo", "altitude", "lead", "pool")
VICTIMS = ("worker", "worker", "server", "both", "search", "everything")
GIVE_UP_SECONDS = 3600.0
DISK_MB = 24
FULL_DISK_SECONDS = 30.0


@dataclass
class Trial:
    """One run: what was asked for, what was killed, what came of it."""

    service: Service
    dice: random.Random
    asked: dict[str, str] = field(default_factory=dict)
    killed: Counter[str] = field(default_factory=Counter)
    complaints: list[str] = field(default_factory=list)

    def submit(self, count: int) -> None:
        """Submit jobs, a few with each key twice as a client does that got no answer."""
        for number in range(count):
            name = TINY[number % len(TINY)]
            body = {
                "instance": json.loads(instances.text(name)),
                "settings": {"seconds": 300},
                "name": f"{name} {number}",
            }
            headers = {"Idempotency-Key": f"faults-{number}"}
            for _ in range(2 if number % 10 == 0 else 1):
                answer = self.service.ask("POST", "/v1/jobs", json=body, headers=headers)
                while answer.status_code in (409, 429, 503):  # the first request is still in progress, or no room
                    time.sleep(0.5)
                    answer = self.service.ask("POST", "/v1/jobs", json=body, headers=headers)
                answer.raise_for_status()
                self.asked[answer.json()["id"]] = name

    def kill(self) -> None:
        """Kill one of the victims, at a moment in the middle of things."""
        victim = self.dice.choice(VICTIMS)
        time.sleep(self.dice.uniform(0.0, 1.5))
        if victim == "everything":
            self.service.kill()
            self.service.start()
        targets = {"worker": ["api.worker"], "server": ["api.serving"], "both": ["api.worker", "api.serving"]}
        for module in targets.get(victim, []):
            for process in self.service.children(module)[:1]:
                process.kill()
        if victim == "search":
            for process in self.service.searches()[:1]:
                process.kill()
        self.killed[victim] += 1

    def ended(self) -> int:
        """Return how many jobs have ended."""
        text = self.service.ask("GET", "/metrics").text
        counts = [line.rsplit(" ", 1) for line in text.splitlines() if line.startswith("zutuan_jobs{")]
        return int(sum(float(n) for state, n in counts if not any(word in state for word in ("QUEUED", "SOLVING"))))

    def judge(self) -> None:
        """Look at every job: its end, its events, its plan."""
        cache: dict[str, Instance] = {name: load_instance(instances.path(name)) for name in TINY}
        for job_id, name in self.asked.items():
            job = self.service.ask("GET", f"/v1/jobs/{job_id}").json()
            if job.get("state") != "COMPLETED":
                self.complaints.append(f"{job_id} ({name}): {job.get('state')} {job.get('failure')}")
                continue
            outcome = self.service.ask("GET", f"/v1/jobs/{job_id}/outcome").json()
            if outcome.get("kind") != "solved":
                self.complaints.append(f"{job_id} ({name}): {str(outcome)[:300]}")
                continue
            checked = check(cache[name], Plan.model_validate(outcome["plan"]))
            if checked.hard or checked.objective != outcome["objective"]:
                self.complaints.append(f"{job_id} ({name}): the plan is not what the outcome says")
        total = self.service.ask("GET", "/metrics").text
        found = sum(float(line.rsplit(" ", 1)[1]) for line in total.splitlines() if line.startswith("zutuan_jobs{"))
        if found != len(self.asked):
            self.complaints.append(f"{found:.0f} jobs for {len(self.asked)} submitted")


def run(folder: Path, jobs: int, kills: int, seed: int, *, workers: int = 2, disk: Path | None = None) -> Trial:
    """Run a trial and return it with its complaints; `disk` is where the database lies, and runs full in the middle."""
    database = str((disk or folder) / "zutuan.db")
    with running(folder, workers=workers, database=database, lease_seconds="5", attempts="50") as service:
        trial = Trial(service, random.Random(seed))
        trial.submit(jobs)
        began = time.monotonic()
        filled = False
        while (ended := trial.ended()) < jobs:
            if time.monotonic() - began > GIVE_UP_SECONDS:
                trial.complaints.append(f"{jobs - ended} jobs had not ended after {GIVE_UP_SECONDS:.0f} s")
                break
            if sum(trial.killed.values()) < kills * ended / jobs + 1 and sum(trial.killed.values()) < kills:
                trial.kill()
            if disk is not None and not filled and ended >= jobs // 2:
                fill(disk, FULL_DISK_SECONDS, Path(database))
                filled = True
            time.sleep(0.5)
        trial.judge()
        if filled and "disk is full" not in service.log():
            trial.complaints.append("the disk was full, and nobody noticed")
    return trial


@contextmanager
def temporary() -> Iterator[Path]:
    """Give a folder for the time of a trial."""
    with tempfile.TemporaryDirectory(prefix="zutuan-faults-") as folder:
        yield Path(folder)


def main(arguments: list[str] | None = None) -> int:
    """Run a trial; return 0 if nothing was lost, else 1."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--jobs", type=int, default=200)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--full-disk", action="store_true")
    asked = parser.parse_args(arguments)
    console = Console(highlight=False)
    began = time.monotonic()
    with temporary() as folder, small_disk(DISK_MB) if asked.full_disk else nullcontext() as disk:
        trial = run(folder, asked.jobs, asked.kills, asked.seed, workers=asked.workers, disk=disk)
    killed = ", ".join(f"{victim} {count}" for victim, count in sorted(trial.killed.items()))
    console.print(
        f"{len(trial.asked)} jobs, killed: {killed}; {len(trial.complaints)} complaints; {time.monotonic() - began:.0f} s"
    )
    for complaint in trial.complaints:
        console.print(complaint, markup=False)
    return 1 if trial.complaints else 0


if __name__ == "__main__":
    sys.exit(main())
