"""Toys of `specialty`."""

from tests.solver.question import Toy, question

TOYS: list[Toy] = [
    lambda mode: question("specialty", mode, specialists=[{"id": "a"}, {"id": "b", "specialties": ["04", "07"]}]),
    lambda mode: question("specialty", mode, specialists=[{"id": "a", "role": "NURSE"}, {"id": "b"}]),
    lambda mode: question(
        "specialty",
        mode,
        periods=2,
        posts=[{"id": "p"}, {"id": "q", "specialties": ["04"]}],
        specialists=[{"id": "a"}, {"id": "b", "specialties": ["04"]}],
    ),
]
