"""Text: what JSON readers let pass in silence is found here."""

import json

import pytest

from solver.validation.text import DEEPEST, LARGEST, oddities, tree


@pytest.mark.parametrize(
    ("source", "code", "found"),
    [
        ('{"a": 1,\n "b" 2}', "not_json", "2:6"),
        ("", "not_json", "1:1"),
        (b"\xef\xbb\xbf{]", "not_json", "1:2"),
        (b"{\"a\": \"\xff\"}", "not_utf8", 7),
        ("[" * 200_000, "too_deep", None),
    ],
)  # fmt: skip
def test_no_tree(source: str | bytes, code: str, found: object) -> None:
    root, (finding,) = tree(source)
    assert root is None
    assert (finding.code, finding.found) == (code, found)


@pytest.mark.parametrize("source", [b'\xef\xbb\xbf{"a": "\xe5\x85\x8b"}', '\ufeff{"a": "克"}', '{"a": "克"}'])
def test_byte_order_mark_is_accepted(source: str | bytes) -> None:
    assert tree(source) == ({"a": "克"}, ())


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('{"a": 1, "a": 1}', [("repeated_key", "/a")]),
        ('{"x": [{"a": 1, "b": 2, "a": 3}]}', [("repeated_key", "/x/0/a")]),
        ('{"a/b": NaN}', [("not_a_number", "/a~1b")]),
        ('{"a": [1, -Infinity]}', [("not_a_number", "/a/1")]),
        ('{"a": 1e999}', [("number_too_large", "/a")]),
        (f'{{"a": {"9" * 5000}}}', [("number_too_large", "/a")]),
        (f'{{"a": {LARGEST + 1}}}', [("number_too_large", "/a")]),
        (f'{{"a": -{LARGEST}}}', []),
        ('{"a": "\\ud800"}', [("broken_text", "/a")]),
        ('{"a": {"\\udfff": 1}}', [("broken_text", "/a")]),
        ('{"a": "\\ud842\\udfb7"}', []),  # a pair is a whole character
        ('{"start": "1772323200"}', [("bad_date", "/start")]),
        ('{"name": "1772323200"}', []),
        ("[" * DEEPEST + "]" * DEEPEST, []),
        ("[" * (DEEPEST + 2) + "]" * (DEEPEST + 2), [("too_deep", "/0" * (DEEPEST + 1))]),
    ],
)
def test_oddities(source: str, expected: list[tuple[str, str]]) -> None:
    root, findings = tree(source)
    assert findings == ()
    assert [(finding.code, finding.where) for _, finding in oddities(root)] == expected


def test_whole_numbers_are_whole_numbers_however_written() -> None:
    root, _ = tree('{"a": 3.0, "b": 1e3, "c": 0.5}')
    assert json.dumps(root) == '{"a": 3, "b": 1000, "c": 0.5}'
