"""Figures of a run and its survivors by reason, as the tables of docs/mutation.md."""

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from math import sqrt
from pathlib import Path

from tests.mutants.changes import change
from tests.mutants.make import made
from tests.mutants.verdicts import Judged, Mutant, Verdict, read

REASONS = Path(__file__).with_name("reasons.toml")
"""Why a survivor changes nothing: by function and change, so that a reason ends with the line that it is about."""
PARTS = {"rules": "rules, lead order, pairs", "goals": "goals", "checks": "checks"}
HEADINGS = ("part", "mutants", "type checker", "judged by tests", "killed", "over a limit", "survived", "% of all")


def report() -> Iterator[str]:
    """Yield the lines of the figures, one row per part, and then every survivor under its reason."""
    mutants, verdicts = made(), read()
    judged = [(mutant, verdicts.get((mutant.name, mutant.source))) for mutant in mutants]
    yield _line(HEADINGS)
    yield _line("---" for _ in HEADINGS)
    for part, name in PARTS.items():
        yield _line((name, *_figures([row for row in judged if row[0].part == part])))
    yield ""
    survivors = [mutant for mutant, found in judged if found is not None and found.verdict is Verdict.SURVIVED]
    yield from _survivors(sorted((name_of(mutant), change(mutant)) for mutant in survivors))


def _figures(rows: Sequence[tuple[Mutant, Judged | None]]) -> Iterator[str]:
    """Yield the counts of a part; where not all are judged, the share of survivors is that of the sample with its range."""
    left = [found for mutant, found in rows if not mutant.rejected]
    found = Counter(judged.verdict for judged in left if judged is not None)
    survived, judged = found[Verdict.SURVIVED], found.total()
    share = len(left) / max(1, len(rows))
    yield from (f"{count:,}" for count in (len(rows), len(rows) - len(left)))
    yield f"{judged:,} of {len(left):,}"
    yield from (f"{count:,}" for count in (found[Verdict.KILLED], found[Verdict.TIME], survived))
    yield f"{100 * share * survived / max(1, judged):.1f}" + (
        "" if judged == len(left) else _between(survived, judged, share)
    )


def _between(survived: int, judged: int, share: float) -> str:
    """Return the 95 % interval of a sample's share (Wilson's score interval)."""
    z, n = 1.96, max(1, judged)
    middle = (survived + z * z / 2) / (n + z * z)
    half = z * sqrt(survived * (n - survived) / n + z * z / 4) / (n + z * z)
    return f" ({100 * share * (middle - half):.1f} – {100 * share * (middle + half):.1f})"


def _survivors(left: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Yield the survivors under their reasons, then those that have none."""
    for reason in tomllib.loads(REASONS.read_text(encoding="utf-8"))["reason"]:
        listed = {(name, text) for name, text in reason["survivors"]}
        mine = [survivor for survivor in left if survivor in listed]
        left = [survivor for survivor in left if survivor not in listed]
        yield from (f"### {reason['title']} ({len(mine)})", "", reason["why"], "")
        yield from (f"- {name}: `{text}`" for name, text in mine)
        yield ""
    yield from (f"- **open** {name}: `{text}`" for name, text in left)


def name_of(mutant: Mutant) -> str:
    """Return the changed function as the page names it, such as `rules.rest rest_after_history`."""
    module, _, function = mutant.function.removeprefix("solver.").rpartition(".")
    return f"{module} {function.removeprefix('x_').strip('ǁ').replace('xǁ', '').replace('ǁ', '.')}"


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
