"""`zutuan purge`: says what it removes, from the database and from folders of results."""

import json
import zipfile
from pathlib import Path

import pytest

from api.jobs import Jobs
from api.jobs.instances import pack_instance
from api.jobs.leases import Leases
from api.settings import ServiceSettings
from api.store import open_store
from tests import small
from tests.api.made import Clock, a_request
from tests.zutuan.calling import zutuan

WHO = "who-01"


@pytest.fixture
def database(tmp_path: Path) -> str:
    """The database of a service with one job that waits, about one person and another."""
    store = open_store(f"sqlite:///{tmp_path / 'zutuan.db'}")
    asked = small.instance(specialists=[{"id": WHO}, {"id": "other"}])
    Jobs(store, ServiceSettings(workers=0), Clock()).submit(a_request(), group="local", instance=pack_instance(asked))
    store.close()
    return str(tmp_path / "zutuan.db")


@pytest.fixture
def results(tmp_path: Path) -> Path:
    """A folder with results that name the person, some that do not, and a file of somebody else's."""
    folder = tmp_path / "out" / "kezhou"
    folder.mkdir(parents=True)
    (folder / "outcome.json").write_text(f'{{"plan": {{"tours": [{{"specialist": "{WHO}"}}]}}}}')
    with zipfile.ZipFile(folder / "plan.xlsx", "w", zipfile.ZIP_DEFLATED) as workbook:
        workbook.writestr("xl/sharedStrings.xml", f"<t>{WHO}</t>")
    (folder / "report.html").write_text("<td>who-012</td>")
    (folder / "mine.json").write_text(f'{{"specialists": [{{"id": "{WHO}"}}]}}')
    return folder


def test_it_says_what_it_would_remove_and_then_removes_it(database: str, results: Path) -> None:
    asked = ("purge", "--specialist", WHO, "--database", database, "--out", str(results.parent), "--json")
    looked = zutuan(*asked, "--dry-run")
    done = zutuan(*asked)
    told = json.loads(done.out)
    assert (looked.code, done.code) == (0, 0)
    assert json.loads(looked.out) == told | {"dry_run": True}
    assert (told["groups"][0]["instances"], told["groups"][0]["jobs"]) == (1, 1)
    assert told["files"] == [str(results / name) for name in ("outcome.json", "plan.xlsx")]
    assert told["left"] == [str(results / "mine.json")]
    assert sorted(path.name for path in results.iterdir()) == ["mine.json", "report.html"]
    again = json.loads(zutuan(*asked).out)
    assert (again["groups"], again["files"]) == ([], [])


def test_people_read_a_table(database: str) -> None:
    called = zutuan("purge", "--specialist", WHO, "--database", database)
    assert called.code == 0
    assert "Instances" in called.out
    assert "restart the service" in called.err
    assert "other" not in called.out
    assert "Nothing" in zutuan("purge", "--specialist", WHO, "--database", database).err


def test_a_search_that_runs_forbids_it(database: str) -> None:
    store = open_store(f"sqlite:///{database}")
    task = Leases(store, ServiceSettings(), "w1").claim()
    store.close()
    assert task is not None
    called = zutuan("purge", "--specialist", WHO, "--database", database)
    assert called.code == 2
    assert task.lease.job_id in called.err


def test_a_database_that_is_not_there_is_no_empty_one(tmp_path: Path) -> None:
    called = zutuan("purge", "--specialist", WHO, "--database", str(tmp_path / "typo.db"))
    assert called.code == 2
    assert "typo.db" in called.err
    assert not (tmp_path / "typo.db").exists()
