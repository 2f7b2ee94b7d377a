"""What one deployment may set, and what it may not."""

import pytest
from pydantic import ValidationError

from api.settings import ServiceSettings
from solver.settings import Settings


@pytest.mark.parametrize(
    ("given", "url"),
    [
        ("zutuan.db", "sqlite:///zutuan.db"),
        ("/srv/z.db", "sqlite:////srv/z.db"),
        ("sqlite:///z.db", "sqlite:///z.db"),
        ("postgresql://me:secret@db/z", "postgresql+psycopg://me:secret@db/z"),
        ("postgresql+psycopg://db/z", "postgresql+psycopg://db/z"),
    ],
)
def test_a_database_is_a_file_or_a_url(given: str, url: str) -> None:
    assert ServiceSettings(database=given).database == url


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"database": "mysql://db/z"}, "only sqlite"),
        ({"workers": -1}, "workers"),
        ({"lease_seconds": 0}, "lease_seconds"),
        ({"wrokers": 2}, "wrokers"),
    ],
)
def test_what_makes_no_sense_is_refused(changes: dict[str, object], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        ServiceSettings.model_validate(changes)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "localhost", "::1"])
def test_what_only_this_machine_reaches(host: str) -> None:
    assert ServiceSettings(host=host).loopback


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.0.1", "example.org"])
def test_what_others_reach_too(host: str) -> None:
    assert not ServiceSettings(host=host).loopback


def test_the_environment_is_heard_and_options_come_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZUTUAN_WORKERS", "3")
    monkeypatch.setenv("ZUTUAN_LANG", "zh")  # of the command line, and none of these settings
    assert ServiceSettings().workers == 3
    assert ServiceSettings(workers=5).workers == 5


@pytest.mark.parametrize(
    ("asked", "allowed"),
    [
        (Settings(seconds=10, workers=2, memory_mb=300), Settings(seconds=10, workers=2, memory_mb=300)),
        (Settings(seconds=999, workers=64, memory_mb=9999), Settings(seconds=60, workers=4, memory_mb=512)),
        (Settings(seconds=999, seed=7, gap=0.1), Settings(seconds=60, seed=7, gap=0.1, memory_mb=512)),
    ],
)
def test_a_search_stays_within_what_the_service_allows(asked: Settings, allowed: Settings) -> None:
    service = ServiceSettings(max_seconds=60, max_threads=4, memory_mb=512)
    assert service.capped(asked) == allowed
