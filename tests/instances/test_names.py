"""Instances are found by name, whole, and valid."""

from pathlib import Path

import pytest

import instances
from solver.domain.finding import Severity
from solver.domain.instance import Instance
from solver.validation import validate


def test_a_name_works_with_and_without_json() -> None:
    assert instances.path("kezhou") == instances.path("kezhou.json")
    assert instances.text("kezhou.json") == instances.path("kezhou").read_text(encoding="utf-8")


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(KeyError, match="atlantis"):
        instances.path("atlantis")


def test_no_two_files_share_a_name() -> None:
    root = Path(instances.__file__).parent
    assert len(instances.names()) == len(list(root.rglob("*.json"))) - len(list(root.rglob("*.plan.json")))


def test_the_readme_speaks_of_every_programme_and_tiny_instance() -> None:
    root = Path(instances.__file__).parent
    readme = (root / "README.md").read_text(encoding="utf-8")
    files = [*root.glob("programmes/*.json"), *root.glob("tiny/*.json")]
    files = [file for file in files if not file.name.endswith(".plan.json")]
    assert len(files) >= 7
    assert [file.name for file in files if f"`{file.stem}`" not in readme] == []


@pytest.mark.parametrize("name", instances.names())
def test_every_instance_is_valid_and_bears_the_name_of_its_file(name: str) -> None:
    instance = Instance.model_validate_json(instances.text(name))
    assert instance.name == name
    assert [finding for finding in validate(instance) if finding.severity is Severity.ERROR] == []
