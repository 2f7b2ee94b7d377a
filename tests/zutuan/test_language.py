"""In which language a call is answered, and that its help is said in full."""

import re

import pytest

from solver.texts import LANGUAGES, Language, catalogue
from tests.zutuan.calling import zutuan
from zutuan.language import language_for


@pytest.mark.parametrize(
    ("arguments", "environment", "language"),
    [
        ([], {}, "zh"),  # nothing said
        ([], {"LANG": "C.UTF-8"}, "zh"),
        ([], {"LANG": "POSIX"}, "zh"),
        ([], {"LANG": "zh_CN.UTF-8"}, "zh"),
        ([], {"LANG": "en_GB.UTF-8"}, "en"),
        ([], {"LANG": "de_DE.UTF-8"}, "en"),  # neither: the one that more people read
        ([], {"LANG": "zh_CN.UTF-8", "LC_ALL": "en_US.UTF-8"}, "en"),
        ([], {"LANG": "en_US.UTF-8", "LC_MESSAGES": "zh_CN"}, "zh"),
        ([], {"LANG": "en_US.UTF-8", "LC_ALL": ""}, "en"),  # empty is unset
        ([], {"LANG": "en_US.UTF-8", "ZUTUAN_LANG": "zh"}, "zh"),
        ([], {"LANG": "en_US.UTF-8", "ZUTUAN_LANG": "xx"}, "en"),  # an unknown one is not obeyed
        (["solve", "x", "--lang", "zh"], {"ZUTUAN_LANG": "en"}, "zh"),
        (["solve", "--lang=en", "x"], {}, "en"),
        (["--lang", "zh", "solve", "--lang", "en"], {}, "en"),  # the last one counts
        (["solve", "--lang"], {}, "zh"),
    ],
)
def test_language(arguments: list[str], environment: dict[str, str], language: str) -> None:
    assert language_for(arguments, environment) == language


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("columns", ["60", "80", "120"])
def test_help_is_said_in_full_at_any_width(language: Language, columns: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Chinese has no spaces to break at, and what does not fit must not be cut off."""
    monkeypatch.setenv("COLUMNS", columns)
    shown = re.sub(
        r"[\s│]", "", zutuan("--help", language=language).out + zutuan("solve", "--help", language=language).out
    )
    texts = catalogue(language)
    for name in ("zutuan", "solve", "check", "bench", "serve", "out", "reproducible"):
        assert re.sub(r"\s", "", texts[f"cli.help.{name}"]) in shown
