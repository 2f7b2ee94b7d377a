"""The table of routes and roles: complete, and closed where it says nothing."""

import contextlib

import pytest

from api.access import OPEN, ROUTES
from api.errors import NotFound
from api.roles import Role
from api.routes import ROUTERS
from api.tokens import Tokens
from tests.api.routes.asking import searched


def _routes() -> set[tuple[str, str]]:
    return {(method, route.path) for router in ROUTERS for route in router.routes for method in route.methods}


def test_every_route_has_a_row_and_every_row_a_route():
    assert set(ROUTES) == _routes()


def test_every_route_asks_who_comes():
    for router in ROUTERS:
        for route in router.routes:
            asked = {dependency.call.__name__ for dependency in _all(route.dependant)}
            assert "admitted" in asked, route.path


def test_a_route_without_a_row_is_closed(asking, monkeypatch):
    monkeypatch.delitem(ROUTES, ("GET", "/v1/rules"))
    response = asking.get("/v1/rules")
    assert (response.status_code, response.json()["code"]) == (403, "not_allowed")


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/docs", "/openapi.json"])
def test_what_says_nothing_about_anybody_is_open(path):
    assert ROUTES["GET", path] == frozenset()


WHO_MAY = """
    GET    /healthz                        everybody, without a token
    GET    /readyz                         everybody, without a token
    GET    /docs                           everybody, without a token
    GET    /docs/{file}                    everybody, without a token
    GET    /openapi.json                   everybody, without a token
    GET    /metrics                        admin
    GET    /v1/audit                       admin
    GET    /v1/rules                       admin planner viewer recipient supporter
    GET    /v1/schema/{document}           admin planner viewer recipient supporter
    GET    /v1/demo-instances              admin planner viewer recipient supporter
    GET    /v1/demo-instances/{name}       admin planner viewer recipient supporter
    POST   /v1/validate                    admin planner
    POST   /v1/check                       admin planner
    GET    /v1/compare/{a}/{b}             admin planner
    POST   /v1/instances                   admin planner
    GET    /v1/instances/{id}              admin planner viewer
    GET    /v1/plans/{id}                  admin planner viewer recipient supporter
    POST   /v1/plans/{id}/keep             admin planner
    DELETE /v1/plans/{id}/keep             admin planner
    POST   /v1/jobs                        admin planner
    GET    /v1/jobs                        admin planner viewer
    GET    /v1/jobs/{id}                   admin planner viewer recipient supporter
    DELETE /v1/jobs/{id}                   admin planner
    GET    /v1/jobs/{id}/plan              admin planner viewer recipient supporter
    GET    /v1/jobs/{id}/outcome           admin planner viewer
    GET    /v1/jobs/{id}/events            admin planner viewer
    GET    /v1/jobs/{id}/reasons           admin planner viewer
    GET    /v1/jobs/{id}/choices           admin planner
    POST   /v1/jobs/{id}/stop              admin planner
    POST   /v1/jobs/{id}/resume            admin planner
    POST   /v1/jobs/{id}/ticket            admin planner viewer
"""
"""Written down a second time, on purpose: who loosens a row has to do so in two places."""
EXPECTED = {(row.split()[0], row.split()[1]): row.split()[2:] for row in WHO_MAY.strip().splitlines()}


class Walk:
    """Asks every route as every role, of the own group and of another, and without any token; says what is not as expected."""

    def __init__(self, asking, jobs, store, demo, solved):
        self.asking, self.demo = asking, demo
        tokens = Tokens(store)
        self.as_role = {
            (role, group): {"Authorization": f"Bearer {_token(tokens, role, group)}"}
            for role in Role
            for group in ("east", "west")
        }
        self.planner = self.as_role[Role.PLANNER, "east"]
        self.job = asking.submitted(demo, headers=self.planner)
        searched(jobs, solved)
        facts = asking.get(f"/v1/jobs/{self.job}", headers=self.planner).json()
        self.plan, self.instance = facts["plan_id"], facts["instance_id"]

    def row(self, method: str, route: str) -> list[str]:
        """Return what is wrong with one row."""
        found = [self.step(method, route)] + [self.step(method, route, *who) for who in self.as_role]
        return [wrong for wrong in found if wrong]

    def step(self, method: str, route: str, role: Role | None = None, group: str = "") -> str | None:
        """Return what is wrong with a row for one role of a group; for none, without a token."""
        expected = EXPECTED[method, route]
        response = self._ask(method, route, PROXIED if role is None else self.as_role[role, group])
        own = group == "east" or not ("{id}" in route or "{a}" in route)
        if _is_as_expected(response, expected, role, own=own):
            return None
        return f"{method} {route} as {role} of {group}: {response.status_code}"

    def _ask(self, method, route, headers):
        if (method, route) != ("DELETE", "/v1/jobs/{id}"):
            after = {"after": 4} if route.endswith("/events") else None
            return self.asking.request(method, self._address(route, self.job), headers=headers, params=after)
        victim = self.asking.submitted(self.demo, headers=self.planner)
        response = self.asking.request(method, self._address(route, victim), headers=headers)
        with contextlib.suppress(NotFound):  # it may be gone
            self.asking.app.state.service.jobs.delete(victim, group="east")
        return response

    def _address(self, route, job):
        own = {"plans": self.plan, "instances": self.instance}.get(route.split("/")[2] if "{id}" in route else "", job)
        known = {
            "{id}": own,
            "{name}": "demo",
            "{document}": "instance",
            "{file}": "start.js",
            "{a}": self.plan,
            "{b}": self.plan,
        }
        for name, value in known.items():
            route = route.replace(name, value)
        return route


PROXIED = {"X-Forwarded-For": "203.0.113.5"}


def _token(tokens, role, group):
    hospital = {Role.RECIPIENT: "naqu", Role.SUPPORTER: "gulou"}.get(role)
    return tokens.create(role, group, hospital=hospital)[1]


def _is_as_expected(response, expected, role, *, own):
    if "without" in expected:
        return response.status_code == 200
    if role is None:
        return response.status_code == 401
    if role.value not in expected:
        return response.status_code == 403 and response.json()["code"] == "not_allowed"
    if not own:
        return response.status_code in (404, 422)  # 422: a query is asked for first
    return response.status_code not in (401, 403, 404)


@pytest.fixture
def walk(asking, jobs, store, demo, solved):
    return Walk(asking, jobs, store, demo, solved)


def test_every_role_gets_what_its_row_says_and_nothing_of_others(walk):
    assert set(EXPECTED) == _routes()
    assert [wrong for method, route in EXPECTED for wrong in walk.row(method, route)] == []


def test_loosening_any_row_turns_the_walk_red(walk, monkeypatch):
    """Every row, opened to each role that it keeps out, and to everybody without a token."""
    loosened = 0
    for row, roles in list(ROUTES.items()):
        for role in (role for role in Role if roles and role not in roles):
            monkeypatch.setitem(ROUTES, row, roles | {role})
            assert walk.step(*row, role, "east"), (row, role)
            loosened += 1
        if roles:
            monkeypatch.setitem(ROUTES, row, OPEN)
            assert walk.step(*row), row
            loosened += 1
        monkeypatch.setitem(ROUTES, row, roles)
    assert loosened > 60


def _all(dependant):
    for dependency in dependant.dependencies:
        yield dependency
        yield from _all(dependency)
