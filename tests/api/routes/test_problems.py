"""Errors: one shape, stable codes, two languages, and nothing of the inside."""

import re

import pytest
from sqlalchemy import text

from api.errors import ServiceError
from api.jobs import Jobs
from api.language import preferred
from api.problem_handlers import problem_of
from api.problems import CODES, document
from solver.texts import LANGUAGES, catalogue, say


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_has_its_sentences_and_no_sentence_lacks_a_code(language):
    named = {key.split(".")[2] for key in catalogue(language) if key.startswith("service.problem.")}
    assert named == set(CODES)


def test_both_languages_fill_in_the_same_values():
    for code in CODES:
        for part in ("title", "detail"):
            zh, en = (set(re.findall(r"{(\w+)}", say(f"service.problem.{code}.{part}", one))) for one in LANGUAGES)
            assert zh == en, code


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "zh"),
        ("fr", "zh"),
        ("*", "zh"),
        ("en", "en"),
        ("en-GB,en;q=0.9", "en"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        ("fr, en;q=0.3", "en"),
        ("en;q=0, zh;q=0.1", "zh"),
        ("en;q=nonsense", "zh"),
    ],
)
def test_the_language_is_the_one_asked_for_first_among_ours(header, language):
    assert preferred(header) == language


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/nothing", 404, "not_found"),
        ("GET", "/v1/jobs/", 404, "not_found"),
        ("GET", "/v1/jobs/none", 404, "not_found"),
        ("PUT", "/v1/jobs", 405, "method_not_allowed"),
        ("GET", "/v1/jobs/none/stop", 405, "method_not_allowed"),
        ("GET", "/v1/jobs?limit=many", 422, "invalid_request"),
        ("GET", "/v1/jobs/" + "x" * 41, 422, "invalid_request"),
    ],
)
def test_every_error_has_the_same_shape(asking, method, path, status, code):
    response = asking.request(method, path, headers={"X-Request-Id": "trace-7"})
    answer = response.json()
    assert response.headers["content-type"] == "application/problem+json"
    assert (response.status_code, answer["status"], answer["code"]) == (status, status, code)
    assert answer["type"] == f"urn:zutuan:problem:{code}"
    assert answer["request_id"] == response.headers["x-request-id"] == "trace-7"
    assert answer["title"]
    if status == 405:
        assert response.headers["allow"]


def test_a_request_id_that_could_break_a_log_is_replaced(asking):
    for strange in ("a b", "x" * 65, "ü"):
        answered = asking.get("/healthz", headers={"X-Request-Id": strange.encode()}).headers["x-request-id"]
        assert re.fullmatch("[0-9a-f]{32}", answered)


def test_a_bug_is_told_as_one_and_leaks_nothing(asking, monkeypatch, capsys):
    def broken(self, job_id, *, group):
        raise RuntimeError("secret of somebody")

    monkeypatch.setattr(Jobs, "get", broken)
    response = asking.get("/v1/jobs/one")
    assert (response.status_code, response.json()["code"]) == (500, "internal")
    assert "secret" not in response.text
    logged = capsys.readouterr()
    assert "RuntimeError" in logged.out
    assert "secret" not in logged.out + logged.err


def test_a_database_that_is_gone_is_told_as_unavailable(asking, store):
    with store.writing() as connection:
        connection.execute(text("DROP TABLE job_tags"))
    response = asking.get("/v1/jobs/one")
    assert response.status_code == 404
    with store.writing() as connection:
        connection.execute(text("DROP TABLE events"))
        connection.execute(text("DROP TABLE jobs"))
    response = asking.get("/v1/jobs")
    assert (response.status_code, response.json()["code"]) == (503, "unavailable")


def test_every_error_of_the_jobs_becomes_a_problem_with_its_sentence(asking):
    values = {
        "NotFound": {"what": "job", "id": "1"},
        "BadRequest": {"field": "cursor", "reason": "unreadable"},
        "TooLarge": {"limit_mb": 1, "found_mb": 2},
        "QueueFull": {"limit": 5, "retry_after": 30},
        "StoreUnavailable": {"reason": "OperationalError"},
    }
    kinds, waiting = [], [ServiceError]
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        kinds.append(kind)
    request = type("Asked", (), {"scope": {}, "headers": {}, "query_params": {}})()
    for kind in kinds:
        found = problem_of(kind(**values.get(kind.__name__, {"id": "1", "state": "QUEUED", "epoch": 1})))
        if kind.__name__ not in ("ServiceError", "LeaseLost"):  # neither leaves the service
            assert found.code != "internal", kind
        assert document(found, request).detail


def test_answers_carry_safe_headers(asking):
    for path in ("/healthz", "/nothing", "/v1/rules"):
        headers = asking.get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "server" not in headers
