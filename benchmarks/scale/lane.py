"""Which questions are asked of whom, and for how long."""

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from pydantic import Field

from solver.domain.document import Document


class Group(Document):
    """Questions that are reported together: instances of one size and kind, and the solvers that are asked."""

    name: str
    instances: tuple[str, ...] = Field(min_length=1)
    seconds: float = Field(gt=0, description="Time limit of every run.")
    solvers: dict[str, int] = Field(description="Solver → on how many of the instances, from the first on, it runs.")


class Run(Document):
    """One run: who is asked what. `seed` is the solver's; instances have their own in their names."""

    group: str
    instance: str
    solver: str
    seconds: float
    workers: int = 2
    seed: int = 1


class Lane(Document):
    """Groups that are measured together."""

    purpose: str
    workers: int = Field(default=2, ge=1, description="Threads that every solver may use.")
    groups: tuple[Group, ...]

    def runs(self) -> Iterator[Run]:
        """Yield the runs, instance by instance, so that solvers that are compared run close together."""
        for group in self.groups:
            for number, instance in enumerate(group.instances):
                for solver, most in group.solvers.items():
                    if number < most:
                        yield Run(
                            group=group.name,
                            instance=instance,
                            solver=solver,
                            seconds=group.seconds,
                            workers=self.workers,
                        )


def lane_path(name: str) -> Path:
    """Return the file of a lane."""
    return Path(str(files("benchmarks.scale") / "lanes" / f"{name}.json"))


def lanes() -> tuple[str, ...]:
    """Return the names of the lanes."""
    return tuple(sorted(path.stem for path in lane_path("any").parent.glob("*.json")))


def read_lane(name: str) -> Lane:
    """Return a lane by its name, or from a file of one's own."""
    path = lane_path(name) if name in lanes() else Path(name)
    return Lane.model_validate_json(path.read_text(encoding="utf-8"))
