"""The prose of the rule book: one TOML file per rule and goal, and one each for sources and altitude numbers."""

import tomllib
from pathlib import Path
from typing import Any, Literal

from pydantic import Field

from solver.domain.document import Document
from solver.texts import Language


class Bilingual(Document):
    """A passage in both languages."""

    en: str
    zh: str

    def in_(self, language: Language) -> str:
        """Return the passage in a language."""
        return self.zh if language == "zh" else self.en


class Quotation(Document):
    """What a public document says, word for word."""

    text: str
    source: str


class Asked(Bilingual):
    """Who asked for the rule, or which finding it answers."""

    quotes: tuple[Quotation, ...] = ()
    sources: tuple[str, ...] = ()


class Meaning(Document):
    """A field that a rule or goal reads, and what it means; the English default is the field's own description."""

    field: str
    zh: str
    en: str | None = None


class Example(Bilingual):
    """A plan on the plain instance of tests/small.py with changes, and what the check must find in it."""

    instance: dict[str, Any] = Field(default_factory=dict)
    tours: tuple[str, ...] = ()
    """Each "specialist post from_period to_period [unit]"."""
    pairings: tuple[str, ...] = ()
    """Each "supporter target state [role] [lead basis]"."""
    units: int = Field(ge=0, description="What the rule's check, or the goal's twin, counts; 0 = the rule is kept.")


class RuleProse(Document):
    """The page's own words on a rule."""

    formula: Bilingual
    why: Bilingual
    asked: Asked
    reads: tuple[Meaning, ...] = ()
    examples: tuple[Example, ...] = ()


class GoalProse(Document):
    """The page's own words on a goal."""

    formula: Bilingual
    why: Bilingual
    reads: tuple[Meaning, ...] = ()
    examples: tuple[Example, ...] = ()


class Source(Bilingual):
    """A public source: its name, and its address where one is known."""

    address: str | None = None


class AltitudeNumber(Bilingual):
    """A default number of the altitude policy, and where it comes from."""

    number: str
    basis: Literal["source", "proposal"]
    sources: tuple[str, ...] = ()


class Prose(Document):
    """All of docs/rulebook/."""

    rules: dict[str, RuleProse]
    goals: dict[str, GoalProse]
    sources: dict[str, Source]
    altitude: tuple[AltitudeNumber, ...]
    fronts: dict[str, str]


def read(folder: Path) -> Prose:
    """Return the prose in a folder; raises ValidationError where a file says too little, or what nobody knows."""
    return Prose.model_validate(
        {
            "rules": {path.stem: _toml(path) for path in sorted((folder / "rules").glob("*.toml"))},
            "goals": {path.stem: _toml(path) for path in sorted((folder / "goals").glob("*.toml"))},
            "sources": _toml(folder / "sources.toml"),
            "altitude": _toml(folder / "altitude.toml")["numbers"],
            "fronts": {path.stem: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.md"))},
        }
    )


def _toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))
