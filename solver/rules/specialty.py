"""The specialist has a specialty and a role that the post accepts. Twin: checks.specialty."""

import numpy as np

from solver.problem import Problem, accepts
from solver.rules.parts import Barred
from solver.tours import Tours


def specialty(tours: Tours, problem: Problem) -> Barred:
    """Bar tours of people whom the post does not accept."""
    people, posts = problem.people.specialists, problem.instance.posts
    pairs, row = np.unique(tours.person * len(posts) + tours.post, return_inverse=True)
    unfit = [not accepts(problem.instance, posts[pair % len(posts)], people[pair // len(posts)]) for pair in pairs]
    return Barred("specialty", np.array(unfit, dtype=bool)[row], source="/posts")
