"""Whatever stands anywhere in a document: it is read or refused with findings that can be said, never a traceback."""

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from solver.load import read_instance
from solver.texts import LANGUAGES
from solver.validation import sentence
from tests.solver.validation.mutants import EXPOSURE, HIGH, PERSON, UNDER_WAY, patched

QUOTA = {"supporter": "jsph", "from_period": 0, "to_period": 6, "unit": "DEPARTURES", "min": 1}
APPRENTICE = {"id": "a", "department": "kz-02", "specialty": "02", "from": "2026-03-01", "to": "2027-03-01"}


def rich() -> dict[str, Any]:
    """Kezhou with something in every section, and few enough people to try much."""
    document = patched(
        *HIGH,
        EXPOSURE,
        ("/specialists/-", PERSON | {"history": [{"altitude_m": 4000, "from": "2025-01-01", "to": "2025-06-01"}]}),
        UNDER_WAY,
        ("/quotas/-", QUOTA),
        ("/apprentices/-", APPRENTICE),
        ("/milestones/-", {"department": "kz-02", "person_months": 3, "by_period": 6}),
        ("/policy/rules/senior_presence/scopes", [{"scope": "HOSPITAL", "ids": ["high"], "min_title": "CHIEF"}]),
    )
    document["specialists"] = document["specialists"][-3:]
    return document


def places(value: Any, place: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [place, *(deeper for key, child in children for deeper in places(child, (*place, key)))][:2000]


PLACES = places(rich())[1:]
NUMBERS = (None, True, -1, 0, 1, 28, 400, 1200, 10**9, 0.5, float("nan"))
WORDS = ("", "x", "kezhou", "RESIDENT", "CHIEF", "0001-01-01", "9999-12-31", "2026-02-29")
ODD = st.sampled_from([*NUMBERS, *WORDS, [], [0], [[]], {}, {"id": "x"}, {"": 1}])


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.sampled_from(PLACES), ODD), min_size=1, max_size=3))
def test_anything_anywhere(changes: list[tuple[tuple[Any, ...], Any]]) -> None:
    document = rich()
    for place, value in changes:
        owner: Any = document
        for part in place[:-1]:
            try:
                owner = owner[part]
            except (KeyError, IndexError, TypeError):
                break
        else:
            if isinstance(owner, dict) or (isinstance(owner, list) and place[-1] < len(owner)):
                owner[place[-1]] = value
    instance, findings = read_instance(document)
    assert instance is not None or findings
    for finding in findings:
        assert all(sentence(finding, language) for language in LANGUAGES)
