"""A person is removed from the published programmes."""

import json

import pytest

import instances
from solver.domain.instance import Instance
from solver.erasure import Person, erased
from solver.load import load_instance
from solver.validation import validate


@pytest.mark.parametrize("name", ["kezhou", "naqu", "alar"])
def test_a_real_programme_without_one_of_its_people_is_one_still(name: str) -> None:
    text = instances.text(name)
    asked = load_instance(text)
    locked = [one.specialist for one in asked.locked if one.specialist]
    for who in {asked.specialists[0].id, *locked[:2]}:
        left = Instance.model_validate(erased(json.loads(text), Person(who)))
        assert len(left.specialists) == len(asked.specialists) - 1
        assert not any(finding.severity == "ERROR" for finding in validate(left))
        assert not Person(who).in_values(left.model_dump(mode="json"))
