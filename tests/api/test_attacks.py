"""What was tried from outside: none of it gets in, none of it is answered as a bug of ours, on either database."""

import asyncio
import json
import logging
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

import instances
from api.app import create_app
from api.jobs import Jobs
from api.roles import Role
from api.settings import ServiceSettings
from api.store import Store
from api.tokens import Tokens
from tests.api.routes.asking import Asking, InThread

DEMO = json.loads(instances.text("demo"))
PROXIED = {"X-Forwarded-For": "203.0.113.5"}


@pytest.fixture
def asking(store: Store) -> Iterator[Asking]:
    settings = ServiceSettings(workers=0, body_mb=1)
    app = create_app(settings, Jobs(store, settings), InThread())
    with asyncio.Runner() as runner:
        client = httpx.AsyncClient(
            transport=httpx.ASGITransport(app=app), base_url="http://127.0.0.1:8000", headers={"Accept-Language": "en"}
        )
        yield Asking(runner, client, app)
        runner.run(client.aclose())


@pytest.mark.parametrize(
    "path",
    [
        "/v1/jobs/%00",
        "/v1/jobs/%00/plan",
        "/v1/plans/%00",
        "/v1/instances/a%00b",
        "/v1/jobs/%ED%A0%80",
        "/v1/jobs/..%2f..%2fetc%2fpasswd",
        "/v1/demo-instances/..%2f..%2fpyproject",
        "/v1/schema/..%2finstance",
        "/docs/..%2f..%2faccess.py",
        "/docs/%00",
        "//v1/jobs",
        "/v1//jobs",
        "/v1/jobs/",
        "/V1/JOBS",
        "/v1/jobs/' OR 1=1 --",
        "/v1/compare/%00/%00",
    ],
)
def test_odd_paths_lead_nowhere(asking: Asking, path: str) -> None:
    assert asking.get(path).status_code in (404, 422)


@pytest.mark.parametrize(
    "query",
    [
        "name=%00",
        "tag=%00",
        "instance_id=%00",
        "name=%25%5C_",
        "kind=%00",
        "cursor=W05hTiwgIiJd",
        "cursor=%00",
        "limit=1e9",
    ],
)
def test_odd_queries_find_nothing(asking: Asking, query: str) -> None:
    response = asking.get(f"/v1/jobs?{query}")
    assert response.status_code in (200, 422)
    assert response.status_code == 422 or response.json()["items"] == []


@pytest.mark.parametrize(
    "change",
    [
        {"name": "a\u0000b"},
        {"tags": ["a\u0000"]},
        {"instance_id": "\u0000", "instance": None},
        {"start_plan_id": "\u0000"},
        {"instance": {**DEMO, "name": "a\u0000b"}},
        {"question": {"\u0000": "\u0000"}},
        {"kind": "\u0000"},
        {"group": "west"},
        {"__class__": "x"},
    ],
)
def test_odd_documents_are_taken_or_refused(asking: Asking, change: dict[str, Any]) -> None:
    body = {"instance": DEMO} | change
    response = asking.post("/v1/jobs", json={name: value for name, value in body.items() if value is not None})
    assert response.status_code in (202, 404, 422)
    if response.status_code == 202:
        assert asking.get(f"/v1/jobs/{response.json()['id']}").status_code == 200


@pytest.mark.parametrize(
    "body",
    [
        b'{"instance": {"name": "\\ud800"}}',
        b'{"instance": {"version": ' + b"9" * 5000 + b"}}",
        b'{"instance": ' + b"[" * 100_000,
        b'{"name": "\\ud800", "instance_id": "x"}',
        b"\xff\xfe{",
        b"null",
        b'{"instance_id": 1e999}',
    ],
)
def test_odd_texts_are_refused(asking: Asking, body: bytes) -> None:
    response = asking.post("/v1/jobs", content=body, headers={"Content-Type": "application/json"})
    assert response.status_code in (400, 404, 422)


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])
@pytest.mark.parametrize("path", ["/v1/jobs", "/v1/jobs/{id}/stop", "/v1/jobs/{id}/resume", "/v1/jobs/{id}/ticket"])
def test_a_form_of_another_site_writes_nothing(asking: Asking, path: str, kind: str) -> None:
    """A form needs no leave of its browser, and an old one sends no Origin."""
    job = asking.submitted(DEMO)
    response = asking.post(path.replace("{id}", job), content=b"{}", headers={"Content-Type": kind})
    assert (response.status_code, response.json()["code"]) == (415, "media_type")
    assert asking.get(f"/v1/jobs/{job}").json()["state"] == "QUEUED"


