"""The table of routes and roles: complete, and closed where it says nothing."""

import pytest

from api.access import ROUTES
from api.routes import ROUTERS


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


def _all(dependant):
    for dependency in dependant.dependencies:
        yield dependency
        yield from _all(dependency)
