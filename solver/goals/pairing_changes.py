"""Existing pairings not kept:  paired + dropped ≥ 1 for each. Twin: checks.goals.pairing_changes."""

from solver.domain.kinds import PairingState
from solver.domain.outcome import Claim
from solver.problem import Problem
from solver.rules.pairing import paired
from solver.rules.parts import NONE, Auxiliary, Expression, Row
from solver.tours import Tours


def pairing_changes(tours: Tours, problem: Problem) -> Expression:
    """Return the goal with its auxiliaries and rows."""
    del tours
    terms: list[tuple[Auxiliary, int]] = []
    rows: list[Row] = []
    for link in problem.pairs.links:
        if link.entry is not None and link.entry.state is PairingState.EXISTING:
            dropped = Auxiliary("pairing_changes", (link.supporter, link.target), upper=1)
            claim = Claim(rule="pairing_changes", ids=(link.entry.supporter, link.entry.target))
            terms.append((dropped, 1))
            rows.append(Row(claim, NONE, at_least=1, auxiliaries=((paired(link), 1), (dropped, 1))))
    return Expression(auxiliaries=tuple(terms), rows=tuple(rows))
