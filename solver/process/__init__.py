"""One search in a process of its own, which can be killed, can run out of memory, and takes nobody with it."""

from solver.process.supervise import solve_in_process

__all__ = ["solve_in_process"]
