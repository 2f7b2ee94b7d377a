"""The page of a programme in Markdown: what it asks, how good the plan is, and the pictures with a line on each."""

from collections.abc import Iterable, Iterator

from instances.pages.pictures import shown
from solver.report.tables import PlanTables
from solver.texts import Language, say

SUFFIX: dict[Language, str] = {"en": ".md", "zh": ".zh-CN.md"}


def page(tables: PlanTables, drawn: Iterable[str]) -> str:
    """Return the text of a page; `drawn` are the names of its pictures."""
    return "\n\n".join(_parts(tables, drawn)) + "\n"


def index(names: Iterable[tuple[str, str]], language: Language) -> str:
    """Return the text of the page that leads to all others, from names and titles of programmes."""
    rows = [f"- [{title}]({name}{SUFFIX[language]})" for name, title in names]
    parts = (f"# {say('programmes.page.title', language)}", say("programmes.page.lead", language), "\n".join(rows))
    return "\n\n".join(parts) + "\n"


def _parts(tables: PlanTables, drawn: Iterable[str]) -> Iterator[str]:
    names = tables.names
    name, language = names.instance.name, names.language
    yield f"# {tables.headline.title}"
    yield say(f"programmes.about.{name}", language)
    yield "\n".join(_numbers(tables))
    yield tables.headline.proof
    yield say("programmes.page.again", language, name=name)
    for picture in drawn:
        kind = picture.partition("-")[0]
        caption = say(f"programmes.caption.{kind}", language)
        if kind != "pairing" and len(shown(tables)) < len(tables.post_lines):
            caption += " " + say(
                "programmes.page.part", language, shown=len(shown(tables)), lines=len(tables.post_lines)
            )
        yield f"**{caption}**"
        yield f"![{caption}](pictures/{name}-{picture}.{language}.svg)"


def _numbers(tables: PlanTables) -> Iterator[str]:
    """Yield the rows of a table of sizes; what a programme does not have has no row."""
    instance, totals, language = tables.names.instance, tables.totals, tables.names.language
    people = sum(specialist.count for specialist in instance.specialists)
    months = f"{totals.filled_months:,} / {totals.needed_months:,}"
    rows = (
        ("supporters", len(instance.supporting_hospitals)),
        ("recipients", len(instance.recipient_hospitals)),
        ("people", people),
        ("posts", len(instance.posts)),
        ("tours", totals.tours),
        ("pairings", len(tables.pairings.rows)),
    )
    yield "| | |"
    yield "|---|---|"
    yield from (f"| {say(f'programmes.number.{key}', language)} | {value:,} |" for key, value in rows if value)
    if totals.needed_months:
        yield f"| {say('programmes.number.months', language)} | {months} |"
