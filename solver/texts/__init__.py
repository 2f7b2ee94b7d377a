"""The catalogue of every text that a person reads, in Chinese and English.

`texts/<language>/<topic>.toml` holds the sentences of a topic; the key of one is `topic.table.name`. Placeholders are
those of `str.format`. A test compares the languages and looks for keys that the code uses and the catalogue lacks.
"""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")


def say(key: str, language: Language, **values: object) -> str:
    """Return the sentence under a key with its placeholders filled. Raises KeyError for an unknown key."""
    sentence = catalogue(language)[key]
    return sentence.format(**values) if values else sentence


@cache
def catalogue(language: Language) -> dict[str, str]:
    """Return all sentences of a language by key."""
    folder = files(__name__) / language
    topics = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".toml"))
    flat: dict[str, str] = {}
    for topic in topics:
        tables = tomllib.loads((folder / topic).read_text(encoding="utf-8"))
        flat |= _flatten(topic.removesuffix(".toml"), tables)
    return flat


def _flatten(prefix: str, tables: dict[str, object]) -> dict[str, str]:
    flat: dict[str, str] = {}
    for name, value in tables.items():
        key = f"{prefix}.{name}"
        flat |= _flatten(key, value) if isinstance(value, dict) else {key: str(value)}
    return flat
