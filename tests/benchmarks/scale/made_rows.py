"""Rows as a run would leave them."""

from benchmarks.scale.lane import Run
from benchmarks.scale.row import Machine, Moment, Row, Standing


def row(
    solver: str,
    held: dict[str, tuple[int | None, int | None]],
    *,
    instance: str = "demo",
    seconds: float = 60,
    curve: tuple[Moment, ...] = (),
    sources: str = "a",
) -> Row:
    """Return a row with plans and bounds by checkpoint."""
    machine = Machine(
        date="2026-01-01 00:00",
        commit="c",
        sources=sources,
        changed=False,
        python="3.11",
        cores=2,
        load_before=0,
        load_after=1,
    )
    return Row(
        run=Run(group="tiny", instance=instance, solver=solver, seconds=seconds),
        question=f"question of {instance}",
        machine=machine,
        standing={point: Standing(objective=cost, bound=bound) for point, (cost, bound) in held.items()},
        wall_seconds=1,
        cpu_seconds=1,
        peak_memory_mb=10,
        curve=curve,
    )
