"""In which language a call is answered."""

import pytest

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
