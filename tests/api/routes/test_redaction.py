"""What each role is shown: nothing of anybody's health in any answer or export, and of others' parts nothing at all."""

import io
import json
from typing import Any

import openpyxl
import pytest

import instances
from api.exports import exported
from api.redaction import EXAMINATIONS, View, instance_for, outcome_for, plan_for, without_health
from api.roles import Role
from api.tokens import Tokens
from solver.domain.instance import Instance
from solver.domain.outcome import Solved
from solver.domain.plan import Plan
from solver.load import load_instance
from solver.settings import Settings
from solver.validation import validate
from tests.api.routes.asking import searched

LABEL, NOTE, STAY, CLEARED, TRAINED = "Label of a person", "Note on a person", "2024-05-17", "2026-12-31", "2026-02-20"
SECRETS = (LABEL, NOTE, STAY, CLEARED, TRAINED)

VIEWS = [View(Role.VIEWER), View(Role.RECIPIENT, "naqu"), View(Role.SUPPORTER, "gulou")]


@pytest.fixture(scope="module")
def question(demo) -> dict[str, Any]:
    """The instance of the examples, with everything that one may know of a person."""
    person = {
        **demo["specialists"][0],
        "label": LABEL,
        "note": NOTE,
        "history": [{"altitude_m": 3700, "from": STAY, "to": "2024-08-01"}],
        "unavailable": [{"from": "2027-01-01", "to": "2027-02-01", "note": NOTE}],
    }
    return {
        **demo,
        "specialists": [person],
        "notes": [NOTE],
        "quotas": [{"unit": "DEPARTURES", "max": 9, "from_period": 0, "to_period": 8, "note": NOTE}],
        "forbidden": [{"specialist": "g-01", "recipient": "naqu", "from_period": 7, "to_period": 8, "note": NOTE}],
    }


@pytest.fixture(scope="module")
def answer(question) -> Solved:
    from solver.solve import solve

    outcome = solve(load_instance(question), Settings(seconds=20, workers=1))
    assert isinstance(outcome, Solved)
    assert outcome.plan.tours
    assert any(one.kind in EXAMINATIONS for one in outcome.plan.preparations)
    return outcome


@pytest.fixture(scope="module")
def kezhou() -> tuple[Instance, Plan]:
    text = (instances.path("kezhou").parent / "kezhou.plan.json").read_text(encoding="utf-8")
    document = json.loads(text)
    plan = Plan.model_validate(document.get("plan", document))
    return load_instance(instances.text("kezhou")), plan


def _tokens_of(store, view: View) -> dict[str, str]:
    _, text = Tokens(store).create(view.role, "local", hospital=view.hospital)
    return {"Authorization": f"Bearer {text}"}


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.role.value)
def test_no_answer_quotes_anybodys_health(asking, store, jobs, question, answer, view):
    job = asking.submitted(question)
    searched(jobs, answer)
    facts = asking.get(f"/v1/jobs/{job}").json()
    addresses = [
        f"/v1/jobs/{job}{part}" for part in ("", "/plan", "/plan?format=xlsx", "/outcome", "/reasons", "/events")
    ]
    addresses += [f"/v1/plans/{facts['plan_id']}", f"/v1/instances/{facts['instance_id']}", "/v1/jobs", "/metrics"]
    whole = asking.get(f"/v1/instances/{facts['instance_id']}").text
    assert all(secret in whole for secret in SECRETS)
    answered = 0
    for address in addresses:
        response = asking.get(address, headers=_tokens_of(store, view))
        if response.status_code == 403:
            continue
        assert response.status_code == 200, address
        answered += 1
        text = _text(response.content) if "xlsx" in address else response.text
        for secret in (*SECRETS, '"RECHECK"', '"EXAMINATION"'):
            assert secret not in text, (address, secret)
    assert answered >= 3


def _text(workbook: bytes) -> str:
    book = openpyxl.load_workbook(io.BytesIO(workbook))
    return "\n".join(str(cell.value) for sheet in book for row in sheet for cell in row if cell.value is not None)


def test_a_hospital_is_not_told_what_planners_wrote_beside_a_job(asking, store, demo):
    job = asking.submitted(demo, name=NOTE, tags=[LABEL])
    for view in VIEWS:
        shown = asking.get(f"/v1/jobs/{job}", headers=_tokens_of(store, view))
        assert (NOTE in shown.text, LABEL in shown.text) == ((view.role is Role.VIEWER,) * 2)
        assert shown.json()["state"] == "QUEUED"


def test_planners_see_everything(answer, question):
    instance = load_instance(question)
    for role in (Role.ADMIN, Role.PLANNER):
        assert plan_for(View(role), answer.plan, instance) is answer.plan
        assert outcome_for(View(role), answer, instance) is answer
        assert instance_for(View(role), instance, answer.plan) is instance


def test_a_recipient_sees_its_own_hospital_only(kezhou):
    instance, plan = kezhou
    assert plan_for(View(Role.RECIPIENT, "kezhou"), plan, instance).tours == plan.tours
    assert plan_for(View(Role.RECIPIENT, "elsewhere"), plan, instance) == Plan()


def test_a_supporter_sees_its_own_people_only(kezhou):
    instance, plan = kezhou
    shown = plan_for(View(Role.SUPPORTER, "gl"), plan, instance)
    assert shown.tours
    assert len(shown.tours) < len(plan.tours)
    assert {tour.supporter for tour in shown.tours} == {pairing.supporter for pairing in shown.pairings} == {"gl"}
    assert {one.specialist.split("-")[0] for one in shown.preparations} <= {"gl"}
    assert shown.shortages == ()
    part = instance_for(View(Role.SUPPORTER, "gl"), instance, shown)
    assert {one.hospital for one in part.specialists} == {"gl"}
    assert [one.id for one in part.supporting_hospitals] == ["gl"]


def test_a_viewer_is_told_the_rule_and_no_more(answer, question):
    instance = load_instance(question)
    whole = {reason.rule for seat in answer.plan.shortages for reason in seat.reasons}
    shown = plan_for(View(Role.VIEWER), answer.plan, instance)
    reasons = [reason for seat in shown.shortages for reason in seat.reasons]
    assert {reason.rule for reason in reasons} == whole
    assert all(reason.near is None and reason.elsewhere == () for reason in reasons)


@pytest.mark.parametrize("name", ["kezhou", "naqu", "tibet"])
def test_without_health_nothing_but_work_is_left_of_a_person(name):
    bare = without_health(load_instance(instances.text(name)))
    for person in bare.specialists:
        told = person.model_dump(exclude_defaults=True)
        assert set(told) <= {"id", "hospital", "specialties", "role", "title", "count", "tour_kinds"}
    assert not any(finding.code in ("unknown_id", "missing_field") for finding in validate(bare))


@pytest.mark.slow
@pytest.mark.parametrize("view", [View(Role.VIEWER), View(Role.RECIPIENT, "kezhou"), View(Role.SUPPORTER, "gl")])
@pytest.mark.parametrize("kind", ["xlsx", "html"])
def test_exports_of_a_part_can_be_written(kezhou, view, kind):
    instance, plan = kezhou
    texts = (document.model_dump_json(by_alias=True).encode() for document in (instance, plan))
    written = exported(view, *texts, None, 0, kind, "en")
    assert len(written) > 5000
    if view.role is Role.SUPPORTER:
        shown = _text(written) if kind == "xlsx" else written.decode()
        assert "gl-01" in shown
        assert "jsph-06" not in shown
