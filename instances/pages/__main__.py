"""`python -m instances.pages docs/programmes [NAME ...]` plans programmes and writes their pages with pictures."""

import sys
from pathlib import Path

import instances
from instances.pages.page import SUFFIX, index, page
from instances.pages.pictures import pictures
from instances.programmes.builders.__main__ import PROGRAMMES
from solver.domain.instance import Instance
from solver.domain.outcome import Solved
from solver.report.tables import plan_tables
from solver.settings import Settings
from solver.solve import solve
from solver.texts import LANGUAGES

SECONDS = 300.0


def main(folder: Path, names: list[str]) -> None:
    """Plan programmes, those named or all, and write their pages. Exits where one has no plan."""
    (folder / "pictures").mkdir(parents=True, exist_ok=True)
    for name in names or PROGRAMMES:
        write(folder, Instance.model_validate_json(instances.text(name)))
    titles = [(name, str(Instance.model_validate_json(instances.text(name)).title)) for name in PROGRAMMES]
    for language in LANGUAGES:
        (folder / f"README{SUFFIX[language]}").write_text(index(titles, language), encoding="utf-8")


def write(folder: Path, instance: Instance) -> None:
    """Plan one programme and write its page and pictures in both languages."""
    outcome = solve(instance, Settings(seconds=SECONDS))
    if not isinstance(outcome, Solved):
        sys.exit(f"{instance.name}: {outcome.kind}")
    for language in LANGUAGES:
        tables = plan_tables(instance, outcome, language)
        drawn = pictures(tables)
        for picture, text in drawn.items():
            (folder / "pictures" / f"{instance.name}-{picture}.{language}.svg").write_text(text, encoding="utf-8")
        (folder / f"{instance.name}{SUFFIX[language]}").write_text(page(tables, drawn), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
