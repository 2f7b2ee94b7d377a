"""The other witness is enumerated once.

A mutant of the rules cannot change what the checks accept, nor one of the checks what the model allows: what the witness
said that the mutant is no part of is remembered, and the one that it might have changed is asked again.
"""

from collections.abc import Callable
from typing import Any

from tests.solver import test_corner_cases, test_two_witnesses
from tests.solver.goals import test_goals_in_the_model

CHECKS = "solver.checks."
PLACES: tuple[tuple[Any, str, bool], ...] = (
    (test_two_witnesses, "judged_plans", True),
    (test_two_witnesses, "allowed_plans", False),
    (test_goals_in_the_model, "judged_plans", True),
    (test_goals_in_the_model, "least_cost", False),
    (test_corner_cases, "best_of_all", True),
)
"""Module, name, and whether the checks say it."""


class Witnesses:
    """What both witnesses said of each question while nothing was changed."""

    def __init__(self) -> None:
        self.said: dict[tuple[Any, ...], Any] = {}
        self.serving: bool | None = None

    def listen(self) -> None:
        """Wrap the witnesses where the tests call them: from now on they answer, and what they say is kept."""
        for module, name, checks in PLACES:
            setattr(module, name, self._kept(getattr(module, name), name, checks))

    def serve(self, mutant: str) -> None:
        """Answer from memory for the witness that the mutant is no part of."""
        self.serving = not mutant.startswith(CHECKS)

    def _kept(self, ask: Callable[..., Any], name: str, checks: bool) -> Callable[..., Any]:
        def asked(question: Any, *rest: Any, **named: Any) -> Any:
            instance = question.problem.pairs.instance if name == "least_cost" else question
            key = name, instance.model_dump_json(), rest, tuple(sorted(named.items()))
            if self.serving == checks and key in self.said:
                return self.said[key]
            answer = ask(question, *rest, **named)
            answer = list(answer) if name == "judged_plans" else answer
            if self.serving is None:
                self.said[key] = answer
            return answer

        return asked
