"""How a search stands, on standard error: one live line on a terminal, a line per improvement elsewhere."""

import time
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.live import Live
from rich.text import Text

from solver.domain.outcome import Progress
from solver.texts import Language, say

_QUIET_SECONDS = 2.0
"""Where lines are kept, a bound alone earns a new one only after this time; a better plan always does."""


class ProgressLine:
    """Shows incumbent, bound, gap and elapsed time while a search runs."""

    def __init__(self, console: Console, language: Language) -> None:
        self._console = console
        self._language = language
        self._latest = Progress(seconds=0.0)
        self._printed = Progress(seconds=-_QUIET_SECONDS)
        self._began = time.monotonic()
        self._live = Live(get_renderable=self._now, console=console, transient=True) if console.is_terminal else None

    def __enter__(self) -> Self:
        if self._live is not None:
            self._live.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._live is not None:
            self._live.stop()

    def show(self, progress: Progress) -> None:
        """Take note of how the search stands, and print it where lines are kept and it says something new."""
        self._latest = progress
        if self._live is None and self._is_news(progress):
            self._printed = progress
            self._console.print(self._line(progress, progress.seconds))

    def say(self, sentence: str) -> None:
        """Print a sentence above the live line."""
        self._console.print(sentence)

    def _is_news(self, progress: Progress) -> bool:
        if progress.incumbent != self._printed.incumbent:
            return True
        return progress.bound != self._printed.bound and progress.seconds - self._printed.seconds >= _QUIET_SECONDS

    def _now(self) -> Text:
        return self._line(self._latest, time.monotonic() - self._began)

    def _line(self, progress: Progress, seconds: float) -> Text:
        nothing = say("cli.progress.nothing", self._language)
        gap = progress.gap
        return Text(
            say(
                "cli.progress.line",
                self._language,
                seconds=f"{seconds:.1f}",
                incumbent=nothing if progress.incumbent is None else f"{progress.incumbent:,}",
                bound=nothing if progress.bound is None else f"{progress.bound:,}",
                gap=nothing if gap is None else f"{gap:.2%}",
            )
        )
