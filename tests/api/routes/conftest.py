"""An app over an empty store, asked without a network; and a small question with its answer."""

import asyncio
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

import instances
from api.app import create_app
from api.jobs import Jobs
from api.settings import ServiceSettings
from api.store import Store, open_store
from solver.domain.outcome import Solved
from solver.load import load_instance
from solver.settings import Settings
from tests.api.routes.asking import Asking, InThread


@pytest.fixture(scope="session")
def empty(tmp_path_factory) -> Path:
    """An empty store; migrations take longer than most tests."""
    file: Path = tmp_path_factory.mktemp("store") / "zutuan.db"
    open_store(f"sqlite:///{file}").close()
    return file


@pytest.fixture
def store(tmp_path, empty) -> Iterator[Store]:
    opened = Store(f"sqlite:///{shutil.copy(empty, tmp_path)}")
    yield opened
    opened.close()


@pytest.fixture
def jobs(store: Store) -> Jobs:
    return Jobs(store, ServiceSettings(workers=0, body_mb=1, queue_limit=5, max_seconds=100))


@pytest.fixture
def asking(jobs: Jobs) -> Iterator[Asking]:
    """The app, asked from this machine; heavy calls run in threads, and the body limit is 1 MiB."""
    app = create_app(jobs.settings, jobs, InThread())
    with asyncio.Runner() as runner:
        transport = httpx.ASGITransport(app=app)
        client = httpx.AsyncClient(
            transport=transport, base_url="http://127.0.0.1:8000", headers={"Accept-Language": "en"}
        )
        yield Asking(runner, client, app)
        runner.run(client.aclose())


@pytest.fixture(scope="session")
def demo() -> dict[str, Any]:
    """The instance of the examples."""
    return load_instance(instances.text("demo")).model_dump(mode="json", by_alias=True, exclude_none=True)


@pytest.fixture(scope="session")
def solved() -> Solved:
    """Its answer."""
    from solver.solve import solve

    outcome = solve(load_instance(instances.text("demo")), Settings(seconds=20, workers=1))
    assert isinstance(outcome, Solved)
    return outcome
