"""What the instance says of a supporter and a target."""

from solver.checks.links import Links
from tests import small


def test_a_pair_that_is_not_listed_is_a_candidate_of_which_nothing_is_said():
    entry = Links(small.instance(departments=[{"pairing": {}}])).entry(("home", "ward"))
    assert entry.model_dump(exclude_none=True) == {"supporter": "home", "target": "ward"}


def test_a_pair_that_is_listed_is_what_its_entry_says():
    asked = small.instance(departments=[{"pairing": {}}], pairings=[{"state": "FIXED", "cost": 4}])
    assert Links(asked).entry(("home", "ward")) is asked.pairings[0]
