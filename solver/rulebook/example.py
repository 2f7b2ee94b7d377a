"""The picture of an example: its people and tours drawn over the calendar of the plain instance and the example's changes."""

from typing import Any

from solver.domain.calendar import Calendar
from solver.rulebook.prose import Example
from solver.rulebook.timeline import span, timeline

PLAIN: dict[str, Any] = {"start": "2026-03-01", "months_per_period": 1, "periods": 12}
"""The calendar of the plain instance; a test compares it with tests/small.py."""


def picture(example: Example) -> str:
    """Return the timeline of an example, and the pairings of its plan."""
    pairings = [_arrow(*pairing.split()) for pairing in example.pairings]
    return "\n".join([*([_tours(example)] if example.tours or not pairings else []), *pairings])


def _arrow(supporter: str, target: str, *words: str) -> str:
    return f"{supporter} -> {target}  {' '.join(words)}"


def _tours(example: Example) -> str:
    calendar = Calendar.model_validate(PLAIN | example.instance.get("calendar", {}))
    people = [{"id": "a"} | person for person in example.instance.get("specialists", [{}])]
    return timeline(calendar, people, [span(tour) for tour in example.tours])
