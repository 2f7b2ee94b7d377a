"""Pages of the programmes: there for each in both languages, with small pictures that are whole."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

import instances
from instances.pages.page import SUFFIX, index, page
from instances.pages.pictures import MOST_LINES, pictures, shown
from instances.programmes.builders.__main__ import PROGRAMMES
from solver.domain.instance import Instance
from solver.domain.outcome import Solved
from solver.report.tables import PlanTables, plan_tables
from solver.settings import Settings
from solver.solve import solve
from solver.texts import LANGUAGES, Language, catalogue

DOCS = Path(instances.__file__).parents[1] / "docs" / "programmes"
LARGEST_BYTES = 150_000
PICTURE = re.compile(r"!\[[^\]]*\]\(([^)]+)\)")


def _tables(name: str, language: Language) -> PlanTables:
    instance = Instance.model_validate_json(instances.text(name))
    outcome = solve(instance, Settings(seconds=20))
    assert isinstance(outcome, Solved)
    return plan_tables(instance, outcome, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_programme_has_its_sentences(language: Language) -> None:
    known = {key.rpartition(".")[2] for key in catalogue(language) if key.startswith("programmes.about.")}
    assert known == set(PROGRAMMES)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PROGRAMMES)
def test_the_page_of_every_programme_stands_with_its_pictures(name: str, language: Language) -> None:
    text = (DOCS / f"{name}{SUFFIX[language]}").read_text(encoding="utf-8")
    linked = PICTURE.findall(text)
    assert linked
    for path in linked:
        file = DOCS / path
        assert file.stat().st_size <= LARGEST_BYTES
        assert ElementTree.parse(file).getroot().tag.endswith("svg")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_index_leads_to_all_pages(language: Language) -> None:
    text = (DOCS / f"README{SUFFIX[language]}").read_text(encoding="utf-8")
    titles = [(name, str(Instance.model_validate_json(instances.text(name)).title)) for name in PROGRAMMES]
    assert text == index(titles, language)
    assert all((DOCS / f"{name}{SUFFIX[language]}").exists() for name, _ in titles)


@pytest.mark.parametrize("language", LANGUAGES)
def test_pairings_are_drawn_with_names_and_without_posts(language: Language) -> None:
    tables = _tables("hainan", language)
    drawn = pictures(tables)
    assert list(drawn) == ["pairing-1"]
    words = "".join(ElementTree.fromstring(drawn["pairing-1"]).itertext())
    assert all(hospital.name in words for hospital in tables.names.instance.recipient_hospitals)
    assert f"pictures/hainan-pairing-1.{language}.svg" in page(tables, drawn)


def test_the_committed_text_of_a_page_is_what_the_command_writes() -> None:
    for language in LANGUAGES:
        tables = _tables("fujian", language)
        written = (DOCS / f"fujian{SUFFIX[language]}").read_text(encoding="utf-8")
        assert page(tables, pictures(tables)) == written


@pytest.mark.slow
def test_a_plan_is_drawn_with_its_people_and_what_is_missing() -> None:
    tables = _tables("alar", "en")
    drawn = pictures(tables)
    assert list(drawn) == ["timeline", "coverage", "pairing-1"]
    words = "".join(ElementTree.fromstring(drawn["timeline"]).itertext())
    assert all(tour.specialist in words for tour in (row.tour for row in tables.tours))
    unmet = {text for text in ElementTree.fromstring(drawn["coverage"]).itertext() if re.fullmatch(r"\d+/\d+", text)}
    assert unmet == {"0/1"}
    assert 0 < len(shown(tables)) <= MOST_LINES
