"""A whole service, used by everybody and asked for everything: nothing of anybody's health is found where it should not be."""

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

import instances
from api.client import Client
from api.roles import Role
from api.store import open_store
from api.tokens import Tokens
from benchmarks.service import Service, running
from solver.errors import InvalidInstance
from solver.load import load_instance
from solver.settings import Settings

pytestmark = pytest.mark.slow
LABEL, NOTE = "Label of a person", "Remark on a person"
CLEARED, TRAINED, STAYED, LEFT, AWAY = "2026-12-29", "2026-02-19", "2024-05-17", "2024-08-03", "2027-10-09"
SECRETS = (LABEL, NOTE, CLEARED, TRAINED, STAYED, LEFT, AWAY)
HOSPITALS = {Role.RECIPIENT: "naqu", Role.SUPPORTER: "gulou"}


def _question() -> dict[str, object]:
    """The instance of the examples, with everything that one may know of a person."""
    raw = json.loads(instances.text("demo"))
    known = {
        "label": LABEL,
        "note": NOTE,
        "clearance": {"max_altitude_m": 4500, "valid_until": CLEARED, "renewable": True},
        "hypoxia_trained_on": TRAINED,
        "history": [{"altitude_m": 3700, "from": STAYED, "to": LEFT}],
        "unavailable": [{"from": AWAY, "to": "2027-10-20", "note": NOTE}],
    }
    return raw | {"specialists": [raw["specialists"][0] | known], "notes": [NOTE]}


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Service, dict[Role, str]]]:
    """A service with a token for every role, and a log that leaves nothing out."""
    folder = tmp_path_factory.mktemp("service")
    store = open_store(f"sqlite:///{folder / 'zutuan.db'}")
    made = {role: Tokens(store).create(role, "east", hospital=HOSPITALS.get(role))[1] for role in Role}
    store.close()
    with running(folder, workers=1, require_tokens="true", log_level="DEBUG") as service:
        yield service, made


def _unpacked(content: bytes) -> str:
    """Return what a file says, a workbook's parts included."""
    if not content.startswith(b"PK"):
        return content.decode(errors="replace")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return "\n".join(archive.read(name).decode(errors="replace") for name in archive.namelist())


def _addresses(job: str, plan: str, instance: str) -> list[str]:
    of_job = (
        "",
        "/plan",
        "/plan?format=xlsx",
        "/plan?format=html",
        "/outcome",
        "/reasons",
        "/events",
        "/choices?period=0&post=naqu-ortho-head",
    )
    return [
        *(f"/v1/jobs/{job}{part}" for part in of_job),
        f"/v1/plans/{plan}",
        f"/v1/instances/{instance}",
        f"/v1/compare/{plan}/{plan}",
        "/v1/jobs",
        "/v1/audit",
        "/metrics",
        f"/v1/jobs/{LABEL}",
        f"/v1/plans/{plan}?x={CLEARED}",
    ]


def test_nothing_of_anybodys_health_is_found_where_it_should_not_be(
    run: tuple[Service, dict[Role, str]], tmp_path: Path
) -> None:
    service, tokens = run
    asked = load_instance(_question())
    with Client(service.url(""), tokens[Role.PLANNER], patience=600) as planner:
        job = planner.submit(asked, Settings(seconds=20, workers=1), name="2027")
        told = [event.model_dump_json() for event in planner.follow(job.id)]
        plan = planner.job(job.id).plan_id
        assert plan is not None
        why = planner.submit(
            asked, kind="why_not", start_plan_id=plan, question={"who": "g-01", "post": "naqu-ortho-head", "period": 7}
        )
        told += [event.model_dump_json() for event in planner.follow(why.id)]
        broken = asked.model_copy(update={"calendar": None})
        with pytest.raises(InvalidInstance):
            planner.submit(broken)
        assert LABEL in planner._ask("GET", f"/v1/instances/{job.instance_id}").text
    for process in service.children("api.worker"):  # deaths are logged too
        process.kill()
    found, answered = dict[str, str](), dict[Role, int]()
    for role, token in tokens.items():
        for address in _addresses(job.id, plan, job.instance_id):
            answer = service.client.get(service.url(address), headers={"Authorization": f"Bearer {token}"}, timeout=600)
            answered[role] = answered.get(role, 0) + (answer.status_code == 200)
            seen = (
                ""
                if role in (Role.ADMIN, Role.PLANNER) and answer.status_code == 200 and "/v1/" in address
                else _unpacked(answer.content)
            )
            found[f"{role} {address}"] = seen + _told_aside(answer)
        outcome = service.client.get(
            service.url(f"/v1/jobs/{why.id}/outcome"), headers={"Authorization": f"Bearer {token}"}
        )
        assert (outcome.status_code == 200) is (role in (Role.ADMIN, Role.PLANNER))
    assert answered[Role.RECIPIENT] >= 6
    assert answered[Role.VIEWER] > answered[Role.RECIPIENT]
    assert answered[Role.ADMIN] > answered[Role.PLANNER] > answered[Role.VIEWER]
    found["events"] = "\n".join(told)
    found["log"] = service.log()
    assert '"event": "job.ended"' in found["log"]
    assert '"route": "/v1/jobs/{id}/plan"' in found["log"]
    for place, text in found.items():
        for secret in SECRETS:
            assert secret not in text, (place, secret)
    assert "g-01" not in found["log"]


def _told_aside(answer: httpx.Response) -> str:
    """Return headers and addresses of an answer; the address that was asked for is ours."""
    return "\n".join(f"{name}: {value}" for name, value in answer.headers.items())
