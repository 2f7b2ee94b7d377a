"""`zutuan solve`: plan an instance, show it, and write it down."""

from pathlib import Path

import typer

from solver.domain.instance import Instance
from solver.domain.outcome import Infeasible, Solved, Undecided
from solver.process import solve_in_process
from solver.settings import Settings
from zutuan import options
from zutuan.exits import Exit, exit_of
from zutuan.inputs import asked_instance
from zutuan.interrupts import stop_on_interrupt
from zutuan.outlet import tables, write_text
from zutuan.progress import ProgressLine
from zutuan.speaker import Speaker, speaker_of
from zutuan.writing import writable_folder, write_results


def solve(
    context: typer.Context,
    instance: options.InstanceArgument,
    seconds: options.Seconds = 60.0,
    gap: options.Gap = 0.0,
    workers: options.Workers = None,
    seed: options.Seed = 1,
    reproducible: options.Reproducible = False,
    memory_mb: options.MemoryMb = None,
    json: options.Json = False,
    out: options.Out = None,
    lang: options.LangOption = None,
) -> Exit:
    """Plan an instance; the result on standard output, how the search stands on standard error."""
    speaker = speaker_of(context)
    settings = Settings(
        seconds=seconds, gap=gap, workers=workers, seed=seed, reproducible=reproducible, memory_mb=memory_mb
    )
    return answer(asked_instance(instance, speaker), settings, speaker, out, json=json)


def answer(question: Instance, settings: Settings, speaker: Speaker, out: Path | None, *, json: bool) -> Exit:
    """Search for a plan, show it, write it down where asked, and return the exit code."""
    folder = None if out is None else writable_folder(out)  # found out before the search, not after it
    outcome = _search(question, settings, speaker)
    if folder is not None:
        write_results(folder, question, outcome, speaker.language)
    _show(question, outcome, speaker, json)
    if folder is not None:
        speaker.say("written", folder=folder)
    return exit_of(outcome)


def _search(instance: Instance, settings: Settings, speaker: Speaker) -> Solved | Infeasible | Undecided:
    with (
        ProgressLine(speaker.console, speaker.language) as line,
        stop_on_interrupt(lambda: speaker.say("stopping")) as stop,
    ):
        return solve_in_process(instance, settings, on_progress=line.show, stop=stop)


def _show(instance: Instance, outcome: Solved | Infeasible | Undecided, speaker: Speaker, json: bool) -> None:
    if json:
        write_text(outcome.model_dump_json(by_alias=True, indent=1))
        return
    from solver.report.terminal import print_plan

    with tables() as console:
        print_plan(instance, outcome, console, speaker.language)
