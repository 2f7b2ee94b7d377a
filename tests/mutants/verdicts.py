"""Verdicts on mutants, kept in a file of lines that is only ever added to: a run that was stopped goes on where it was."""

import json
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

HOME = Path("mutants")
FILE = HOME / "verdicts.jsonl"


class Verdict(StrEnum):
    """What became of a mutant."""

    KILLED = "KILLED"
    TIME = "TIME"
    SURVIVED = "SURVIVED"


class Mutant(NamedTuple):
    """One small change: its name, the function it changes, a hash of that function, and whether the type checker rejects it."""

    name: str
    function: str
    source: str
    rejected: bool

    @property
    def part(self) -> str:
        """Return which figures it belongs to."""
        folder = self.name.split(".")[1]
        return folder if folder in ("goals", "checks") else "rules"


class Judged(NamedTuple):
    """A verdict with the test that killed and the seconds of CPU that it took."""

    verdict: Verdict
    test: str
    seconds: float


def record(mutant: Mutant, verdict: Verdict, test: str = "", seconds: float = 0) -> None:
    """Add a verdict; it replaces an earlier one on the same mutant."""
    line = {"mutant": mutant.name, "source": mutant.source, "verdict": verdict, "test": test}
    with FILE.open("a", encoding="utf-8") as file:
        file.write(json.dumps(line | {"seconds": round(seconds, 2), "on": date.today().isoformat()}) + "\n")


def read() -> dict[tuple[str, str], Judged]:
    """Return the last verdict by the mutant's name and its function's source: a changed function is judged anew."""
    if not FILE.exists():
        return {}
    lines = (json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines())
    return {
        (line["mutant"], line["source"]): Judged(Verdict(line["verdict"]), line["test"], line["seconds"])
        for line in lines
    }
