"""Jobs over HTTP: submitted once, listed page by page, looked at lightly, stopped, resumed, removed."""

import pytest

from tests.api.routes.asking import searched


def test_a_submitted_job_has_an_address_and_says_how_it_stands(asking, demo):
    response = asking.post("/v1/jobs", json={"instance": demo, "name": "2027", "tags": ["b", "a"]})
    assert response.status_code == 202
    job = asking.get(response.headers["Location"]).json()
    assert job["id"] == response.json()["id"]
    assert (job["state"], job["kind"], job["name"], job["tags"]) == ("QUEUED", "solve", "2027", ["a", "b"])
    assert job["input_metrics"]["specialists"] == 1
    assert job["created_at"] == job["queued_at"]
    assert (job["started_at"], job["finished_at"], job["plan_id"]) == (None, None, None)


def test_settings_are_capped_and_echoed(asking, demo):
    settings = {"seconds": 99999, "workers": 64, "memory_mb": 999999, "seed": 7}
    echoed = asking.post("/v1/jobs", json={"instance": demo, "settings": settings}).json()["settings"]
    assert (echoed["seconds"], echoed["memory_mb"], echoed["seed"]) == (100, 4096, 7)
    assert echoed["workers"] < 64


def test_an_instance_that_is_stored_is_named_by_its_id(asking, demo):
    stored = asking.post("/v1/instances", json=demo)
    assert stored.status_code == 201
    job = asking.post("/v1/jobs", json={"instance_id": stored.json()["id"]}).json()
    assert job["instance_id"] == stored.json()["id"]
    known = asking.get(stored.headers["Location"])
    assert known.json()["instance"]["name"] == "demo"
    assert known.json()["metrics"]["posts"] == 1


@pytest.mark.parametrize(
    ("body", "status", "code", "where"),
    [
        ({"instance": {"version": 1}}, 422, "invalid_instance", "/name"),
        ({"instance_id": "0" * 64}, 404, "not_found", None),
        ({}, 422, "invalid_request", "/instance"),
        ({"kind": "dance", "instance_id": "0" * 64}, 422, "invalid_request", "/kind"),
        ({"instance_id": "0" * 64, "setings": {}}, 422, "invalid_request", "/setings"),
        ({"instance_id": "0" * 64, "settings": {"seconds": -1}}, 422, "invalid_request", "/settings/seconds"),
        ({"instance_id": "0" * 64, "settings": {"seconds": "60"}}, 422, "invalid_request", "/settings/seconds"),
        ({"instance_id": "0" * 64, "tags": ["x" * 81]}, 422, "invalid_request", "/tags/0"),
        ({"instance_id": "0" * 64, "question": {"who": 1}}, 422, "invalid_request", "/question/who"),
        ([], 400, "not_json", None),
    ],
)
def test_what_cannot_be_a_job_is_refused_with_the_place_of_what_is_wrong(asking, body, status, code, where):
    response = asking.post("/v1/jobs", json=body)
    assert (response.status_code, response.json()["code"]) == (status, code)
    assert response.headers["content-type"] == "application/problem+json"
    if where is not None:
        assert where in [finding["where"] for finding in response.json()["findings"]]
    assert asking.get("/v1/jobs").json()["items"] == []


def test_findings_are_sentences_in_the_language_of_the_request(asking, demo):
    broken = {**demo, "posts": [{**demo["posts"][0], "department": "naqu-orto"}]}
    english = asking.post("/v1/jobs", json={"instance": broken}).json()["findings"][0]
    chinese = asking.post("/v1/jobs", json={"instance": broken}, headers={"Accept-Language": "zh-CN, en;q=0.5"})
    assert english["near"] == "naqu-ortho"
    assert "Did you mean" in english["sentence"]
    assert chinese.json()["findings"][0]["code"] == english["code"]
    assert "naqu-ortho" in chinese.json()["findings"][0]["sentence"]
    assert chinese.json()["title"] == "该实例无法排班"
    assert chinese.headers["content-language"] == "zh"


def test_warnings_come_with_the_job(asking, demo):
    risky = {**demo, "policy": {"rules": {"altitude_stay": {"mode": "off"}}}}
    findings = asking.post("/v1/jobs", json={"instance": risky}).json()["findings"]
    assert "protective_rule_off" in [finding["code"] for finding in findings]


def test_a_repeated_request_gets_the_first_answer(asking, demo):
    body, headers = {"instance": demo}, {"Idempotency-Key": "spring-1"}
    first = asking.post("/v1/jobs", json=body, headers=headers)
    again = asking.post("/v1/jobs", json=body, headers=headers)
    assert (again.status_code, again.json()) == (202, first.json())
    assert again.headers["location"] == first.headers["location"]
    assert again.headers["idempotency-replayed"] == "true"
    assert len(asking.get("/v1/jobs").json()["items"]) == 1
    other = asking.post("/v1/jobs", json={**body, "name": "other"}, headers=headers)
    assert (other.status_code, other.json()["code"]) == (422, "key_reused")


