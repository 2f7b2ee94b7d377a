"""What a job has found, in every format; and nothing before there is anything."""

import io

import openpyxl
import pytest

from api.exports import MEDIA_TYPES
from solver.load import read_outcome, read_plan
from tests.api.routes.asking import searched


@pytest.fixture
def address(asking, demo, jobs, solved) -> str:
    """A job that has been answered."""
    job_id = asking.submitted(demo)
    searched(jobs, solved)
    return f"/v1/jobs/{job_id}"


@pytest.mark.parametrize("part", ["plan", "outcome", "reasons"])
def test_before_the_first_plan_there_is_none(asking, demo, part):
    response = asking.get(f"/v1/jobs/{asking.submitted(demo)}/{part}")
    assert (response.status_code, response.json()["code"]) == (409, "no_plan_yet")
    assert "QUEUED" in response.json()["detail"]


def test_the_plan_is_that_of_the_search(asking, address, solved):
    response = asking.get(f"{address}/plan")
    assert read_plan(response.content) == solved.plan
    stored = asking.get(f"/v1/plans/{asking.get(address).json()['plan_id']}").json()
    assert stored["objective"] == solved.objective
    assert len(stored["plan"]["tours"]) == len(solved.plan.tours)
    assert asking.get(f"{address}/plan", headers={"If-None-Match": response.headers["etag"]}).status_code == 304


def test_the_outcome_is_that_of_the_search(asking, address, solved):
    assert read_outcome(asking.get(f"{address}/outcome").content) == solved


def test_the_plan_as_a_workbook(asking, address):
    response = asking.get(f"{address}/plan", headers={"Accept": MEDIA_TYPES["xlsx"]})
    assert response.headers["content-type"] == MEDIA_TYPES["xlsx"]
    assert response.headers["content-disposition"].startswith("attachment; filename=")
    book = openpyxl.load_workbook(io.BytesIO(response.content))
    assert any(cell.value == "g-01" for sheet in book for row in sheet for cell in row)
    known = asking.get(f"{address}/plan?format=xlsx", headers={"If-None-Match": response.headers["etag"]})
    assert known.status_code == 304


@pytest.mark.slow
@pytest.mark.parametrize("ended", [True, False])
def test_the_plan_as_a_report_that_cannot_speak_for_its_reader(asking, demo, jobs, solved, ended):
    job_id = asking.submitted(demo)
    searched(jobs, solved, ended=ended)
    response = asking.get(f"/v1/jobs/{job_id}/plan", params={"format": "html", "lang": "zh"})
    assert response.headers["content-type"].startswith("text/html")
    assert "南京鼓楼医院" in response.text
    policy = response.headers["content-security-policy"]
    assert "sandbox" in policy
    assert "allow-same-origin" not in policy


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("*/*", "json"),
        ("application/*", "json"),
        ("text/html;q=0.2, application/json;q=0.1", "html"),
        ("application/json;q=0, application/*", "xlsx"),
    ],
)
def test_the_format_is_the_one_asked_for_first(accept, kind):
    from starlette.requests import Request

    from api.negotiation import wanted_format

    request = Request({"type": "http", "headers": [(b"accept", accept.encode())]})
    assert wanted_format(request, None) == kind


def test_a_format_that_there_is_not_is_refused(asking, address):
    response = asking.get(f"{address}/plan", headers={"Accept": "application/pdf"})
    assert (response.status_code, response.json()["code"]) == (406, "not_acceptable")
    assert asking.get(f"{address}/plan?format=pdf").status_code == 422


def test_reasons_of_one_post_and_one_period(asking, address, solved):
    everything = asking.get(f"{address}/reasons").json()["shortages"]
    assert len(everything) == len(solved.plan.shortages) > 0
    one = everything[0]
    asked = asking.get(f"{address}/reasons", params={"post": one["post"], "period": one["period"]}).json()["shortages"]
    assert one in asked
    assert {(seat["post"], seat["period"]) for seat in asked} == {(one["post"], one["period"])}
    assert asked[0]["reasons"]
    assert asking.get(f"{address}/reasons", params={"post": "nowhere"}).json()["shortages"] == []


def test_a_kept_plan_outlives_its_job(asking, address):
    plan = f"/v1/plans/{asking.get(address).json()['plan_id']}"
    assert asking.post(f"{plan}/keep").json()["keep"] is True
    asking.request("DELETE", address)
    assert asking.get(plan).json()["keep"] is True
    assert asking.request("DELETE", f"{plan}/keep").json()["keep"] is False


def test_a_plan_is_something_to_begin_from(asking, address, demo):
    plan_id = asking.get(address).json()["plan_id"]
    assert asking.post("/v1/jobs", json={"instance": demo, "start_plan_id": plan_id}).json()["start_plan_id"] == plan_id
    unknown = asking.post("/v1/jobs", json={"instance": demo, "start_plan_id": "0" * 64})
    assert unknown.status_code == 404


def test_choices_for_a_seat_name_who_could_take_it_and_what_that_changes(asking, address, solved):
    seat = solved.plan.shortages[0]
    found = asking.get(f"{address}/choices", params={"post": seat.post, "period": seat.period})
    assert found.status_code == 200
    assert (found.json()["post"], found.json()["period"]) == (seat.post, seat.period)
    assert all(choice["tour"]["post"] == seat.post for choice in found.json()["choices"])
    for asked in ({"post": "nowhere", "period": 0}, {"post": seat.post, "period": 999}):
        refused = asking.get(f"{address}/choices", params=asked)
        assert (refused.status_code, refused.json()["code"]) == (422, "invalid_question")
