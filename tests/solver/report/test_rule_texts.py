import re

import pytest

from solver.domain.policy import Goals, Rules
from solver.texts import LANGUAGES, catalogue, say


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("stem", Rules.model_fields)
def test_every_rule_has_its_texts(stem, language):
    for part in ("label", "sentence", "unit"):
        assert say(f"rules.{stem}.{part}", language).strip()
    assert "7" in say(f"rules.{stem}.reason", language, count=7)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", Goals.model_fields)
def test_every_goal_has_its_texts(name, language):
    for part in ("label", "sentence", "unit"):
        assert say(f"goals.{name}.{part}", language).strip()


@pytest.mark.parametrize("table", ["rules", "goals"])
def test_no_text_stands_for_a_rule_or_goal_that_is_not_there(table):
    known = set(Rules.model_fields if table == "rules" else Goals.model_fields)
    written = {key.split(".")[1] for key in catalogue("zh") if key.startswith(f"{table}.")}
    assert written == known


@pytest.mark.parametrize("topic", ["report", "rules", "goals"])
def test_both_languages_say_the_same_with_the_same_placeholders(topic):
    chinese, english = (
        {
            key: sorted(set(re.findall(r"{(\w+)", text)))
            for key, text in catalogue(language).items()
            if key.startswith(f"{topic}.")
        }
        for language in LANGUAGES
    )
    assert chinese == english
