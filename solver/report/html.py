"""The report: one page that opens without a network, for planners to read, print and send on."""

import json
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

import jinja2
import vl_convert
from markupsafe import Markup

from solver.domain.document import PostId
from solver.domain.instance import Instance
from solver.domain.outcome import Infeasible, Solved, Undecided
from solver.report.axes import timeline_of
from solver.report.blocks import headed, packed
from solver.report.canvas import Picture
from solver.report.charts import away_chart, coverage_map, pairing_graph, person_timeline, post_timeline
from solver.report.colours import place_colours, state_colours, supporter_colours, used
from solver.report.coverage import CoverageCell, away_cells
from solver.report.links import pairing_graphs
from solver.report.names import Names
from solver.report.scarcity import CertificateRows, certificate_rows
from solver.report.tables import PlanTables, no_plan_tables, plan_tables
from solver.report.tours import PersonLine, PostLine
from solver.report.verdict import level_proof, percent
from solver.texts import Language

OPEN_LINES = 120
"""Blocks of charts are open while all of a section's lines together are at most so many; else they open on a click."""
FIRST_SHORTAGES = 8
MOST_NAMED = 3
"""Hospitals of a block that are all named above it."""

TOUR_SECTIONS = ("missing", "posts", "people", "coverage", "away", "batches", "shortages", "preparations")

_GLOBALS = "window.vegaEmbed = vegaEmbed;"
"""What the bundle of Vega puts within reach of the page's own script."""


@dataclass(frozen=True)
class Block:
    """One chart of a section, under the name of a hospital."""

    heading: str
    missing: int
    specification: Markup
    is_open: bool


def write_report(instance: Instance, outcome: Solved | Infeasible | Undecided, path: Path, language: Language) -> None:
    """Write an outcome as one self-contained HTML file. Raises OSError where the file cannot be written."""
    path.write_text(render_report(instance, outcome, language), encoding="utf-8")


def render_report(instance: Instance, outcome: Solved | Infeasible | Undecided, language: Language) -> str:
    """Return an outcome as one self-contained HTML page."""
    if isinstance(outcome, Solved):
        return _plan_page(plan_tables(instance, outcome, language), outcome)
    tables = no_plan_tables(instance, outcome, language)
    return (
        _environment()
        .get_template("noplan.html")
        .render(language=language, t=tables.names.say, tables=tables, version=outcome.version, style=_style())
    )


def _plan_page(tables: PlanTables, outcome: Solved) -> str:
    names = tables.names
    away = away_cells(names.instance, outcome.plan.tours)
    return (
        _environment()
        .get_template("plan.html")
        .render(
            language=names.language,
            t=names.say,
            tables=tables,
            outcome=outcome,
            version=outcome.version,
            percent=percent,
            e=names.say_of_seats,
            certificate=_certificate(tables, outcome),
            first_shortages=FIRST_SHORTAGES,
            post_blocks=_post_blocks(tables) if tables.has_posts else (),
            person_blocks=_person_blocks(tables) if tables.has_posts else (),
            coverage_blocks=_coverage_blocks(tables) if tables.has_posts else (),
            away=_embedded(away_chart(away, names, legend=False)) if away else None,
            supporters=used(supporter_colours(names), (row.supporter for row in tables.tours)),
            places=used(
                place_colours(names), (name for row in tables.tours for name in (row.recipient, row.department))
            ),
            states=state_colours(names),
            sections=_sections(tables),
            pairing_graphs=[
                _embedded(pairing_graph(graph, names)) for graph in pairing_graphs(tables.pairings.rows, names)
            ],
            levels=[(level, level_proof(level, names)) for level in outcome.levels],
            style=_style(),
            bundle=_bundle(),
            script=_script(),
        )
    )


