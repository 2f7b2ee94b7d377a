"""The audit: who did what, and nothing about people."""

from api.roles import Role
from api.tokens import Tokens
from tests.api.routes.asking import searched


def test_what_was_done_is_written_down_by_whom(asking, store, jobs, demo, solved):
    tokens = Tokens(store)
    planner, secret = tokens.create(Role.PLANNER, "east")
    viewer, other = tokens.create(Role.VIEWER, "east")
    _, third = tokens.create(Role.ADMIN, "east")
    headers = {"Authorization": f"Bearer {secret}"}
    job = asking.submitted(demo, headers=headers, name="for somebody")
    searched(jobs, solved)
    asking.get(f"/v1/jobs/{job}", headers=headers)
    asking.get(f"/v1/jobs/{job}/plan", headers=headers)
    asking.post(f"/v1/jobs/{job}/stop", headers={"Authorization": f"Bearer {other}"})
    asking.request("DELETE", f"/v1/jobs/{job}", headers=headers)
    page = asking.get("/v1/audit", headers={"Authorization": f"Bearer {third}"})
    found = [(one["token"], one["method"], one["route"], one["id"], one["refused"]) for one in page.json()["items"]]
    assert found == [
        (planner.id, "DELETE", "/v1/jobs/{id}", job, False),
        (viewer.id, "POST", "/v1/jobs/{id}/stop", job, True),
        (planner.id, "GET", "/v1/jobs/{id}/plan", job, False),
        (planner.id, "POST", "/v1/jobs", job, False),
    ]
    for private in (secret, "for somebody", "g-01"):
        assert private not in page.text
    assert asking.get("/v1/audit").json()["items"] == []


def test_the_audit_comes_page_by_page(asking, demo):
    ids = [asking.submitted(demo) for _ in range(4)]
    found, cursor = [], None
    for _ in range(2):
        page = asking.get("/v1/audit", params={"limit": 2} | ({"cursor": cursor} if cursor else {})).json()
        found += [one["id"] for one in page["items"]]
        cursor = page["cursor"]
    assert found == ids[::-1]
    assert cursor is None
