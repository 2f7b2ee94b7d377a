"""Small valid questions over the whole rule book, drawn at random; what validation refuses is drawn again."""

from dataclasses import dataclass

from hypothesis import assume
from hypothesis import strategies as st

from solver.domain.calendar import Calendar
from solver.domain.finding import Severity
from solver.domain.instance import Instance
from solver.validation import validate
from tests.solver.dice import Dice, Row, Times
from tests.solver.drawn_people import people
from tests.solver.drawn_places import kinds, places, posts
from tests.solver.drawn_policy import policy
from tests.solver.drawn_wishes import wishes

THEMES = (
    "batches",
    "tail",
    "kinds",
    "leave",
    "rest",
    "lengths",
    "release",
    "housing",
    "pairing",
    "specialty",
    "titles",
    "handover",
    "demand",
    "pools",
    "agreed",
    "altitude",
    "clearance",
    "training",
    "exposure",
    "unavailable",
    "history",
    "preferences",
    "max_tours",
    "quotas",
    "milestones",
    "locked",
    "forbidden",
    "modes",
    "weights",
    "levels",
    "team",
    "seniors",
    "same ids",
)


@dataclass(frozen=True)
class Size:
    """The most of everything in a drawn question."""

    periods: int
    tail: int
    people: int
    pool: int
    hospitals: int
    posts: int


TINY = Size(periods=4, tail=1, people=3, pool=2, hospitals=2, posts=2)
SMALL = Size(periods=6, tail=4, people=6, pool=3, hospitals=3, posts=4)


@st.composite
def instances(draw: st.DrawFn, size: Size) -> Instance:
    """Draw an instance in which validation finds no error."""
    dice = Dice(draw, THEMES)
    rows = calendar(dice, size)
    times = Times(dice, Calendar.model_validate(rows))
    document: Row = {"version": 1, "name": "drawn", "calendar": rows, "policy": policy(dice, times)}
    document |= places(dice, times, size.hospitals)
    document["tour_kinds"] = kinds(dice, times)
    document["posts"] = posts(dice, times, document, size.posts)
    document["specialists"] = people(dice, times, document, size.people, size.pool)
    document |= wishes(dice, times, document)
    instance = Instance.model_validate(document)
    assume(not any(finding.severity is Severity.ERROR for finding in validate(instance)))
    return instance


def calendar(dice: Dice, size: Size) -> Row:
    periods = dice.number(2, size.periods)
    return {
        "start": dice.pick(["2026-03-01", "2026-01-28", "2025-08-15"]),
        "months_per_period": dice.pick([1, 1, 2, 3, 6, 12]),
        "periods": periods,
        "batch_starts": dice.perhaps("batches", lambda: dice.some(range(periods), 3, least=1)),
        "tail_periods": dice.perhaps("tail", lambda: dice.pick([None, *range(1, size.tail + 1)]), 0),
    }