def _certificate(tables: PlanTables, outcome: Solved) -> CertificateRows | None:
    if outcome.certificate is None:
        return None
    weighted = next((goal.amount for goal in outcome.goals if goal.name == "shortage"), 0)
    return certificate_rows(outcome.certificate, tables.names, (tables.totals.missing_months, weighted))


def _sections(tables: PlanTables) -> tuple[str, ...]:
    """Return the sections that say something of this instance."""
    of_tours = TOUR_SECTIONS if tables.has_posts else ()
    of_pairings = ("pairings",) if tables.has_targets else ()
    return (*of_tours, *of_pairings, "goals", "rules", "violations")


def _post_blocks(tables: PlanTables) -> list[Block]:
    names = tables.names
    time = timeline_of(tables.tours, names)
    return [
        Block(
            heading=names.say(
                "text.fold_posts",
                hospital=_named(hospitals, names),
                posts=len({line.post for line in lines}),
                tours=sum(len(line.tours) for line in lines),
            ),
            missing=_missing_months(lines, tables),
            specification=_embedded(post_timeline(headed(lines, _recipient), time, names, legend=False)),
            is_open=len(tables.post_lines) <= OPEN_LINES,
        )
        for hospitals, lines in packed(tables.post_lines, _recipient)
    ]


def _coverage_blocks(tables: PlanTables) -> list[Block]:
    names = tables.names
    cells: dict[PostId, list[CoverageCell]] = defaultdict(list)
    for cell in tables.coverage:
        cells[cell.post].append(cell)
    blocks = []
    for hospitals, lines in packed(tables.post_lines, _recipient):
        mine = [cell for post in dict.fromkeys(line.post for line in lines) for cell in cells[post]]
        chart = coverage_map(headed(lines, _recipient), mine, names, legend=False)
        is_open = len(tables.post_lines) <= OPEN_LINES
        blocks.append(Block(_named(hospitals, names), _missing_months(lines, tables), _embedded(chart), is_open))
    return blocks


def _person_blocks(tables: PlanTables) -> list[Block]:
    names = tables.names
    time = timeline_of(tables.tours, names)
    blocks = []
    for hospitals, lines in packed(tables.person_lines, _supporter):
        heading = names.say("text.fold_people", hospital=_named(hospitals, names), people=len(lines))
        chart = person_timeline(headed(lines, _supporter), tables.preparations, time, names, legend=False)
        blocks.append(Block(heading, 0, _embedded(chart), is_open=len(tables.person_lines) <= OPEN_LINES))
    return blocks


def _recipient(line: PostLine) -> str:
    return line.recipient


def _supporter(line: PersonLine) -> str:
    return line.supporter


def _named(hospitals: Sequence[str], names: Names) -> str:
    if len(hospitals) <= MOST_NAMED:
        return names.list(hospitals)
    return names.say("text.hospitals", first=hospitals[0], last=hospitals[-1], count=len(hospitals))


def _missing_months(lines: Sequence[PostLine], tables: PlanTables) -> int:
    months = tables.names.calendar.months_per_period
    return sum(s.missing * months for line in lines for s in line.missing if s.below == "min")


def _embedded(chart: Picture) -> Markup:
    """Return a chart as JSON that cannot end the script element in which it stands, whatever its names contain."""
    text = json.dumps(chart.to_dict(), ensure_ascii=False, separators=(",", ":"))
    for letter in "<>&\u2028\u2029":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return Markup(text)


@cache
def _bundle() -> Markup:
    """Return Vega, Vega-Lite and Vega-Embed as one script, so that the page needs no network."""
    return Markup(re.sub(r"</(script)", r"<\\/\1", vl_convert.javascript_bundle(_GLOBALS), flags=re.IGNORECASE))


@cache
def _style() -> Markup:
    return Markup((files(__package__) / "page" / "report.css").read_text(encoding="utf-8"))


@cache
def _script() -> Markup:
    return Markup((files(__package__) / "page" / "report.js").read_text(encoding="utf-8"))


@cache
def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.PackageLoader("solver.report", "page"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
