"""What a call ends with."""

from enum import IntEnum

from solver.domain.outcome import Infeasible, Solved, Undecided


class Exit(IntEnum):
    """The exit codes of every command."""

    DONE = 0
    """Solved, or checked and clean; priced violations are listed."""
    BAD_INPUT = 2
    INFEASIBLE = 3
    UNDECIDED = 4
    BROKEN_RULE = 5
    """The checked plan breaks a hard rule."""
    BUG = 70
    INTERRUPTED = 130
    """Ended by a second Ctrl-C."""


def exit_of(outcome: Solved | Infeasible | Undecided) -> Exit:
    """Return the code that tells a script which kind of answer it has."""
    match outcome:
        case Solved():
            return Exit.DONE
        case Infeasible():
            return Exit.INFEASIBLE
        case Undecided():
            return Exit.UNDECIDED
