"""Documents looked at without solving."""

import pytest

from tests.api.routes.asking import searched


def test_an_instance_is_validated_with_every_finding_at_once(asking, demo):
    assert asking.post("/v1/validate", json=demo).json()["valid"] is True
    post = demo["posts"][0]
    broken = {**demo, "posts": [{**post, "department": "nowhere"}, {**post, "id": "other", "priority": 99}]}
    found = asking.post("/v1/validate", json=broken)
    assert found.status_code == 200
    assert found.json()["valid"] is False
    assert {finding["where"] for finding in found.json()["findings"]} >= {"/posts/0/department", "/posts/1/priority"}


@pytest.mark.parametrize(
    "text", [b"{", b"\xff", b'{"version": 1, "version": 1}', b"[" * 5000, b'{"a": NaN}', b'"\\ud800"']
)
def test_whatever_is_sent_is_answered_with_findings(asking, text):
    response = asking.post("/v1/validate", content=text, headers={"Content-Type": "application/json"})
    assert response.status_code == 200
    assert response.json()["findings"]


def test_a_plan_is_checked_whole_in_an_outcome_or_by_its_id(asking, demo, jobs, solved):
    plan = solved.plan.model_dump(mode="json", by_alias=True)
    job_id = asking.submitted(demo)
    searched(jobs, solved)
    job = asking.get(f"/v1/jobs/{job_id}").json()
    bodies = [
        {"instance": demo, "plan": plan},
        {"instance": demo, "outcome": solved.model_dump(mode="json", by_alias=True)},
        {"instance_id": job["instance_id"], "plan": plan},
        {"plan_id": job["plan_id"]},
        {"plan_id": job["plan_id"], "instance": demo},
        {"plan_id": job["plan_id"], "instance_id": job["instance_id"]},
    ]
    for body in bodies:
        answer = asking.post("/v1/check", json=body)
        assert answer.status_code == 200, body.keys()
        assert (answer.json()["accepted"], answer.json()["objective"]) == (True, solved.objective)


def test_a_plan_that_breaks_a_rule_is_not_accepted(asking, demo, solved):
    plan = solved.plan.model_dump(mode="json", by_alias=True)
    plan["tours"] *= 2
    answer = asking.post("/v1/check", json={"instance": demo, "plan": plan}).json()
    assert answer["accepted"] is False
    assert "one_place" in {violation["rule"] for violation in answer["violations"]}


@pytest.mark.parametrize(
    ("body", "code", "where"),
    [
        ({}, "none_named", "/plan"),
        ({"plan": {}}, "none_named", "/instance"),
        ({"plan": {}, "plan_id": "a", "instance": {}}, "several_named", "/plan"),
        ({"plan": {}, "instance": {}, "instance_id": "a"}, "several_named", "/instance"),
    ],
)
def test_a_check_needs_one_plan_and_one_instance(asking, body, code, where):
    finding = asking.post("/v1/check", json=body).json()["findings"][0]
    assert (finding["code"], finding["where"]) == (code, where)


def test_a_plan_of_another_instance_is_refused_with_a_sentence(asking, demo, solved):
    plan = solved.plan.model_dump(mode="json", by_alias=True)
    plan["tours"][0]["specialist"] = "somebody"
    response = asking.post("/v1/check", json={"instance": demo, "plan": plan})
    assert (response.status_code, response.json()["code"]) == (422, "invalid_plan")
    assert "somebody" in response.json()["detail"]


def test_two_plans_are_compared_by_plan_or_by_job(asking, demo, jobs, solved):
    job_id = asking.submitted(demo)
    searched(jobs, solved)
    plan_id = asking.get(f"/v1/jobs/{job_id}").json()["plan_id"]
    found = asking.get(f"/v1/compare/{plan_id}/{job_id}")
    assert found.status_code == 200
    assert found.json()["objective_first"] == found.json()["objective_second"] == solved.objective
    assert (found.json()["gone"], found.json()["kept"]) == (0, len(solved.plan.tours))
    assert asking.get(f"/v1/compare/{plan_id}/none").status_code == 404
