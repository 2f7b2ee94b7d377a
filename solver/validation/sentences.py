"""A finding as a sentence for people, in Chinese or English."""

from solver.domain.finding import Finding
from solver.texts import Language, catalogue, say


def sentence(finding: Finding, language: Language) -> str:
    """Return what is wrong and what is wanted; the place is `finding.where`, said by whoever knows how to name it."""
    texts = catalogue(language)
    values = {name: _worded(value, texts) for name, value in (("found", finding.found), ("wanted", finding.wanted))}
    plain = texts[f"validation.sentence.{finding.code}"].format(where=finding.where, **values)
    return plain if finding.near is None else plain + say("validation.part.near", language, near=finding.near)


def _worded(value: str | int | float | None, texts: dict[str, str]) -> str:
    if not isinstance(value, str):
        return "" if value is None else str(value)
    words = value.split("|")
    keys = [f"validation.word.{word}" for word in words]
    return texts["validation.part.or"].join(texts[key] for key in keys) if all(key in texts for key in keys) else value
