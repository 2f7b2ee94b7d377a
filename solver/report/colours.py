"""The colours of charts: calm ones for hospitals and departments, red only where somebody is missing."""

from collections.abc import Iterable

from solver.report.coverage import State
from solver.report.names import Names

INK, FAINT, GRID, TRACK = "#27313f", "#8a94a3", "#e6e9ee", "#f1f3f6"
MISSING, WANTED = "#d2413a", "#fbe3e1"
LEAD, NEW = "#6f93b8", "#58a97c"
"""Links of pairings: given or kept, and new."""
PALETTE = (
    *("#9fc6e7", "#a9d6b8", "#f1d08d", "#c8b8e6", "#8fd1cd", "#d9c4a3", "#e6b8d4", "#c3db95"),
    *("#aab9ee", "#b7c3d3", "#e9c9ae", "#9bd3e6", "#d4d3a0", "#bfa9d2", "#a3cfa4", "#d3b5b0"),
)
"""Used again from the start where an instance has more; names and tooltips tell them apart."""
STATE_COLOURS = {
    State.FULL: "#b9dfc6",
    State.BELOW_TARGET: "#f6e3ad",
    State.BELOW_MIN: "#ee9b8f",
    State.EMPTY: MISSING,
}


def supporter_colours(names: Names) -> dict[str, str]:
    """Return the colour of each supporting hospital, the same in every chart of an instance."""
    return _painted(hospital.name for hospital in names.instance.supporting_hospitals)


def place_colours(names: Names) -> dict[str, str]:
    """Return the colour of each recipient hospital, or of each department where there is one hospital only."""
    hospitals = names.instance.recipient_hospitals
    return _painted(place.name for place in (hospitals if len(hospitals) > 1 else names.instance.departments))


def state_colours(names: Names) -> dict[str, str]:
    """Return the colour of each state of a post."""
    return {names.say(f"state.{state}"): colour for state, colour in STATE_COLOURS.items()}


def used(colours: dict[str, str], shown: Iterable[str]) -> dict[str, str]:
    """Return the colours of what is shown, in their order."""
    wanted = set(shown)
    return {name: colour for name, colour in colours.items() if name in wanted}


def _painted(places: Iterable[str]) -> dict[str, str]:
    return {place: PALETTE[number % len(PALETTE)] for number, place in enumerate(dict.fromkeys(places))}
