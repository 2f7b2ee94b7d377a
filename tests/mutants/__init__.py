"""Mutation testing: mutmut makes the mutants, the tests nearest to each judge it in a forked process.

`python -m tests.mutants make`, `judge`, `report`. What was found: docs/mutation.md.
"""
