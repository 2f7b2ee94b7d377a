"""A finding as a sentence for people, in Chinese or English."""

from solver.domain.finding import Finding
from solver.texts import Language, catalogue, say

WORDS = {
    "wrong_type": ("wanted", "validation.word.{}"),
    "unknown_id": ("wanted", "validation.word.{}"),
    "no_calendar": ("found", "validation.word.{}"),
    "not_planned": ("found", "rules.{}.label"),
    "protective_rule_off": ("found", "rules.{}.label"),
    "weights_too_large": ("found", "goals.{}.label"),
}
"""Codes whose finding holds a word of ours, not of the instance: which field, and where its translation stands."""


def sentence(finding: Finding, language: Language) -> str:
    """Return what is wrong and what is wanted; the place is `finding.where`, said by whoever knows how to name it."""
    values = {"found": finding.found, "wanted": finding.wanted}
    if finding.code in WORDS:
        field, key = WORDS[finding.code]
        values[field] = _translated(str(values[field]), key, language)
    plain = say(f"validation.sentence.{finding.code}", language, **values)
    return plain if finding.near is None else plain + say("validation.part.near", language, near=finding.near)


def _translated(words: str, key: str, language: Language) -> str:
    texts = catalogue(language)
    return texts["validation.part.or"].join(texts[key.format(word)] for word in words.split("|"))
