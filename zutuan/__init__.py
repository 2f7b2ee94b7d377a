"""zutuan plans paired medical assistance: who serves where and when, with a proof and a reason for every gap.

    from zutuan import Settings, load_instance, solve
    outcome = solve(load_instance("instance.json"), Settings(seconds=30))

`solve` searches in this process; `solve_in_process` in a killable one of its own; `solve_many` many side by side.
"""

from typing import TYPE_CHECKING, Any

from solver import __version__
from solver.batch import Done, Failed, solve_many
from solver.checks import Checked, check
from solver.domain.finding import Finding, Severity
from solver.domain.instance import Instance
from solver.domain.outcome import Infeasible, Outcome, Progress, Solved, StoppedBy, Undecided
from solver.domain.plan import Plan
from solver.errors import InternalError, InvalidInstance, InvalidPlan, SearchDied, ZutuanError
from solver.load import load_instance, read_outcome, read_plan
from solver.process import solve_in_process
from solver.settings import Settings
from solver.validation import sentence, validate

if TYPE_CHECKING:
    from solver.solve import solve


def __getattr__(name: str) -> Any:
    """Import `solve` when it is asked for: ortools takes seconds to load, and the command line never needs it here."""
    if name != "solve":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from solver.solve import solve

    return solve


__all__ = [
    "Checked",
    "Done",
    "Failed",
    "Finding",
    "Infeasible",
    "Instance",
    "InternalError",
    "InvalidInstance",
    "InvalidPlan",
    "Outcome",
    "Plan",
    "Progress",
    "SearchDied",
    "Settings",
    "Severity",
    "Solved",
    "StoppedBy",
    "Undecided",
    "ZutuanError",
    "__version__",
    "check",
    "load_instance",
    "read_outcome",
    "read_plan",
    "sentence",
    "solve",
    "solve_in_process",
    "solve_many",
    "validate",
]
