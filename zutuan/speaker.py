"""What every command is given: the language, and where sentences for people go (standard error)."""

from dataclasses import dataclass, field

import typer
from rich.console import Console

from solver.texts import Language, say


@dataclass(frozen=True)
class Speaker:
    """Says sentences of the topic `cli` on standard error, so that standard output stays clean."""

    language: Language
    console: Console = field(default_factory=lambda: Console(stderr=True, highlight=False, soft_wrap=True))

    def say(self, key: str, **values: object) -> None:
        """Print the sentence `cli.<key>`."""
        self.print(self.text(key, **values))

    def text(self, key: str, **values: object) -> str:
        """Return the sentence `cli.<key>`."""
        return say(f"cli.{key}", self.language, **values)

    def print(self, sentence: str) -> None:
        """Print a sentence as it is: brackets in it are text and no markup."""
        self.console.print(sentence, markup=False)


def speaker_of(context: typer.Context) -> Speaker:
    """Return the speaker that `main` put into the call's context."""
    speaker = context.obj
    assert isinstance(speaker, Speaker)
    return speaker
