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
    explain: options.Explain = False,
    lang: options.LangOption = None,
) -> Exit:
    """Plan an instance; the result on standard output, how the search stands on standard error."""
    speaker = speaker_of(context)
    settings = Settings(
        seconds=seconds, gap=gap, workers=workers, seed=seed, reproducible=reproducible, memory_mb=memory_mb
    )
    question = asked_instance(instance, speaker)
    code = answer(question, settings, speaker, out, json=json, explain=explain)
    if code is Exit.INFEASIBLE and not explain:
        speaker.say("ask_why", instance=instance)
    return code


def answer(
    question: Instance, settings: Settings, speaker: Speaker, out: Path | None, *, json: bool, explain: bool = False
) -> Exit:
    """Search for a plan, show it, write it down where asked, and return the exit code.

    With `explain`, the outcome of an infeasible question holds a conflict, which is looked for in as much time again.
    """
    folder = None if out is None else writable_folder(out)  # found out before the search, not after it
    outcome = _search(question, settings, speaker)
    if explain and isinstance(outcome, Infeasible):
        outcome = _with_conflict(question, outcome, settings.seconds, speaker)
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


def _with_conflict(question: Instance, outcome: Infeasible, seconds: float, speaker: Speaker) -> Infeasible:
    """Return the outcome with the claims of a conflict, which are said as sentences too."""
    from solver.explain.conflict import conflicts
    from zutuan.commands.explain.conflict import print_conflicts

    with stop_on_interrupt(lambda: speaker.say("stopping")) as stop:
        found = conflicts(question, seconds=seconds, stop=stop)
    print_conflicts(question, found, speaker.console, speaker)
    claims = found.conflicts[0].claims if found.conflicts else outcome.conflict
    return outcome.model_copy(update={"conflict": claims})


def _show(instance: Instance, outcome: Solved | Infeasible | Undecided, speaker: Speaker, json: bool) -> None:
    if json:
        write_text(outcome.model_dump_json(by_alias=True, indent=1))
        return
    from solver.report.terminal import print_plan

    with tables() as console:
        print_plan(instance, outcome, console, speaker.language)
