"""Figures of a run and its survivors by reason, as the tables of docs/mutation.md."""

import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.mutants.changes import change
from tests.mutants.make import made
from tests.mutants.verdicts import Judged, Mutant, Verdict, read

REASONS = Path(__file__).with_name("reasons.toml")
"""Why a survivor changes nothing: by function and change, so that a reason ends with the line that it is about."""
PARTS = {"rules": "rules, lead order, pairs", "goals": "goals", "checks": "checks"}
HEADINGS = ("part", "mutants", "judged", "killed by a test", "by a limit", "by the type checker alone", "survived", "%")


def report() -> Iterator[str]:
    """Yield the lines of both tables: one row per part, and one per survivor."""
    mutants, verdicts = made(), read()
    judged = [(mutant, verdicts.get((mutant.name, mutant.source))) for mutant in mutants]
    yield _line(HEADINGS)
    yield _line("---" for _ in HEADINGS)
    for part, name in PARTS.items():
        yield _line((name, *_figures([row for row in judged if row[0].part == part])))
    yield ""
    yield from _survivors([mutant for mutant, verdict in judged if verdict and _survived(mutant, verdict)])


def _survived(mutant: Mutant, judged: Judged) -> bool:
    return judged.verdict is Verdict.SURVIVED and not mutant.rejected


def _figures(rows: Sequence[tuple[Mutant, Judged | None]]) -> Iterator[str]:
    """Yield the counts of a part; what the type checker rejects is judged, whether tests have been asked or not."""
    known = [(mutant, verdict) for mutant, verdict in rows if verdict or mutant.rejected]
    by_test = sum(verdict is not None and verdict.verdict is Verdict.KILLED for _, verdict in known)
    by_limit = sum(verdict is not None and verdict.verdict is Verdict.TIME for _, verdict in known)
    survived = sum(verdict is not None and _survived(mutant, verdict) for mutant, verdict in known)
    counts = (len(rows), len(known), by_test, by_limit, len(known) - by_test - by_limit - survived, survived)
    yield from (f"{count:,}" for count in counts)
    yield f"{100 * survived / max(1, len(known)):.1f}"


def _survivors(survivors: Sequence[Mutant]) -> Iterator[str]:
    """Yield the survivors under their reasons, then those that have none."""
    reasons = tomllib.loads(REASONS.read_text(encoding="utf-8"))["reason"]
    left = {(name_of(mutant), change(mutant)) for mutant in survivors}
    for reason in reasons:
        mine = sorted(left.intersection(map(tuple, reason["survivors"])))
        yield from (f"### {reason['title']} ({len(mine)})", "", reason["why"], "")
        yield from (f"- {name}: `{text}`" for name, text in mine)
        yield ""
        left.difference_update(mine)
    yield from (f"- **open** {name}: `{text}`" for name, text in sorted(left))


def name_of(mutant: Mutant) -> str:
    """Return the changed function as the page names it, such as `rules.rest rest_after_history`."""
    module, _, function = mutant.function.removeprefix("solver.").rpartition(".")
    return f"{module} {function.removeprefix('x_').strip('ǁ').replace('xǁ', '').replace('ǁ', '.')}"


def _line(cells: "Iterator[str] | Sequence[str]") -> str:
    return f"| {' | '.join(cells)} |"
