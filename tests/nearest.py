"""Plugin for mutation testing: of the tests that reach a mutant, only those that name its rule, check or goal run.

A mutant counts as killed only where the tests of its own stem kill it; that is stricter than all tests, and many times faster.
A stem without tests of its own gets all.
"""

import os
import re

import pytest

PAIRINGS = ("pairing", "on_pair", "lead_order", "pairing_cost", "pairing_changes", "off_pair")
ALSO = {
    "one_place": ("headcount", "rest"),
    "rest": ("headcount",),
    "pairs": PAIRINGS,
    "links": PAIRINGS,
    "single_tours": ("departures", "preferences"),
    "shortages": ("shortage", "coverage", "below_target", "gaps"),
    "capacity": ("release", "housing"),
    "qualification": ("specialty", "title", "tour_length"),
    "shortage": ("coverage",),
    "milestones_missed": ("milestone",),
    "milestone": ("milestones_missed",),
    "coverage": ("shortage", "below_target"),
    "registry": ("check",),
    "rules": ("masks", "title", "rest", "on_pair", "quota"),
}
"""Stems whose tests a module answers to as well as its own."""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep the tests nearest to the mutant that the environment names, if there is one."""
    named = re.fullmatch(r"solver\.(?:\w+\.)*?(\w+)\.xǁ?_?\w.*", os.environ.get("MUTANT_UNDER_TEST", ""))
    if named is None:
        return
    stems = "|".join((named[1], *ALSO.get(named[1], ())))
    nearest = [item for item in items if re.search(rf"(test_|\[)({stems})(\.py|[-\]])", item.nodeid)]
    if nearest:
        config.hook.pytest_deselected(items=[item for item in items if item not in nearest])
        items[:] = nearest
