"""The marks of the charts, as rows of typed tables. Days are ISO dates; `until` is the first day after."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Bar:
    """A tour in a timeline. `label` is written on it, the rest shows on pointing at it."""

    row: int
    start: str
    until: str
    label: str
    colour: str
    person: str
    title: str
    supporter: str
    recipient: str
    department: str
    post: str
    days: str
    months: int


@dataclass(frozen=True)
class Track:
    """A range of time in which a post wants somebody."""

    row: int
    start: str
    until: str


@dataclass(frozen=True)
class Cell:
    """A shortage: one post, one period; `label` is set on the first of a run of cells."""

    row: int
    start: str
    until: str
    below: str
    below_min: bool
    missing: int
    label: str
    recipient: str
    department: str
    post: str
    month: str
    gap: str


@dataclass(frozen=True)
class RowLabel:
    """What stands left of a line."""

    row: int
    text: str
    is_heading: bool


@dataclass(frozen=True)
class Mark:
    """Preparations of one person on one day."""

    row: int
    day: str
    shape: str
    what: str
    person: str
    due: str


@dataclass(frozen=True)
class HeatCell:
    """People present at a post in a period."""

    row: int
    start: str
    until: str
    state: str
    label: str
    present: int
    min: int
    target: int
    recipient: str
    department: str
    post: str
    month: str


@dataclass(frozen=True)
class AwayBox:
    """People of one hospital away in one period, stacked between `low` and `high`."""

    start: str
    until: str
    supporter: str
    low: int
    high: int
    away: int
    limit: str
    month: str


@dataclass(frozen=True)
class LimitStep:
    """What all hospitals together can spare in a period."""

    start: str
    until: str
    limit: int
