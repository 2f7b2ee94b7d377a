"""The page docs/altitude.md: every default number of the altitude policy with a source or the word proposal."""

from collections.abc import Iterator
from typing import Any

from solver.domain.altitude import AltitudePolicy
from solver.rulebook.prose import AltitudeNumber, Prose
from solver.texts import say


def altitude_page(prose: Prose) -> str:
    """Return the page, in both languages. Raises KeyError for a number without a row, or a row without a number."""
    numbers = dict(_leaves(AltitudePolicy().model_dump(mode="json"), ""))
    rows = {row.number: row for row in prose.altitude}
    if numbers.keys() != rows.keys():
        raise KeyError(f"altitude.toml and the policy differ in {sorted(numbers.keys() ^ rows.keys())}")
    cited = [key for key in prose.sources if any(key in row.sources for row in prose.altitude)]
    table = "".join(_row(rows[number], value) for number, value in numbers.items())
    sources = "".join(_source(prose, key) for key in cited)
    head = prose.fronts["altitude"].strip()
    return f"{head}\n\n{_HEAD}{table}\n## {say('rulebook.page.sources', 'en')} {say('rulebook.page.sources', 'zh')}\n\n{sources}"


_HEAD = "| `policy.altitude.` | default | basis | why | 说明 |\n|---|---|---|---|---|\n"


def _leaves(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    """Yield the numbers of the policy by their path; a band is known by its lower bound, its own words are no number."""
    if isinstance(value, dict):
        for key, part in value.items():
            if key != "source":
                yield from _leaves(part, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for part in value:
            yield from _leaves(part, f"{path}[{part['from_m']}]")
    else:
        yield path, value


def _row(row: AltitudeNumber, value: Any) -> str:
    basis = ", ".join([row.basis, *(f"`{key}`" for key in row.sources)])
    return f"| `{row.number}` | {'–' if value is None else value} | {basis} | {row.en} | {row.zh} |\n"


def _source(prose: Prose, key: str) -> str:
    source = prose.sources[key]
    address = f" <https://{source.address}>" if source.address else ""
    return f"- `{key}`: {source.en} {source.zh}{address}\n"
