"""The rule book for people: what the code and the policy say of each rule and goal, and the pages written from it.

`facts` is for any consumer; `python -m solver.rulebook docs` writes the pages, from the prose in docs/rulebook/.
"""

from solver.rulebook.facts import FieldFacts, GoalFacts, RuleFacts, field_facts, goal_facts, rule_facts

__all__ = ["FieldFacts", "GoalFacts", "RuleFacts", "field_facts", "goal_facts", "rule_facts"]
