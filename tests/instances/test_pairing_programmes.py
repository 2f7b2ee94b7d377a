"""Fujian and Hainan: pairings alone, to the figures of the report on paired assistance."""

from collections import Counter

import pytest

import instances
from solver.domain.instance import Instance
from solver.domain.outcome import Solved
from solver.settings import Settings
from solver.solve import solve

FUJIAN, HAINAN = (Instance.model_validate_json(instances.text(name)) for name in ("fujian", "hainan"))


def _solved(instance: Instance) -> Solved:
    outcome = solve(instance, Settings(seconds=20))
    assert isinstance(outcome, Solved)
    assert outcome.proven_optimal
    return outcome


@pytest.mark.parametrize(("instance", "supporters", "recipients"), [(FUJIAN, 8, 25), (HAINAN, 3, 16)])
def test_supporters_and_recipients_are_as_many_as_reported(
    instance: Instance, supporters: int, recipients: int
) -> None:
    assert len(instance.supporting_hospitals) == supporters
    assert len(instance.recipient_hospitals) == recipients
    assert Counter(link.target for link in _solved(instance).plan.pairings) == {
        hospital.id: 1 for hospital in instance.recipient_hospitals
    }


def test_fujian_no_hospital_carries_more_than_it_can() -> None:
    workload = {hospital.id: hospital.pairing.workload for hospital in FUJIAN.recipient_hospitals if hospital.pairing}
    carried: Counter[str] = Counter()
    for link in _solved(FUJIAN).plan.pairings:
        carried[link.supporter] += workload[link.target]
    capacity = {hospital.id: hospital.pairing_capacity for hospital in FUJIAN.supporting_hospitals}
    assert all(carried[hospital] <= most for hospital, most in capacity.items() if most is not None)
    assert None not in capacity.values()


def test_fujian_the_nearest_hospital_for_all_would_overload_some() -> None:
    """Otherwise the question would need no solver."""
    nearest = 0
    for hospital in FUJIAN.recipient_hospitals:
        nearest += min(link.cost for link in FUJIAN.pairings if link.target == hospital.id and link.cost is not None)
    found = {goal.name: goal.amount for goal in _solved(FUJIAN).goals}
    assert found["pairing_cost"] > nearest


def test_hainan_nine_in_trust_and_seven_with_technical_help() -> None:
    forms = {link.target: link.form for link in HAINAN.pairings}
    assert Counter(forms.values()) == {"TRUSTEESHIP": 9, "TECHNICAL": 7}


def test_hainan_what_is_signed_is_kept() -> None:
    forms = {link.target: link.form for link in HAINAN.pairings}
    signed = {(link.supporter, link.target) for link in HAINAN.pairings if link.state == "EXISTING"}
    assert Counter(forms[target] for _, target in signed) == {"TRUSTEESHIP": 7, "TECHNICAL": 5}
    planned = {(link.supporter, link.target) for link in _solved(HAINAN).plan.pairings}
    assert signed <= planned
