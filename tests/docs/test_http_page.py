"""The page of the HTTP interface names every route and every code."""

from pathlib import Path

from api.access import ROUTES
from api.problems import CODES
from solver.texts import say

PAGE = (Path(__file__).parents[2] / "docs" / "http.md").read_text(encoding="utf-8")


def test_the_page_names_every_code_with_its_titles():
    for code, status in CODES.items():
        titles = " | ".join(say(f"service.problem.{code}.title", language) for language in ("en", "zh"))
        assert f"| {status} | `{code}` | {titles} |" in PAGE


def test_the_page_names_every_route():
    for _, route in ROUTES:
        last = route.rstrip("/").rpartition("/")[2]
        assert f"/{last}" in PAGE or last.startswith("{file"), route