def test_a_refused_request_may_be_corrected_under_the_same_key(asking, demo):
    headers = {"Idempotency-Key": "spring-1"}
    assert asking.post("/v1/jobs", json={"instance": {}}, headers=headers).status_code == 422
    assert asking.post("/v1/jobs", json={"instance": demo}, headers=headers).status_code == 202


def test_jobs_are_listed_newest_first_page_by_page(asking, demo):
    ids = [asking.submitted(demo, name=f"run {number}") for number in range(5)]
    found, cursor = [], None
    while True:
        page = asking.get("/v1/jobs", params={"limit": 2} | ({"cursor": cursor} if cursor else {})).json()
        found += [job["id"] for job in page["items"]]
        cursor = page["cursor"]
        if cursor is None:
            break
    assert found == ids[::-1]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"name": "SPRING"}, ["spring"]),
        ({"tag": "draft"}, ["autumn"]),
        ({"state": "STOPPED"}, ["autumn"]),
        ({"state": ["STOPPED", "QUEUED"]}, ["spring", "autumn"]),
        ({"kind": "pair"}, ["spring"]),
        ({"kind": "pair", "tag": "draft"}, []),
    ],
)
def test_lists_are_narrowed_by_every_condition_given(asking, demo, asked, expected):
    stopped = asking.submitted(demo, name="autumn", tags=["draft"])
    asking.post(f"/v1/jobs/{stopped}/stop")
    asking.submitted(demo, name="spring", kind="pair")
    assert [job["name"] for job in asking.get("/v1/jobs", params=asked).json()["items"]] == expected


@pytest.mark.parametrize(
    "asked", [{"limit": 0}, {"limit": 201}, {"state": "LOST"}, {"cursor": "§"}, {"cursor": "bnVsbA"}]
)
def test_a_list_that_makes_no_sense_is_refused(asking, asked):
    response = asking.get("/v1/jobs", params=asked)
    assert (response.status_code, response.json()["code"]) == (422, "invalid_request")
    assert response.json()["errors"][0]["where"].startswith("query/")


def test_a_poll_is_answered_with_nothing_until_the_job_changes(asking, demo):
    address = f"/v1/jobs/{asking.submitted(demo)}"
    tag = asking.get(address).headers["etag"]
    same = asking.get(address, headers={"If-None-Match": f'"other", {tag}'})
    assert (same.status_code, same.content, same.headers["etag"]) == (304, b"", tag)
    asking.post(f"{address}/stop")
    assert asking.get(address, headers={"If-None-Match": tag}).status_code == 200


def test_stopping_twice_is_stopping_once(asking, demo):
    address = f"/v1/jobs/{asking.submitted(demo)}"
    first, again = (asking.post(f"{address}/stop").json() for _ in range(2))
    assert first["state"] == "STOPPED"
    assert again == first


def test_a_stopped_job_goes_on_for_more_seconds(asking, demo):
    address = f"/v1/jobs/{asking.submitted(demo)}"
    asking.post(f"{address}/stop")
    response = asking.post(f"{address}/resume", json={"seconds": 9})
    assert (response.status_code, response.json()["state"]) == (202, "QUEUED")
    assert response.json()["settings"]["seconds"] == 9
    again = asking.post(f"{address}/resume")
    assert (again.status_code, again.json()["code"]) == (409, "nothing_to_do")


@pytest.mark.parametrize("body", [b'{"seconds": 0}', b'{"second": 5}', b'{"seconds": 1e9}'])
def test_a_job_cannot_go_on_for_no_time(asking, demo, body):
    address = f"/v1/jobs/{asking.submitted(demo)}"
    asking.post(f"{address}/stop")
    response = asking.post(f"{address}/resume", content=body, headers={"Content-Type": "application/json"})
    assert (response.status_code, response.json()["code"]) == (422, "invalid_request")


def test_a_job_that_is_being_solved_is_not_removed(asking, demo, jobs, solved):
    address = f"/v1/jobs/{asking.submitted(demo)}"
    searched(jobs, solved, ended=False)
    response = asking.request("DELETE", address)
    assert (response.status_code, response.json()["code"]) == (409, "still_solving")
    assert asking.get(address).json()["progress"]["incumbent"] == solved.objective


def test_a_removed_job_is_gone(asking, demo):
    address = f"/v1/jobs/{asking.submitted(demo)}"
    response = asking.request("DELETE", address)
    assert (response.status_code, response.content) == (204, b"")
    for path in ("", "/plan", "/outcome", "/events", "/reasons"):
        assert asking.get(address + path).status_code == 404
    for path in ("/stop", "/resume", "/ticket"):
        assert asking.post(address + path).status_code == 404


def test_a_full_queue_says_when_to_come_again(asking, demo):
    for _ in range(5):
        asking.submitted(demo)
    response = asking.post("/v1/jobs", json={"instance": demo})
    assert (response.status_code, response.json()["code"]) == (429, "queue_full")
    assert int(response.headers["retry-after"]) > 0


def test_a_form_of_another_page_is_no_body(asking, demo):
    address = f"/v1/jobs/{asking.submitted(demo)}"
    asking.post(f"{address}/stop")
    response = asking.post(f"{address}/resume", content=b"seconds=5", headers={"Content-Type": "text/plain"})
    assert (response.status_code, response.json()["code"]) == (415, "media_type")
