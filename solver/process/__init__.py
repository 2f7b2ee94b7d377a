"""One search in a process of its own, which can be killed, can run out of memory, and takes nobody with it."""

from solver.process.inquire import inquire_in_process
from solver.process.supervise import solve_in_process

__all__ = ["inquire_in_process", "solve_in_process"]
