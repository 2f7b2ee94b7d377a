"""Files of a result are whole or not there."""

from pathlib import Path

import pytest

from zutuan.writing import writable_folder, write_together


def _fail(path: Path) -> None:
    path.write_text("half", encoding="utf-8")
    raise OSError("disk full")


def test_a_writer_that_fails_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("before")
    with pytest.raises(OSError, match="disk full"):
        write_together(tmp_path, {"a": lambda path: path.write_text("after"), "b": _fail})
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("a", "before")]


def test_files_are_replaced_and_nothing_else_is_left(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("before")
    write_together(tmp_path, {name: lambda path: path.write_text(path.name) for name in ("a", "b")})
    assert sorted((path.name, path.read_text()) for path in tmp_path.iterdir()) == [("a", "a"), ("b", "b")]


def test_a_folder_that_cannot_be_written_is_found_out_at_once(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(OSError, match="file"):
        writable_folder(tmp_path / "file")
    assert writable_folder(tmp_path / "new" / "folder").is_dir()
