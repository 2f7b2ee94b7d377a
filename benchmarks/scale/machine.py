"""What has to be known of the machine and the sources to believe a figure."""

import os
import platform
import subprocess
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.scale.row import Machine

ROOT = Path(__file__).resolve().parents[2]


def load() -> float:
    """Return the load of the last minute, 0 where the system does not say."""
    return round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else 0.0


def commit() -> str:
    """Return the commit of the sources, short; nothing outside a checkout."""
    return _git("rev-parse", "--short=10", "HEAD")


def sources() -> str:
    """Return the tree of the solver in the commit, short: what a figure depends on, apart from pages and tests."""
    return _git("rev-parse", "--short=10", "HEAD:solver")


def changed() -> bool:
    """Return whether files of the solver differ from the commit."""
    return bool(_git("status", "--porcelain", "--untracked-files=no", "--", "solver"))


def machine(load_before: float) -> Machine:
    """Return where and when a run that just ended took place."""
    return Machine(
        date=datetime.now(UTC).strftime("%Y-%m-%d %H:%M"),
        commit=commit(),
        sources=sources(),
        changed=changed(),
        python=platform.python_version(),
        cores=os.cpu_count() or 1,
        load_before=load_before,
        load_after=load(),
    )


def _git(*arguments: str) -> str:
    try:
        run = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return ""
    return run.stdout.strip()
