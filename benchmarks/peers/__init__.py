"""Solvers to compare with, each in a process of its own and as its own friends would write it; README.md of the folder above.

All speak one protocol: `python -m benchmarks.peers.<name> INSTANCE --seconds S --workers W --seed N --out DIR` reads an
instance, keeps every better plan with the time at which it had it, and writes what it had at 10, 60, 300 seconds and the end.
"""
