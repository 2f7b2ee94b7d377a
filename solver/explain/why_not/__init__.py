"""Why not this person, or this hospital, on that post then: a rule that forbids it, or what it would cost and who moves."""

from solver.explain.why_not.ask import why_not
from solver.explain.why_not.documents import Barred, Move, Obstacle, WhyNot

__all__ = ["Barred", "Move", "Obstacle", "WhyNot", "why_not"]
