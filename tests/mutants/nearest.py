"""Which tests judge a mutant: of those that reach the changed function, the ones that name its rule, check or goal.

That is stricter than all tests, and many times faster.
"""

import re
from collections.abc import Iterable

PAIRINGS = ("pairing", "on_pair", "lead_order", "pairing_cost", "pairing_changes", "off_pair")
ALSO = {
    "one_place": ("headcount", "rest"),
    "rest": ("headcount",),
    "pairs": PAIRINGS,
    "links": (*PAIRINGS, "eligible"),
    "single_tours": ("departures", "preferences"),
    "tours": ("departures", "people_used"),
    "shortages": ("shortage", "coverage", "below_target", "gaps"),
    "capacity": ("release", "housing"),
    "qualification": ("specialty", "title", "tour_length"),
    "shortage": ("coverage",),
    "milestones_missed": ("milestone",),
    "milestone": ("milestones_missed",),
    "coverage": ("shortage", "below_target"),
    "registry": ("check", "quota"),
    "view": ("headcount", "release", "on_pair"),
    "checks": ("check", "belonging", "title", "quota", "pairing_cost"),
    "rules": ("masks", "title", "rest", "on_pair", "quota"),
}
"""Stems whose tests a module answers to as well as its own."""


def nearest(function: str, tests: Iterable[str]) -> list[str]:
    """Return those of the tests that name the module of a function, or what else it answers to."""
    module = function.rpartition(".")[0].rpartition(".")[2]
    stems = "|".join((module, *ALSO.get(module, ())))
    named = re.compile(rf"(test_|\[)({stems})(\.py|[-\]])")
    return [test for test in tests if named.search(test)]
