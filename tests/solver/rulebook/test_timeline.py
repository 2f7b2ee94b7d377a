"""Timelines: one row per person, one column per period, in plain letters."""

from solver.domain.calendar import Calendar
from solver.rulebook.timeline import Span, span, timeline

YEAR = Calendar.model_validate({"start": "2026-03-01", "months_per_period": 1, "periods": 5})
QUARTERS = Calendar.model_validate({"start": "2026-03-01", "months_per_period": 3, "periods": 3})


def drawn(*tours: str, calendar: Calendar = YEAR, **person: object) -> list[str]:
    """Return the rows for person a."""
    return timeline(calendar, [{"id": "a", **person}], [span(tour) for tour in tours]).splitlines()


def test_a_tour_is_written_as_five_words() -> None:
    assert span("a A 0 4") == Span("a", "A", 0, 4, 0)
    assert span("a A -3 4 2") == Span("a", "A", -3, 4, 2)


def test_tours_that_adjoin_are_parted() -> None:
    assert drawn("a A 0 2", "a post 2 4") == ["   0 1 2 3 4", "a  A A|P P ."]
    assert drawn("a A 0 2", "a A 3 4") == ["   0 1 2 3 4", "a  A A . A ."]


def test_who_is_in_two_places_has_two_rows() -> None:
    assert drawn("a A 0 3", "a B 2 5") == ["   0 1 2 3 4", "a  A A A . .", "   . . B B B"]


def test_tail_and_time_before_are_drawn() -> None:
    assert drawn("a A -1 1", "a A 4 6")[0].split() == ["-1", "0", "1", "2", "3", "4", "5"]
    assert drawn("a A -1 1", "a A 4 6")[1].split() == ["a", "A", "A", ".", ".", ".", "A", "A"]


def test_history_and_unavailable_days() -> None:
    stay = {"altitude_m": 4000, "from": "2025-12-31", "to": "2026-02-01"}
    assert drawn(history=[stay])[1].split() == ["a", "h", "h", ".", ".", ".", ".", ".", "."]
    away = [{"from": "2026-03-31", "to": "2026-04-01"}, {"from": "2026-04-30", "to": "2026-05-02"}]
    assert drawn(unavailable=away) == ["   0 1 2 3 4", "a  x x x . ."]
    assert drawn(unavailable=away, calendar=QUARTERS) == ["   0 1 2", "a  x . ."]


def test_long_history_is_cut() -> None:
    stay = {"altitude_m": 4000, "from": "2020-01-01", "to": "2026-03-01"}
    assert drawn(history=[stay])[0].split()[0] == "-6"


def test_a_pool_has_a_row_for_each_unit() -> None:
    assert drawn("a A 0 2 1", count=2) == ["     0 1 2 3 4", "a/0  . . . . .", "a/1  A A . . ."]
