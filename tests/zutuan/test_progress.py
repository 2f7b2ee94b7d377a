"""How a search is followed: a line per improvement where lines are kept."""

import io

from rich.console import Console

from solver.domain.outcome import Progress
from zutuan.progress import ProgressLine


def _shown(*reports: tuple[float, int | None, int | None], terminal: bool = False) -> str:
    file = io.StringIO()
    with ProgressLine(Console(file=file, force_terminal=terminal, width=100), "en") as line:
        for seconds, incumbent, bound in reports:
            line.show(Progress(seconds=seconds, incumbent=incumbent, bound=bound))
    return file.getvalue()


def test_every_better_plan_has_a_line_and_a_bound_alone_only_now_and_then() -> None:
    lines = _shown((0.1, None, 5), (0.2, None, 6), (0.3, 90, 6), (0.4, 90, 7), (0.5, 80, 7), (2.6, 80, 8)).splitlines()
    assert [line.split("  ")[0] for line in lines] == ["0.1 s", "0.3 s", "0.5 s", "2.6 s"]
    assert lines[0] == "0.1 s  best –  bound 5  gap –"
    assert lines[-1] == "2.6 s  best 80  bound 8  gap 90.00%"


def test_a_terminal_has_one_live_line_and_none_in_the_end() -> None:
    shown = _shown((0.1, 90, 5), (0.2, 80, 5), terminal=True)
    assert shown.count("bound 5") == 1, "drawn once in so short a time"
    assert shown.endswith("\x1b[1A\x1b[2K"), "and wiped away"
