"""A row: everything that one run says, with what has to be known of the machine to believe it."""

import json
from collections.abc import Iterator
from pathlib import Path

from pydantic import Field

from benchmarks.scale.lane import Run
from solver.domain.document import Document

END = "end"
"""The checkpoint after the last; the others are seconds."""


class Standing(Document):
    """What a solver had at a checkpoint: the cost of its plan as our checker counts it, and its bound."""

    objective: int | None = None
    bound: int | None = None


class Moment(Document):
    """A point of the curve: seconds since the question was read, costs as the solver counts them."""

    seconds: float
    objective: int | None = None
    bound: int | None = None


class Machine(Document):
    """Where and when it ran. Load is the usual one-minute average, before and after."""

    date: str
    commit: str
    sources: str = Field(default="", description="Tree of the solver in that commit: what it is apart from all else.")
    changed: bool = Field(description="Whether the solver differs from the commit.")
    python: str
    cores: int
    load_before: float
    load_after: float


class Row(Document):
    """One run."""

    run: Run
    question: str = Field(description="Fingerprint of the instance.")
    machine: Machine
    solver: str = Field(default="", description="Name and version, as the solver says it.")
    status: str = Field(default="", description="How the solver says it ended.")
    error: str = Field(default="", description="Why there is no answer: crash, limit of time or memory.")
    standing: dict[str, Standing] = Field(default={}, description="By checkpoint: seconds, and END.")
    broken_rules: int = Field(default=0, description="Hard rules that a judged plan breaks; such a plan is no plan.")
    miscounted: int | None = Field(
        default=None, description="The solver's own cost of its last plan, where our checker finds more."
    )
    first_plan_seconds: float | None = None
    build_seconds: float | None = Field(default=None, description="From the question read to the model standing.")
    seconds: float | None = None
    wall_seconds: float = Field(description="Of the whole process, reading and writing included.")
    cpu_seconds: float = Field(description="Of the whole process with its children.")
    deterministic_time: float | None = None
    peak_memory_mb: int
    curve: tuple[Moment, ...] = ()

    @property
    def key(self) -> tuple[str, str, str, float, int, int, str, bool]:
        """Return what makes a run the same: asked again, it is not run again."""
        run = self.run
        return (
            run.instance,
            self.question,
            run.solver,
            run.seconds,
            run.workers,
            run.seed,
            self.machine.sources,
            self.machine.changed,
        )


def rows_of(folder: Path) -> Iterator[Row]:
    """Yield the rows that have been kept in a folder; a last line that was cut off is left out."""
    path = folder / "rows.jsonl"
    for line in path.read_text(encoding="utf-8").splitlines() if path.is_file() else ():
        try:
            raw = json.loads(line)
        except ValueError:
            continue
        yield Row.model_validate(raw)


def keep(row: Row, folder: Path) -> None:
    """Append a row; rows are never changed or taken out."""
    path = folder / "rows.jsonl"
    cut_off = path.is_file() and path.stat().st_size > 0 and not path.read_bytes().endswith(b"\n")
    with path.open("a", encoding="utf-8") as file:
        file.write(("\n" if cut_off else "") + row.model_dump_json(exclude_defaults=True) + "\n")
