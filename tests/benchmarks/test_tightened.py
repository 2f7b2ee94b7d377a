"""The page of the tightened programmes shows the figures that were kept, and they are consistent with solving again."""

from pathlib import Path

import pytest

from benchmarks.tightened import ACTS, TIGHT, kept, question, solved, table
from solver.explain.certificate import certificate_of

PAGE = Path(__file__).parents[2] / "docs" / "tightened.md"


def test_the_page_shows_the_figures_kept() -> None:
    assert table(kept()) in PAGE.read_text(encoding="utf-8")
    assert {(one.programme, one.act) for one in kept()} == {
        (programme, act) for programme, acts in ACTS.items() for act in (TIGHT, *acts)
    }


@pytest.mark.parametrize("act", [TIGHT, *ACTS["naqu"]])
def test_what_is_unavoidable_at_nagqu_is_proven_again(act: str) -> None:
    figure = next(one for one in kept() if (one.programme, one.act) == ("naqu", act))
    assert certificate_of(question("naqu", act)).unavoidable_months == figure.unavoidable_months


def test_acting_helps_more_than_any_plan_without() -> None:
    tight = {one.programme: one for one in kept() if one.act == TIGHT}
    for figure in kept():
        if figure.act != TIGHT:
            assert figure.objective < tight[figure.programme].bound
            assert figure.missing_months <= tight[figure.programme].missing_months


@pytest.mark.slow
def test_an_act_solved_again_agrees_with_the_page() -> None:
    act = "dyfy spares a head more, 2026-09 to 2028-06"
    figure = next(one for one in kept() if one.act == act)
    again, _ = solved("naqu", act, 900, None)  # ends as soon as it is proven
    assert again.bound <= figure.objective
    assert figure.bound <= again.objective