@pytest.mark.parametrize(
    "headers",
    [
        {"X-HTTP-Method-Override": "DELETE"},
        {"X-Original-URL": "/v1/audit", "X-Rewrite-URL": "/v1/audit"},
        {"X-Role": "admin", "X-Group": "local", "X-Forwarded-User": "admin"},
        {"Cookie": "token=x"},
        {"Authorization": "Bearer null"},
        {"Authorization": "Bearer zutuan__"},
        {"Authorization": "Bearer " + "x" * 10_000},
        {"Forwarded": "for=127.0.0.1"},
        {"X-Real-IP": "127.0.0.1"},
        {"X-Forwarded-Host": "localhost"},
    ],
)
def test_no_header_makes_anybody_somebody(asking: Asking, headers: dict[str, str]) -> None:
    assert asking.get("/v1/jobs", headers=PROXIED | headers).status_code == 401


def test_a_lesser_role_gains_nothing_by_asking_otherwise(asking: Asking, store: Store) -> None:
    _, secret = Tokens(store).create(Role.VIEWER, "east")
    viewer = {"Authorization": f"Bearer {secret}"}
    for how in (
        {"params": {"role": "admin"}},
        {"params": {"group": "local"}},
        {"headers": {"X-HTTP-Method-Override": "GET"}},
    ):
        headers = viewer | how.get("headers", {})
        assert asking.get("/v1/audit", headers=headers, params=how.get("params")).status_code == 403
        assert asking.post("/v1/jobs", headers=headers, params=how.get("params"), json={}).status_code == 403
    for method in ("HEAD", "PUT", "PATCH", "OPTIONS", "TRACE", "GET\r\nX: y"[:3]):
        assert asking.request(method, "/v1/audit", headers=viewer).status_code in (403, 405)


def test_nothing_that_is_sent_stands_in_the_log(asking: Asking, caplog: pytest.LogCaptureFixture, capsys: Any) -> None:
    caplog.set_level(logging.DEBUG)
    forged = 'x", "level": "critical", "event": "forged'
    asking.get(f"/v1/jobs/{forged}", headers={"X-Request-Id": forged, "User-Agent": forged})
    asking.request("FORGED", "/v1/jobs", headers={"X-Request-Id": "a\tforged"})
    answer = asking.get("/v1/jobs", headers={"X-Request-Id": "good-1"})
    shown = "".join(record.getMessage() for record in caplog.records if record.name != "httpx")
    assert "forged" not in (shown + "".join(capsys.readouterr())).lower()
    assert answer.headers["x-request-id"] == "good-1"


def test_who_breaks_off_in_the_middle_is_no_fault_of_ours(asking: Asking, capsys: pytest.CaptureFixture[str]) -> None:
    scope = {
        "type": "http", "method": "POST", "path": "/v1/jobs", "raw_path": b"/v1/jobs", "query_string": b"",
        "headers": [(b"host", b"127.0.0.1"), (b"content-type", b"application/json")], "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 8000), "scheme": "http", "http_version": "1.1", "root_path": "",
    }  # fmt: skip
    sent: list[Any] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        sent.append(message)

    asking.runner.run(asking.app(scope, receive, send))
    assert sent == []
    assert 'route="/v1/jobs",status="499"' in asking.get("/metrics").text
    assert "request_failed" not in "".join(capsys.readouterr())
