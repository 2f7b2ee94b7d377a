"""The documentation page of the codes: `python -m solver.validation.page docs/validation.md` writes it."""

import sys
from pathlib import Path

from solver.texts import LANGUAGES, catalogue
from solver.validation.codes import CODES

INTRODUCTION = """# What validation finds

Before anything is planned, an instance is read strictly and every problem is reported at once: code, severity, place
(a JSON pointer), what was found, what is wanted, and a near match for what is probably misspelt. An error stops planning, a
warning is said in every output, a notice is for information. A list item that cannot be read is set aside and the rest is still
checked; ids that were set aside count as known. Codes are stable; the sentences below are the catalogue's.

This page is written by `python -m solver.validation.page docs/validation.md`.

| code | severity | English | 中文 |
|---|---|---|---|
"""


def page() -> str:
    """Return the page: one row for each code, in the order in which documents are read."""
    rows = []
    for code, severity in CODES.items():
        en, zh = (catalogue(language)[f"validation.sentence.{code}"] for language in sorted(LANGUAGES))
        rows.append(f"| `{code}` | {severity} | {en} | {zh} |\n")
    return INTRODUCTION + "".join(rows)


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(page(), encoding="utf-8")
