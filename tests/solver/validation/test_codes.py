"""Every code has a mutant that it alone reports, a severity, and a sentence in both languages."""

import re
from pathlib import Path

import pytest

from solver.domain.finding import Severity
from solver.load import read_instance
from solver.texts import LANGUAGES, Language, catalogue
from solver.validation import sentence
from solver.validation.codes import CODES
from solver.validation.page import page
from tests.solver.validation.mutants import MUTANTS, PLANNED, kezhou

OF_FILES = {"cannot_open"}
"""Found when a file is opened: shown in tests/solver/test_load.py."""


def test_every_code_has_a_mutant() -> None:
    assert set(CODES) == set(MUTANTS) | OF_FILES


def test_base_is_clean() -> None:
    instance, findings = read_instance(kezhou(), PLANNED)
    assert findings == ()
    assert instance is not None


@pytest.mark.parametrize("code", MUTANTS)
def test_mutant_reports_its_code_and_no_other(code: str) -> None:
    instance, findings = read_instance(MUTANTS[code], PLANNED)
    assert {finding.code for finding in findings} == {code}, findings
    assert {finding.severity for finding in findings} == {CODES[code]}
    assert (instance is None) == (CODES[code] == Severity.ERROR)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", MUTANTS)
def test_sentence_is_filled(code: str, language: Language) -> None:
    template = catalogue(language)[f"validation.sentence.{code}"]
    for finding in read_instance(MUTANTS[code], PLANNED)[1]:
        for name in re.findall(r"{(\w+)}", template):
            assert getattr(finding, name) not in (None, ""), f"{name} of {finding}"
        said = sentence(finding, language)
        assert said
        assert "None" not in said
        assert "{" not in said or "{" in str(finding.found)


def test_sentences_of_both_languages_use_the_same_values() -> None:
    for code in CODES:
        used = [re.findall(r"{(\w+)}", catalogue(language)[f"validation.sentence.{code}"]) for language in LANGUAGES]
        assert sorted(used[0]) == sorted(used[1]), code


def test_catalogue_has_no_sentence_without_code() -> None:
    for language in LANGUAGES:
        prefix = "validation.sentence."
        assert {key.removeprefix(prefix) for key in catalogue(language) if key.startswith(prefix)} == set(CODES)


def test_page_is_current() -> None:
    assert Path("docs/validation.md").read_text(encoding="utf-8") == page()
