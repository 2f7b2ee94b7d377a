"""The written report as a browser shows it, without a network: every chart of an open block is drawn, nothing complains."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from solver.report.html import render_report
from tests.solver.demo_plan import demo_instance, demo_outcome
from tests.zutuan.calling import program

OPEN = ("--headless=new", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr", "--virtual-time-budget=20000")
OFFLINE = "--host-resolver-rules=MAP * ~NOTFOUND"


pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("instance", "language"), [("kezhou", "zh"), ("naqu", "en"), ("demo", "zh")])
def test_report(instance: str, language: str, tmp_path: Path) -> None:
    done = program("solve", instance, "--seconds", "20", "--out", str(tmp_path), "--lang", language)
    assert done.code == 0, done.err
    page, complaints = _opened(tmp_path / "report.html", tmp_path)
    assert complaints == []
    assert f'lang="{language}' in page
    outcome = json.loads((tmp_path / "outcome.json").read_text(encoding="utf-8"))
    for chart in ("post-1", "person-1", "coverage-1", "away-chart"):
        assert re.search(rf'data-chart="{chart}"[^>]*><svg ', page), f"{chart} is drawn"
    assert page.count('aria-roledescription="rect mark"') >= len(outcome["plan"]["tours"]), "a bar for each tour"


def test_report_of_pairings(tmp_path: Path) -> None:
    done = program("pair", "lead", "--out", str(tmp_path))
    assert done.code == 0, done.err
    page, complaints = _opened(tmp_path / "report.html", tmp_path)
    assert complaints == []
    assert re.search(r'data-chart="pairing-1"[^>]*><svg ', page)
    outcome = json.loads((tmp_path / "outcome.json").read_text(encoding="utf-8"))
    assert page.count('aria-roledescription="rule mark"') >= len(outcome["plan"]["pairings"]), "a line for each pairing"


CLICK = """<script>setTimeout(() => {
  const marks = [...document.querySelectorAll("svg *")].filter((one) => one.__data__?.datum?.gap);
  document.title = marks[0].__data__.datum.gap;
  marks[0].dispatchEvent(new MouseEvent("click", { bubbles: true }));
}, 8000);</script></body>"""


def test_a_click_on_a_gap_opens_its_reasons(tmp_path: Path) -> None:
    before, _, after = render_report(demo_instance(), demo_outcome(), "zh").rpartition("</body>")
    (tmp_path / "report.html").write_text(before + CLICK + after, encoding="utf-8")
    page, complaints = _opened(tmp_path / "report.html", tmp_path)
    assert complaints == []
    titled = re.search("<title>([^<]*)", page)
    assert titled
    opened = re.search(r'<tr[^>]*class="asked"[^>]*>.*?</tr>', page, re.DOTALL)
    assert opened
    assert titled.group(1) in opened.group()
    assert '<details class="persons" open' in opened.group()


def test_a_script_that_fails_would_be_seen(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<html><body><script>nothing()</script></body></html>")
    _, complaints = _opened(tmp_path / "page.html", tmp_path)
    assert len(complaints) == 1


def _opened(page: Path, profile: Path) -> tuple[str, list[str]]:
    """Return the document after its scripts have run, and what the console says."""
    chromium = shutil.which("chromium")
    assert chromium, "install chromium"
    command = [chromium, *OPEN, OFFLINE, f"--user-data-dir={profile / 'profile'}", "--dump-dom", page.as_uri()]
    shown = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=120, check=True)
    return shown.stdout, [line for line in shown.stderr.splitlines() if "CONSOLE" in line]
