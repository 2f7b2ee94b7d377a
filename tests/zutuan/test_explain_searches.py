"""`zutuan explain conflict`, `relax` and `why-not`, and `zutuan solve --explain`, as a planner calls them."""

import json
from pathlib import Path

from tests.zutuan.calling import zutuan


def test_a_conflict_is_told_in_sentences() -> None:
    done = zutuan("explain", "conflict", "infeasible")
    assert done.code == 3, done.err
    for said in ("at least 1 present", "is unavailable", "lasts at most 6 months", "Each of them is needed"):
        assert said in done.out


def test_solve_points_to_the_conflict_or_holds_it() -> None:
    assert "zutuan explain conflict infeasible" in zutuan("solve", "infeasible").err
    done = zutuan("solve", "infeasible", "--explain", "--json", "--seconds", "30")
    assert done.code == 3
    rules = [claim["rule"] for claim in json.loads(done.out)["conflict"]]
    assert sorted(set(rules)) == ["availability", "coverage", "tour_length"]


def test_what_would_help_is_listed_by_price() -> None:
    done = zutuan("explain", "relax", "infeasible", "--json", "--seconds", "60")
    assert done.code == 0, done.err
    prices = [option["price"] for option in json.loads(done.out)["options"]]
    assert prices
    assert prices == sorted(prices)


def test_why_not(tmp_path: Path) -> None:
    plan = str(tmp_path / "outcome.json")
    (tmp_path / "outcome.json").write_text(zutuan("solve", "demo", "--json", "--seconds", "20").out, encoding="utf-8")
    there = zutuan("explain", "why-not", "demo", plan, "g-01", "naqu-ortho-head", "2026-03")
    assert there.code == 0, there.err
    assert "That is in the plan." in there.out
    absent = zutuan("explain", "why-not", "demo", plan, "g-01", "naqu-ortho-head", "3", "--json", "--seconds", "20")
    assert json.loads(absent.out)["verdict"] in ("impossible", "possible")
    unknown = zutuan("explain", "why-not", "demo", plan, "nobody", "naqu-ortho-head", "2026-03")
    assert unknown.code == 2
