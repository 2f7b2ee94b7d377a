"""Every rule of the book has something to say in Kezhou or Nagqu: a tour that it bars, a row that it posts, or a choice."""

import numpy as np
import pytest

import instances
from solver.domain.instance import Instance
from solver.problem import Problem
from solver.rules import RULES, Rule
from solver.tours import Tours, candidates

PROBLEMS = tuple(Problem(Instance.model_validate_json(instances.text(name))) for name in ("kezhou", "naqu"))
MADE = {"specialty", "tour_length"}
"""What these bar is hardly made a candidate."""
ELSEWHERE = {"mentorship", "freeze"}
"""Apprentices stand in `alar`; a freeze belongs to replanning."""


def _anybody_anywhere(problem: Problem) -> Tours:
    """Return a tour of two months from the second month on for every person on every post."""
    people, posts = len(problem.people), len(problem.instance.posts)
    person, post = np.divmod(np.arange(people * posts), posts)
    ones = np.ones(people * posts, dtype=np.int64)
    return Tours(problem, person, post, ones, 2 * ones, np.zeros(people * posts, dtype=bool))


def _speaks(rule: Rule, problem: Problem) -> bool:
    tours = _anybody_anywhere(problem) if rule.stem in MADE else candidates(problem)
    barred = rule.mask is not None and bool(rule.mask(tours, problem).where.any())
    return barred or (rule.rows is not None and any(True for _ in rule.rows(tours, problem)))


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.stem not in ELSEWHERE], ids=lambda rule: rule.stem)
def test_every_rule_is_used(rule: Rule) -> None:
    decides = rule.decided is not None and any(problem.instance.pairings for problem in PROBLEMS)
    assert decides or any(_speaks(rule, problem) for problem in PROBLEMS)
