"""Tokens: who has one is let in as what it says, for as long as it holds; everybody else is not."""

import httpx
import pytest

from api.access import ROUTES
from api.app import create_app
from api.guard import ATTEMPTS, Attempts
from api.jobs import Jobs
from api.problems import Problem
from api.roles import Role
from api.settings import ServiceSettings
from api.store.tables import tokens as table
from api.tokens import Tokens
from tests.api.made import Clock
from tests.api.routes.asking import Asking, InThread, searched


@pytest.fixture
def tokens(store) -> Tokens:
    return Tokens(store)


def _as(tokens: Tokens, role: Role, group: str = "east", hospital: str | None = None) -> dict[str, str]:
    hospital = hospital or ("naqu" if role is Role.RECIPIENT else "gulou" if role is Role.SUPPORTER else None)
    _, text = tokens.create(role, group, hospital=hospital)
    return {"Authorization": f"Bearer {text}"}


def test_a_token_is_kept_as_a_hash_and_holds_until_it_expires_or_is_revoked(store):
    clock = Clock()
    tokens = Tokens(store, clock)
    token, text = tokens.create(Role.PLANNER, "east", name="office", days=1)
    assert tokens.holder(text) == token
    with store.reading() as connection:
        kept = connection.execute(table.select()).mappings().one()
    assert text.rpartition("_")[2] not in str(dict(kept))
    for wrong in ("", "zutuan", text[:-1], text + "x", text.replace("zutuan", "other"), f"zutuan_{token.id}_", "é_é_é"):
        assert tokens.holder(wrong) is None
    clock.now += 86401
    assert tokens.holder(text) is None
    again, text = tokens.create(Role.VIEWER, "east")
    assert tokens.revoke(again.id)
    assert not tokens.revoke(again.id)
    assert tokens.holder(text) is None
    assert not tokens.any()


@pytest.mark.parametrize(("role", "hospital"), [(Role.RECIPIENT, None), (Role.PLANNER, "naqu")])
def test_only_hospitals_roles_have_a_hospital(tokens, role, hospital):
    with pytest.raises(ValueError, match="hospital"):
        tokens.create(role, "east", hospital=hospital)


def _address(route: str, job: str, plan: str, instance: str) -> str:
    known = {"/v1/plans/": plan, "/v1/instances/": instance}
    own = next((found for start, found in known.items() if route.startswith(start)), job)
    return (
        route.replace("{id}", own)
        .replace("{name}", "demo")
        .replace("{document}", "instance")
        .replace("{file}", "start.js")
        .replace("{a}", plan)
        .replace("{b}", plan)
    )


def test_a_list_shows_what_belongs_to_the_group(asking, tokens, demo):
    east, west = _as(tokens, Role.PLANNER), _as(tokens, Role.PLANNER, "west")
    job = asking.submitted(demo, headers=east)
    assert [one["id"] for one in asking.get("/v1/jobs", headers=east).json()["items"]] == [job]
    assert asking.get("/v1/jobs", headers=west).json()["items"] == []
    assert asking.get("/v1/jobs").json()["items"] == []


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Forwarded-For": "203.0.113.5"},
        {"Forwarded": "for=203.0.113.5"},
    ],
)
def test_behind_a_proxy_loopback_needs_a_token_too(asking, headers):
    response = asking.get("/v1/jobs", headers=headers)
    assert (response.status_code, response.json()["code"]) == (401, "token_missing")
    assert response.headers["www-authenticate"] == "Bearer"
    assert asking.get("/healthz", headers=headers).status_code == 200


@pytest.mark.parametrize("changes", [{"host": "0.0.0.0"}, {"require_tokens": True}])
def test_beyond_loopback_nothing_is_had_without_a_token(asking, store, tokens, changes):
    settings = ServiceSettings(workers=0, **changes)
    app = create_app(settings, Jobs(store, settings), InThread())
    client = httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://127.0.0.1:8000")
    outside = Asking(asking.runner, client, app)
    for (method, route), roles in ROUTES.items():
        response = outside.request(method, _address(route, "x", "x", "x"))
        assert (response.status_code == 401) == bool(roles), (method, route)
    assert outside.get("/v1/jobs", headers=_as(tokens, Role.VIEWER)).status_code == 200


@pytest.mark.parametrize("header", ["Bearer wrong", "Bearer", "Basic dXNlcjpwYXNz", "zutuan_1_2", "Bearer zutuan_é_é"])
def test_a_wrong_token_is_worse_than_none(asking, header):
    response = asking.get("/v1/jobs", headers={"Authorization": header.encode()})
    assert (response.status_code, response.json()["code"]) == (401, "token_refused")


def test_whoever_guesses_has_to_wait(asking, tokens):
    for _ in range(ATTEMPTS):
        asking.get("/v1/jobs", headers={"Authorization": "Bearer zutuan_1_2"})
    response = asking.get("/v1/jobs", headers={"Authorization": "Bearer zutuan_1_2"})
    assert (response.status_code, response.json()["code"]) == (429, "too_many_attempts")
    assert int(response.headers["retry-after"]) > 0


def test_a_wait_ends():
    clock = Clock()
    attempts = Attempts(clock)
    for _ in range(ATTEMPTS):
        attempts.refused("a")
    with pytest.raises(Problem, match="too_many_attempts"):
        attempts.check("a")
    attempts.check("b")
    clock.now += 61
    attempts.check("a")


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost:8000", 200),
        ("127.0.0.1", 200),
        ("[::1]:8000", 200),
        ("evil.example", 400),
        ("localhost.evil.example", 400),
        ("", 400),
    ],
)
def test_the_service_answers_under_its_own_names_only(asking, host, status):
    response = asking.get("/v1/rules", headers={"Host": host})
    assert response.status_code == status
    if status == 400:
        assert response.json()["code"] == "bad_host"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 202),
        ({"Origin": "http://127.0.0.1:8000", "Sec-Fetch-Site": "same-origin"}, 202),
        ({"Origin": "http://127.0.0.1:9000"}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
    ],
)
def test_pages_of_others_cannot_write(asking, demo, headers, status):
    response = asking.post("/v1/jobs", json={"instance": demo}, headers=headers)
    assert response.status_code == status
    if status == 403:
        assert response.json()["code"] == "foreign_page"
        assert asking.get("/v1/jobs").json()["items"] == []
        assert asking.get("/v1/rules", headers=headers).status_code == 200


def test_a_ticket_is_as_good_as_a_token_for_the_events_of_its_job(asking, tokens, demo, jobs, solved):
    planner = _as(tokens, Role.PLANNER)
    job = asking.submitted(demo, headers=planner)
    searched(jobs, solved)
    ticket = asking.post(f"/v1/jobs/{job}/ticket", headers=planner).json()["ticket"]
    proxied = {"X-Forwarded-For": "203.0.113.5"}
    assert asking.get(f"/v1/jobs/{job}/events?ticket={ticket}", headers=proxied).status_code == 200
    assert asking.get(f"/v1/jobs/{job}/events?ticket={ticket}x", headers=proxied).status_code == 401
    assert asking.get(f"/v1/jobs/{job}/plan?ticket={ticket}", headers=proxied).status_code == 401
