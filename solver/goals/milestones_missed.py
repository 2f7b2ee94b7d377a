"""Person-months that milestones lack × priority: Σ missed(milestone) × priority. Twin: checks.goals.milestones_missed."""

from solver.problem import Problem
from solver.rules.milestone import missed
from solver.rules.parts import Expression
from solver.tours import Tours


def milestones_missed(tours: Tours, problem: Problem) -> Expression:
    """Return the goal; the auxiliaries and their rows belong to `milestone`."""
    del tours
    terms = [
        (auxiliary, asked.priority)
        for index, asked in enumerate(problem.instance.milestones)
        for auxiliary, _ in missed(problem, index)
    ]
    return Expression(auxiliaries=tuple(terms))
