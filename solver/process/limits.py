"""What a search's process asks of the operating system: die with the parent, and a ceiling of memory.

Both need Linux; elsewhere the end of standard input tells the child that the parent is gone, and the parent, which
polls the child's memory everywhere, enforces the limit alone.
"""

import contextlib
import ctypes
import signal
import sys
from pathlib import Path

_PR_SET_PDEATHSIG = 1  # prctl(2)
_MIB = 1024 * 1024


def die_with_parent() -> None:
    """Let the kernel kill this process when the thread that started it ends."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def limit_memory(memory_mb: int | None) -> None:
    """Refuse allocations far above the limit, MiB, for a search that grows faster than the parent looks.

    The ceiling is twice the limit plus 1 GiB, since the kernel counts reserved memory here (a stack of 8 MiB for every
    thread), whereas the limit is meant for memory in use.
    """
    if memory_mb is None or sys.platform != "linux":
        return
    import resource

    ceiling = (2 * memory_mb + 1024) * _MIB
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    if hard == resource.RLIM_INFINITY or ceiling < hard:
        resource.setrlimit(resource.RLIMIT_DATA, (ceiling, hard))


def be_first_to_go() -> None:
    """Where the machine runs out of memory, let the kernel end a search before whoever started it."""
    with contextlib.suppress(OSError):  # no such file outside Linux, read-only in some containers
        Path("/proc/self/oom_score_adj").write_text("500", encoding="ascii")
