"""zutuan itself, through the same protocol as the others."""

from benchmarks.peers.entry import Asked, enter
from solver.domain.outcome import Progress, Solved, Undecided
from solver.settings import Settings
from solver.solve import solve


def search(asked: Asked) -> None:
    """Solve with the usual settings, in the processor cores that all get."""
    recording = asked.recording

    def note(progress: Progress) -> None:
        plan = progress.plan
        if plan is not None:
            recording.offer(progress.incumbent, lambda: plan)
        recording.bound(progress.bound)

    settings = Settings(seconds=recording.limit, seed=asked.seed)
    outcome = solve(asked.instance, settings, on_progress=note)
    recording.facts["deterministic_time"] = outcome.deterministic_time
    recording.facts["solver"] = f"zutuan {outcome.version}"
    if isinstance(outcome, Solved):
        recording.offer(outcome.objective, lambda: outcome.plan)
        recording.bound(outcome.bound)
    elif isinstance(outcome, Undecided):
        recording.bound(outcome.bound)


if __name__ == "__main__":
    enter(search)
