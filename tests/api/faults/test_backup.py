"""A backup of a service in the middle of its work, restored elsewhere: its jobs go on from where they were."""

import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, make_url, text

import instances
from api.client import Client
from benchmarks.service import running
from solver.checks import check
from solver.domain.outcome import Solved
from solver.load import load_instance
from solver.settings import Settings
from tests.zutuan.calling import zutuan

pytestmark = pytest.mark.slow
PATIENCE_SECONDS = 900.0


def _by_zutuan(database: str, folder: Path) -> str:
    copy = folder / "copy.db"
    called = zutuan("backup", str(copy), "--database", database)
    assert called.code == 0, called.err
    assert copy.stat().st_mode & 0o077 == 0
    return str(copy)


def _by_pg_dump(database: str, folder: Path) -> str:
    """Dump a database and restore it into a new one, with the programs of the server."""
    url = make_url(database)
    place = ["--host", str(url.host), "--port", str(url.port), "--username", str(url.username)]
    programs = max(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda found: int(found.parent.name))
    dump = folder / "copy.dump"
    subprocess.run([programs / "pg_dump", *place, "--format=custom", f"--file={dump}", str(url.database)], check=True)
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text("DROP DATABASE IF EXISTS restored"))
        connection.execute(text("CREATE DATABASE restored"))
    engine.dispose()
    subprocess.run([programs / "pg_restore", *place, "--no-owner", "--dbname=restored", dump], check=True)
    return url.set(database="restored").render_as_string(hide_password=False)


def _until(holds: Callable[[], Any]) -> Any:
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        if found := holds():
            return found
        time.sleep(0.2)
    return pytest.fail("never came true")


@pytest.mark.parametrize("back_up", [_by_zutuan, pytest.param(_by_pg_dump, marks=pytest.mark.postgres)])
def test_jobs_that_were_being_searched_go_on_in_the_copy(
    back_up: Callable[[str, Path], str], tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    database = request.getfixturevalue("postgres_server") if back_up is _by_pg_dump else str(tmp_path / "zutuan.db")
    asked = load_instance(instances.text("kezhou"))
    here, elsewhere = tmp_path / "here", tmp_path / "elsewhere"
    here.mkdir(), elsewhere.mkdir()
    with running(here, database=database, workers=2, lease_seconds="2") as service, Client(service.url("")) as client:
        ids = [client.submit(asked, Settings(seconds=600, workers=1), name=name).id for name in ("one", "two")]
        for job_id in ids:
            _until(lambda job_id=job_id: client.job(job_id).plan_id)
        before = {job_id: client.job(job_id) for job_id in ids}
        assert {job.state for job in before.values()} <= {"SOLVING", "COMPLETED"}
        copy = back_up(service.database, tmp_path)
        assert client.job(ids[0]).state in ("SOLVING", "COMPLETED")  # and went on here meanwhile
        service.kill()
    with running(elsewhere, database=copy, workers=2, lease_seconds="2") as service, Client(service.url("")) as client:
        assert {job.name for job in client.jobs().items} == {"one", "two"}
        for job_id in ids:
            _until(lambda job_id=job_id: client.job(job_id).version > before[job_id].version)
            client.stop(job_id)
            after = _until(lambda job_id=job_id: (job := client.job(job_id)).state.ended and job)
            assert after.progress.incumbent <= before[job_id].progress.incumbent
            outcome = client.outcome(job_id)
            assert isinstance(outcome, Solved)
            assert check(asked, outcome.plan).objective == outcome.objective
