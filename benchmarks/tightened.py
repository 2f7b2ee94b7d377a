"""Nagqu and Tibet made tighter: what acting on their explanations brings, by solving again.

    python -m benchmarks.tightened naqu --seconds 60
    python -m benchmarks.tightened --table

Tighter: every clearance that cannot be renewed ended before the plan, a tenth of the housing is gone (rounded down), the two
largest releases are halved. Each act is what the certificate or a relaxation points to; the question as tightened is solved, and
again with the act, beginning from that plan. Figures are kept in tightened.json, which the page of docs/tightened.md quotes.
"""

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from solver.domain.document import Document
from solver.domain.instance import Instance
from solver.domain.outcome import Solved
from solver.domain.plan import Plan
from solver.explain.certificate import certificate_of
from solver.settings import Settings
from solver.solve import solve

FIGURES = Path(__file__).with_name("tightened.json")
PROGRAMMES = Path(__file__).parent.parent / "instances" / "programmes"
ENDED = "2020-01-01"
Tree = dict[str, Any]


class Figure(Document):
    """One row of the page: the tight question, or that with an act, as far as it was solved."""

    programme: str
    act: str
    unavoidable_months: int
    objective: int
    bound: int
    missing_months: int
    seconds: float


def as_is(programme: str) -> Tree:
    """Return a programme as a tree."""
    tree: Tree = json.loads((PROGRAMMES / f"{programme}.json").read_text(encoding="utf-8"))
    return tree


def tightened(tree: Tree) -> Tree:
    """Make a programme tighter, in place, and return it."""
    for person in tree["specialists"]:
        clearance = person.get("clearance")
        if clearance and not clearance.get("renewable"):
            clearance["valid_until"] = ENDED
    for hospital in tree["recipient_hospitals"]:
        if hospital.get("housing") is not None:
            hospital["housing"] = _each(hospital["housing"], lambda places: places * 9 // 10)
    for hospital in _largest(tree):
        hospital["release"]["total"] = _each(hospital["release"]["total"], lambda heads: heads // 2)
    return tree


def _largest(tree: Tree) -> list[Tree]:
    """Return the two hospitals that spare most over the horizon."""
    periods = tree["calendar"]["periods"]

    def spared(hospital: Tree) -> int:
        total = hospital.get("release", {}).get("total") or 0
        return sum(total) if isinstance(total, list) else total * periods

    return sorted(tree["supporting_hospitals"], key=spared, reverse=True)[:2]


def _each(numbers: Any, change: Callable[[int], int]) -> Any:
    return [change(number) for number in numbers] if isinstance(numbers, list) else change(numbers)


def _places(*hospitals: str) -> Callable[[Tree, Tree], None]:
    def act(tight: Tree, _: Tree) -> None:
        for hospital in tight["recipient_hospitals"]:
            if hospital["id"] in hospitals:
                hospital["housing"] = _each(hospital["housing"], lambda places: places + 1)

    return act


def _head_more(hospital: str, first: int, after: int) -> Callable[[Tree, Tree], None]:
    """Spare one more in the periods from `first` to before `after`."""

    def act(tight: Tree, _: Tree) -> None:
        release = next(one["release"] for one in tight["supporting_hospitals"] if one["id"] == hospital)
        release["total"] = [heads + (first <= period < after) for period, heads in enumerate(release["total"])]

    return act


def _as_before(section: str, field: str) -> Callable[[Tree, Tree], None]:
    def act(tight: Tree, before: Tree) -> None:
        for entry, known in zip(tight[section], before[section], strict=True):
            if field in known:
                entry[field] = known[field]

    return act


ACTS: dict[str, dict[str, Callable[[Tree, Tree], None]]] = {
    "naqu": {
        "a place more at Biru": _places("biru"),
        "a place more at Biru and at Amdo": _places("biru", "anduo"),
        "dyfy spares a head more, 2026-09 to 2028-06": _head_more("dyfy", 2, 24),
        "clearances renewed after examination": _as_before("specialists", "clearance"),
        "releases as before": _as_before("supporting_hospitals", "release"),
    },
    "tibet": {
        "clearances renewed after examination": _as_before("specialists", "clearance"),
        "housing as before": _as_before("recipient_hospitals", "housing"),
    },
}
TIGHT = "as tightened"


def question(programme: str, act: str = TIGHT) -> Instance:
    """Return a tightened programme with an act taken."""
    tree = tightened(as_is(programme))
    if act != TIGHT:
        ACTS[programme][act](tree, as_is(programme))
    return Instance.model_validate(tree)


def solved(programme: str, act: str, seconds: float, start: Plan | None) -> tuple[Figure, Plan]:
    """Solve a question and return its figures with the plan. Raises RuntimeError where no plan was found in time."""
    instance = question(programme, act)
    outcome = solve(instance, Settings(seconds=seconds), start=start)
    if not isinstance(outcome, Solved) or instance.calendar is None:
        raise RuntimeError(f"{programme}, {act}: {outcome.kind}")
    missing = sum(one.missing for one in outcome.plan.shortages if one.below == "min")
    figure = Figure(
        programme=programme,
        act=act,
        unavoidable_months=certificate_of(instance).unavoidable_months,
        objective=outcome.objective,
        bound=outcome.bound,
        missing_months=missing * instance.calendar.months_per_period,
        seconds=outcome.seconds,
    )
    return figure, outcome.plan


def kept() -> list[Figure]:
    """Return the figures of the last run."""
    return [Figure.model_validate(one) for one in json.loads(FIGURES.read_text(encoding="utf-8"))]


def table(figures: list[Figure]) -> str:
    """Return the figures as a table of the page."""
    lines = [
        "| programme | act | proven unavoidable | missing in the plan | objective | bound | falls by at least |",
        "|---|---|---|---|---|---|---|",
    ]
    tight = {figure.programme: figure for figure in figures if figure.act == TIGHT}
    for one in figures:
        fall = tight[one.programme].bound - one.objective
        shown = "" if one.act == TIGHT else f"{fall:,}" if fall > 0 else "not proven"
        lines.append(
            f"| {one.programme} | {one.act} | {one.unavoidable_months:,} | {one.missing_months:,} | {one.objective:,} "
            f"| {one.bound:,} | {shown} |"
        )
    return "\n".join(lines)


def main() -> None:
    """Solve the acts of a programme and keep the figures, or print the table of those kept."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("programme", nargs="?", choices=ACTS)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--table", action="store_true")
    asked = parser.parse_args()
    if asked.programme:
        others = [figure for figure in kept() if figure.programme != asked.programme] if FIGURES.exists() else []
        tight, plan = solved(asked.programme, TIGHT, asked.seconds, None)
        found = [tight, *(solved(asked.programme, act, asked.seconds, plan)[0] for act in ACTS[asked.programme])]
        figures = sorted([*others, *found], key=lambda figure: list(ACTS).index(figure.programme))
        FIGURES.write_text(json.dumps([one.model_dump() for one in figures], indent=1) + "\n", encoding="utf-8")
    if asked.table or not asked.programme:
        sys.stdout.write(table(kept()) + "\n")


if __name__ == "__main__":
    main()
