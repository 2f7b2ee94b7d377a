"""What contradicts what: an irreducible set of claims that no plan keeps, in the planner's words.

A first world holds all candidate tours with everything that is asked of them; one question after another, solved anew,
leaves out whatever the contradiction does not need. Wishes are blamed before limits, limits before what protects people.
"""

from solver.explain.conflict.documents import Conflict, Conflicts
from solver.explain.conflict.find import conflicts

__all__ = ["Conflict", "Conflicts", "conflicts"]
