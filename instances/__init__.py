"""The instances that come with zutuan: real programmes, tiny ones, and what else lies in the folders beside this file.

An instance is known by its file name without `.json`; README.md says where each comes from. A file `<name>.plan.json` is
a published plan of that instance and no instance itself.
"""

from functools import cache
from importlib.resources import files
from pathlib import Path


def names() -> tuple[str, ...]:
    """Return the names of all instances, in alphabetical order."""
    return tuple(sorted(_paths()))


def path(name: str) -> Path:
    """Return the file of an instance, asked for with or without `.json`. Raises KeyError for an unknown name."""
    return _paths()[name.removesuffix(".json")]


def text(name: str) -> str:
    """Return the JSON text of an instance. Raises KeyError for an unknown name."""
    return path(name).read_text(encoding="utf-8")


@cache
def _paths() -> dict[str, Path]:
    root = Path(str(files(__name__)))
    found = (file for file in sorted(root.rglob("*.json")) if not file.name.endswith(".plan.json"))
    return {file.stem: file for file in found}
