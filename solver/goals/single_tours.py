"""Goals that every tour adds to on its own: `departures`, `preferences`. Twins: checks.goals."""

import numpy as np

from solver.domain.instance import Instance
from solver.domain.people import Specialist
from solver.domain.posts import Post
from solver.problem import Problem
from solver.rules.parts import Expression
from solver.tours import Tours


def departures(tours: Tours, problem: Problem) -> Expression:
    """Tours not under way before."""
    del problem
    return Expression(per_tour=(~tours.under_way).astype(np.int64))


def preferences(tours: Tours, problem: Problem) -> Expression:
    """Months inside the horizon × (the person's best score, at least 0, minus the score of where they serve)."""
    instance = problem.instance
    loss = np.zeros(len(tours), dtype=np.int64)
    wishful = np.array([bool(person.preferences) for person in problem.people.specialists], dtype=bool)
    for person, rows in tours.by_person(np.flatnonzero(wishful[tours.person])):
        specialist = problem.people.specialists[person]
        best = max(0, *(preference.score for preference in specialist.preferences))
        posts, row = np.unique(tours.post[rows], return_inverse=True)
        scores = np.array([score(instance, specialist, instance.posts[post]) for post in posts], dtype=np.int64)
        loss[rows] = best - scores[row]
    return Expression(per_tour=loss * tours.months_inside)


def score(instance: Instance, specialist: Specialist, post: Post) -> int:
    """Return the score of the most specific preference that concerns a post: post, department, recipient, else 0."""
    scores = {}
    for preference in specialist.preferences:
        named = preference.post or preference.department or preference.recipient
        scores[named] = preference.score
    department = instance.department_by_id[post.department]
    return next((scores[name] for name in (post.id, department.id, department.hospital) if name in scores), 0)
