"""`zutuan pair`: decide alone which supporter stands behind which target."""

import typer

from solver.pairing import pairing_alone
from solver.settings import Settings
from zutuan import options
from zutuan.commands.solve import answer
from zutuan.exits import Exit
from zutuan.inputs import asked_instance
from zutuan.speaker import speaker_of


def pair(
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
    """Decide the pairings of an instance without its posts and people."""
    speaker = speaker_of(context)
    settings = Settings(
        seconds=seconds, gap=gap, workers=workers, seed=seed, reproducible=reproducible, memory_mb=memory_mb
    )
    return answer(pairing_alone(asked_instance(instance, speaker)), settings, speaker, out, json=json)
