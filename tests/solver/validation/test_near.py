"""What an unknown word was meant to be."""

import pytest

from solver.validation.near import MOST_LOOKUPS, Spelling

KNOWN = ["kz-02", "kz-28", "04.03", "苏州", "南京", "naqu-ortho-head"]


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("kz-o2", "kz-02"),  # a letter for a digit
        ("KZ-28", "kz-28"),
        ("kz 28", "kz-28"),
        ("0403", "04.03"),
        ("０４．０３", "04.03"),  # full-width digits from a Chinese keyboard
        ("苏州市", "苏州"),
        ("naqu-otrho-head", "naqu-ortho-head"),
        ("拉萨", None),
        ("", None),
    ],
)
def test_near(word: str, meant: str | None) -> None:
    assert Spelling(KNOWN).near(word) == meant


def test_near_among_ten_thousand_alike() -> None:
    spelling = Spelling(f"person-{number:05d}" for number in range(10_000))
    assert spelling.near("persn-04711") == "person-04711"


def test_only_so_many_are_looked_up() -> None:
    spelling = Spelling(["name"])
    assert [spelling.near(f"name{number}") for number in range(MOST_LOOKUPS + 1)][-2:] == ["name", None]
