"""A store and its jobs, and a worker that looks often."""

from typing import Any

import pytest

from api.jobs import Jobs
from api.store import Store, open_store
from api.worker import heartbeat
from tests.api.made import Clock, settings


@pytest.fixture
def store(tmp_path_factory: pytest.TempPathFactory) -> Any:
    opened = open_store(f"sqlite:///{tmp_path_factory.mktemp('store') / 'zutuan.db'}")
    yield opened
    opened.close()


@pytest.fixture
def jobs(store: Store) -> Jobs:
    return Jobs(store, settings(), Clock())


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heartbeat, "TICK_SECONDS", 0.01)
