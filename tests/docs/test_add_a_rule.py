"""The page about adding a rule works: it is followed block by block in a copy of the sources, and what it promises is run."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "add-a-rule.md"
COPIED = ("solver", "tests", "docs", "pyproject.toml")
BLOCK = re.compile(r"^```\w+ title=\"(?P<path>[^\"]+)\"(?P<where>[^\n]*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
WHERE = re.compile(r"(?P<side>before|after)=(?P<quote>[\"'])(?P<line>.*)(?P=quote)")
PROMISED = (
    "tests/solver/test_two_witnesses.py",
    "tests/solver/test_registries.py",
    "tests/solver/test_schema.py",
    "tests/solver/checks/test_batch_size.py",
    "tests/docs/test_rulebook.py",
)


@pytest.mark.slow
def test_following_the_page_adds_a_rule(tmp_path: Path) -> None:
    for name in COPIED:
        source = ROOT / name
        ignore = shutil.ignore_patterns("__pycache__")
        shutil.copytree(source, tmp_path / name, ignore=ignore) if source.is_dir() else shutil.copy(source, tmp_path)
    blocks = list(BLOCK.finditer(PAGE.read_text(encoding="utf-8")))
    assert len(blocks) == 14
    for block in blocks:
        follow(tmp_path / block["path"], block["where"], block["text"])
    for command in (["solver.schema", "docs"], ["solver.rulebook", "docs"], ["ruff", "check", "solver", PROMISED[3]]):
        run(tmp_path, *command)
    tested = run(tmp_path, "pytest", "-vv", "-k", "batch_size or every or page or current or registries", *PROMISED)
    passed = re.findall(r"two_witnesses\S+\[batch_size-\S+ PASSED", tested)
    assert len(passed) == 2 * 3 + 2, "two toys in three modes, and one plan each that only this rule rejects"
    assert "### batch_size" in (tmp_path / "docs" / "rules.md").read_text(encoding="utf-8")


def follow(path: Path, where: str, text: str) -> None:
    """Write a new file, or put lines before or after the line that the page names; quotes stand for one another."""
    place = WHERE.search(where)
    if place is None:
        assert not path.exists()
        path.write_text(text, encoding="utf-8")
        return
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    wanted = place["line"].replace("'", '"')
    found = [number for number, line in enumerate(lines) if line.rstrip().startswith(wanted)]
    assert len(found) == 1, f"{wanted} stands {len(found)} times in {path.name}"
    at = found[0] + (place["side"] == "after")
    path.write_text("".join([*lines[:at], text, *lines[at:]]), encoding="utf-8")


def run(folder: Path, *command: str) -> str:
    """Run a module in the copy, which comes first among the sources, and return what it prints."""
    environment = os.environ | {"PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    arguments = [sys.executable, "-m", *command]
    done = subprocess.run(arguments, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return done.stdout
