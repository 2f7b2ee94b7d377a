"""Toys of `max_tours`."""

from tests.solver.question import POSTS, Toy, question

TOYS: list[Toy] = [
    lambda mode: question("max_tours", mode, periods=4, specialists=[{"id": "a", "max_tours": 1}]),
    lambda mode: question("max_tours", mode, posts=POSTS, specialists=[{"id": "a", "max_tours": 2}]),
    lambda mode: question("max_tours", mode, specialists=[{"id": "a"}, {"id": "b", "max_tours": 1}]),
]
