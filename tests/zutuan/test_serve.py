"""`zutuan serve` refuses what it cannot serve, with a sentence, before anything is started."""

import socket
from pathlib import Path

import pytest

from zutuan.exits import Exit
from zutuan.main import run


@pytest.mark.parametrize(
    ("options", "environment", "said"),
    [
        (("--host", "0.0.0.0"), {}, "token"),
        (("--host", "198.51.100.7"), {}, "token"),
        (("--port", "70000"), {}, "port"),
        (("--database", "mysql://x/y"), {}, "only sqlite and postgresql"),
        (("--database", "{folder}/none/zutuan.db"), {}, "unable to open"),
        (("--database", "postgresql://zutuan@127.0.0.1:1/zutuan"), {}, "cannot be used"),
        ((), {"ZUTUAN_WORKERS": "many"}, "workers"),
        ((), {"ZUTUAN_HOST": "::"}, "token"),
    ],
)
def test_what_cannot_be_served_is_bad_input(
    options: tuple[str, ...],
    environment: dict[str, str],
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    arguments = [option.format(folder=tmp_path) for option in options]
    assert run(["serve", "--port", "0", *arguments, "--lang", "en"]) == Exit.BAD_INPUT
    assert said in capsys.readouterr().err


def test_a_port_that_is_taken_is_bad_input(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        options = ["--port", port, "--database", str(tmp_path / "zutuan.db"), "--lang", "en"]
        assert run(["serve", *options]) == Exit.BAD_INPUT
    assert "in use" in capsys.readouterr().err
