"""The command line that all solvers of a comparison share."""

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.peers.recording import Recording
from solver.domain.instance import Instance
from solver.load import load_instance


@dataclass(frozen=True)
class Asked:
    """What a solver is asked: the instance, the threads it may use, a seed, and where it notes what it finds."""

    instance: Instance
    workers: int
    seed: int
    recording: Recording


def enter(search: Callable[[Asked], None], arguments: list[str] | None = None) -> None:
    """Read the instance, start the clock, search, and write down what was found."""
    parser = argparse.ArgumentParser()
    parser.add_argument("instance", type=Path)
    parser.add_argument("--seconds", type=float, required=True)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, required=True)
    asked = parser.parse_args(arguments)
    instance = load_instance(asked.instance)
    recording = Recording(asked.seconds)
    search(Asked(instance, asked.workers, asked.seed, recording))
    recording.write(asked.out)
