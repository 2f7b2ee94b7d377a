"""Transactions, migrations, and documents as they are stored."""

import json
import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import func, insert, inspect, select

import api.store.database as sqlite
import instances
from api.errors import StoreUnavailable
from api.store import Store, canonical, migrate, open_store, packed, unpacked
from api.store.tables import metadata, workers
from solver.domain.instance import Instance
from solver.load import load_instance

WORKER = {"started_at": 0.0, "seen_at": 0.0}


def _names(store: Store) -> int:
    with store.reading() as connection:
        return connection.execute(select(func.count()).select_from(workers)).scalar_one()


def test_migrations_make_the_tables_that_the_code_declares(store: Store) -> None:
    assert set(inspect(store.engine).get_table_names()) == {*metadata.tables, "alembic_version"}
    with store.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_a_second_start_changes_nothing_and_keeps_what_is_there(store: Store, database: str) -> None:
    with store.writing() as connection:
        connection.execute(insert(workers).values(id="w", **WORKER))
    again = open_store(database)
    assert _names(again) == 1
    again.close()


def test_two_starts_at_once_both_succeed(database: str) -> None:
    stores = [Store(database) for _ in range(4)]
    with ThreadPoolExecutor(len(stores)) as pool:
        starts = [pool.submit(migrate, one) for one in stores]
    for one in stores:
        one.close()
    assert [start.exception() for start in starts] == [None] * len(stores)


class Refusing:
    """A cursor to which SQLite says no some times."""

    def __init__(self, refusals: int, code: int = sqlite3.SQLITE_BUSY) -> None:
        self.refusals, self.code, self.asked = refusals, code, list[str]()

    def execute(self, statement: str) -> None:
        self.asked.append(statement)
        if len(self.asked) <= self.refusals:
            error = sqlite3.OperationalError("refused")
            error.sqlite_errorcode = self.code
            raise error


def test_a_write_ahead_log_is_asked_for_until_there_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite refuses it at once, without waiting, while others ask for it in a new database."""
    patient = Refusing(3)
    sqlite._write_ahead(patient)
    assert patient.asked == ["PRAGMA journal_mode = WAL"] * 4
    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0)
    with pytest.raises(sqlite3.OperationalError, match="refused"):
        sqlite._write_ahead(Refusing(10**9))


def test_a_full_disk_is_not_waited_for() -> None:
    full = Refusing(10**9, sqlite3.SQLITE_FULL)
    with pytest.raises(sqlite3.OperationalError, match="refused"):
        sqlite._write_ahead(full)
    assert len(full.asked) == 1


def test_a_transaction_that_raises_leaves_nothing(store: Store) -> None:
    def fail() -> None:
        with store.writing() as connection:
            connection.execute(insert(workers).values(id="w", **WORKER))
            raise KeyError("in the middle")

    with pytest.raises(KeyError):
        fail()
    assert _names(store) == 0


def test_writers_wait_for_each_other(store: Store) -> None:
    def write(number: int) -> None:
        for turn in range(5):
            with store.writing() as connection:
                connection.execute(insert(workers).values(id=f"{number}-{turn}", **WORKER))

    threads = [threading.Thread(target=write, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert _names(store) == 30


def test_a_database_that_is_not_there_is_said_to_be_unavailable(tmp_path: Path) -> None:
    missing = Store(f"sqlite:///{tmp_path / 'no such folder' / 'zutuan.db'}")
    with pytest.raises(StoreUnavailable, match="unable to open"), missing.reading():
        pass
    with pytest.raises(StoreUnavailable):
        open_store("postgresql+psycopg://zutuan@127.0.0.1:1/zutuan")


def test_a_full_disk_refuses_a_write_and_spoils_nothing(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'zutuan.db'}")

    def fill() -> None:
        with store.writing() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 2}")
            for number in range(1000):
                connection.execute(insert(workers).values(id=f"{number:078}", **WORKER))

    with pytest.raises(StoreUnavailable, match="full"):
        fill()
    assert _names(store) == 0
    with store.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"
    store.close()


@pytest.mark.parametrize("name", ["kezhou", "naqu", "demo", "pool"])
def test_an_instance_comes_back_as_it_was_stored(name: str) -> None:
    instance = load_instance(instances.path(name))
    document = packed(instance)
    assert Instance.model_validate_json(unpacked(document.body)) == instance
    assert document.size == len(canonical(instance))


def test_the_id_follows_the_content_and_nothing_else() -> None:
    one, same = {"b": 1, "a": "组"}, {"a": "组", "b": 1}
    assert canonical(one) == '{"a":"组","b":1}'.encode()
    assert packed(one).id == packed(same).id
    assert packed(one).id != packed(one, salt="of another instance").id
    assert json.loads(canonical(one)) == one
