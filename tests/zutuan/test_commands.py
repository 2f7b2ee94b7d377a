"""Every command as a program of its own: what it prints where, and its exit code."""

import json
import signal
import subprocess
from pathlib import Path

import pytest

import instances
from solver.domain.finding import Severity
from solver.domain.instance import Instance
from solver.load import read_instance, read_outcome
from tests import small
from tests.zutuan.calling import COMMAND, environment, program, write, zutuan

DEMO = json.loads(instances.text("demo"))
UNDECIDED = {"instance": "demo", "seconds": 1, "seed": 1, "version": "1", "stopped_by": "SECONDS", "kind": "undecided"}


def test_a_solved_instance_is_shown_and_written(tmp_path: Path) -> None:
    out = tmp_path / "new" / "folder"
    done = program("solve", "demo", "--out", str(out), "--seconds", "20")
    assert done.code == 0, done.err
    assert sorted(path.name for path in out.iterdir()) == ["outcome.json", "plan.xlsx", "report.html"]
    outcome = read_outcome(out / "outcome.json")
    assert f"{outcome.objective:,}" in done.out
    assert (out / "plan.xlsx").read_bytes().startswith(b"PK")
    assert "</html>" in (out / "report.html").read_text(encoding="utf-8")
    again = zutuan("check", "demo", str(out / "outcome.json"))
    assert again.code == 0
    assert f"{outcome.objective:,}" in again.err


def test_json_is_the_outcome_and_nothing_else() -> None:
    done = zutuan("solve", "-", "--json", text=instances.text("demo"))
    assert read_outcome(done.out).kind == "solved"
    assert done.code == 0


def test_the_same_question_has_the_same_answer_where_that_is_asked() -> None:
    plans = [json.loads(zutuan("solve", "pool", "--reproducible", "--json").out) for _ in range(2)]
    assert plans[0]["plan"] == plans[1]["plan"]
    assert plans[0]["reproducible"]


def test_infeasible(tmp_path: Path) -> None:
    (tmp_path / "plan.xlsx").write_text("of an earlier run")
    done = program("solve", "infeasible", "--out", str(tmp_path))
    assert done.code == 3, done.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["outcome.json", "report.html"]
    report = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "Proven: no plan keeps all hard rules." in report
    assert report.rstrip().endswith("</html>")


def test_what_contradicts_what_is_told_where_it_is_known(tmp_path: Path) -> None:
    away = [{"from": "2026-03-01", "to": "2027-03-01"}]
    instance = small.instance(specialists=[{"unavailable": away}], rules={"coverage": {"mode": "hard"}})
    asked = write(tmp_path / "instance.json", instance.model_dump(mode="json", by_alias=True))
    done = program("solve", asked, "--out", str(tmp_path / "out"))
    assert done.code == 3, done.err
    conflict = read_outcome(tmp_path / "out" / "outcome.json").conflict
    assert {claim.rule for claim in conflict} == {"coverage"}
    report = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    for said in ("Coverage", "Away · Ward · post", conflict[0].sources[0]):
        assert said in report
        assert said in done.out or said.startswith("/")


def test_undecided(tmp_path: Path) -> None:
    done = zutuan("solve", "kezhou", "--seconds", "0.001", "--json", "--out", str(tmp_path))
    assert done.code == 4, done.err
    assert json.loads(done.out)["kind"] == "undecided"
    assert "No plan was found in time" in (tmp_path / "report.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "text", "said"),
    [
        (["solve", "kezho"], "", "kezhou"),  # the near match
        (["solve", "-"], "{", "1:2"),
        (["solve", "-"], json.dumps(DEMO | {"people": []}), "/people"),
        (["solve", "demo", "--seconds", "-1"], "", "--seconds"),
        (["solve", "demo", "--gap", "2"], "", "--gap"),
        (["solve", "demo", "--out", "/dev/null"], "", "null"),
        (["sovle", "demo"], "", "sovle"),
        (["solve"], "", "INSTANCE"),
        (["check", "demo", "nowhere.json"], "", "nowhere.json"),
        (["check", "demo", "-"], '{"tours": 1}', "tours"),
        (["check", "demo", "-"], json.dumps(UNDECIDED), "undecided"),
        (["solve", "/"], "", "directory"),
        (["schema", "weather"], "", "weather"),
    ],
)
def test_bad_input_is_told_in_sentences(arguments: list[str], text: str, said: str) -> None:
    done = zutuan(*arguments, text=text)
    assert done.code == 2
    assert said in done.err
    assert "Traceback" not in done.err
    assert done.out == ""


def test_validate_lists_everything_at_once() -> None:
    wrong = DEMO | {"departments": [DEMO["departments"][0] | {"hospital": "naqo"}], "tour_kinds": []}
    done = zutuan("validate", "-", text=json.dumps(wrong))
    assert done.code == 2
    assert "naqu" in done.out
    _, findings = read_instance(json.dumps(wrong))
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    assert len(errors) > 1
    assert len(done.out.splitlines()) == len(findings)
    as_json = json.loads(zutuan("validate", "-", "--json", text=json.dumps(wrong)).out)
    assert {row["code"] for row in as_json} == {finding.code for finding in findings}


def test_a_folder_of_results_does_not_hide_the_instance_of_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "demo").mkdir()
    monkeypatch.chdir(tmp_path)
    assert zutuan("validate", "demo").code == 0


def test_validate_of_a_clean_instance() -> None:
    done = zutuan("validate", "demo")
    assert done.code == 0
    assert "error" not in done.out


def _two_at_once(instance: Instance) -> str:
    """Return a plan in which one person serves two posts in the same months."""
    tours = (small.tour(instance, "a", "post", 0, 6), small.tour(instance, "a", "other", 3, 8))
    return small.plan(*tours).model_dump_json(by_alias=True)


def test_check_names_the_broken_rule_the_people_and_the_dates(tmp_path: Path) -> None:
    instance = small.instance(
        posts=[{"name": "First post"}, {"id": "other", "name": "Second post"}],
        rules={"rest": {"mode": "off"}},  # or it would be broken as well
    )
    asked = write(tmp_path / "instance.json", instance.model_dump(mode="json", by_alias=True))
    done = zutuan("check", asked, "-", text=_two_at_once(instance))
    assert done.code == 5
    assert "One place at a time" in done.out
    assert "2026-06" in done.out
    found = json.loads(zutuan("check", asked, "-", "--json", text=_two_at_once(instance)).out)
    assert [row["rule"] for row in found["violations"] if row["hard"]] == ["one_place"]


def test_check_lists_priced_violations_and_is_content(tmp_path: Path) -> None:
    instance = small.instance(
        posts=[{"min_title": "CHIEF"}],
        specialists=[{"title": "DEPUTY_CHIEF"}],
        rules={"title": {"mode": "priced", "price": 7}},
    )
    asked = write(tmp_path / "instance.json", instance.model_dump(mode="json", by_alias=True))
    plan = small.plan(small.tour(instance, "a", "post", 0, 12))
    done = zutuan("check", asked, "-", text=plan.model_dump_json(by_alias=True))
    assert done.code == 0
    assert "Professional title" in done.out
    assert "84" in done.out  # one grade × 12 months × 7


def test_an_outcome_that_states_another_objective_is_refused(tmp_path: Path) -> None:
    outcome = json.loads(zutuan("solve", "demo", "--json").out)
    told = write(tmp_path / "outcome.json", outcome | {"objective": 1})
    done = zutuan("check", "demo", told)
    assert done.code == 2
    assert f"{outcome['objective']:,}" in done.err


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_template_is_clean_and_has_a_plan_without_shortage(language: str) -> None:
    text = zutuan("template", "--lang", language).out
    instance, findings = read_instance(text)
    assert instance is not None
    assert findings == ()
    outcome = json.loads(zutuan("solve", "-", "--json", text=text).out)
    assert outcome["proven_optimal"]
    assert outcome["plan"]["shortages"] == []


def test_the_templates_differ_in_words_only() -> None:
    def bare(node: object) -> object:
        if isinstance(node, list):
            return [bare(item) for item in node]
        if isinstance(node, dict):
            worded = ("note", "notes", "name", "title", "place") if "min_title" not in node else ("note", "name")
            return {key: "" if key in worded and node[key] != "CHIEF" else bare(item) for key, item in node.items()}
        return node

    texts = [json.loads(zutuan("template", "--lang", language).out) for language in ("zh", "en")]
    assert bare(texts[0]) == bare(texts[1])
    assert texts[0] != texts[1]


@pytest.mark.parametrize(("document", "field"), [("instance", "specialists"), ("outcome", "proven_optimal")])
def test_schema(document: str, field: str) -> None:
    done = zutuan("schema", document)
    assert field in json.dumps(json.loads(done.out))


def test_batch_answers_in_order_and_fails_alone(tmp_path: Path) -> None:
    done = zutuan("batch", "demo", "infeasible", "nowhere", "--seconds", "20", "--out", str(tmp_path))
    rows = [json.loads(line) for line in done.out.splitlines()]
    assert [row.get("kind") for row in rows] == ["solved", "infeasible", None]
    assert "nowhere" in rows[2]["instance"]
    assert "nowhere: " in rows[2]["error"]
    assert done.code == 3
    assert read_outcome(tmp_path / "00000" / "outcome.json").kind == "solved"


@pytest.mark.parametrize(("language", "word"), [("zh", "编制"), ("en", "Plan")])
def test_help_speaks_the_language_of_the_call(language: str, word: str) -> None:
    for arguments in ([], ["--help"], ["solve", "--help"]):
        done = zutuan(*arguments, language=language)
        assert done.code == 0
        assert word in done.out
        assert "cli." not in done.out


def test_version() -> None:
    assert program("--version").out.startswith("zutuan 0.")


@pytest.mark.parametrize("arguments", [["schema"], ["solve", "altitude", "--lang", "zh"]])
def test_a_reader_that_leaves_is_no_error(arguments: list[str]) -> None:
    call = subprocess.Popen([*COMMAND, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment())
    assert call.stdout is not None
    assert call.stderr is not None
    call.stdout.close()
    said = call.stderr.read().decode()
    call.stderr.close()
    assert "pipe" not in said.lower()
    assert "Traceback" not in said
    assert call.wait(timeout=60) == 0


def test_a_latin_terminal_gets_question_marks_not_a_traceback() -> None:
    done = program("validate", "nowhere", ZUTUAN_LANG="zh", PYTHONIOENCODING="latin-1", PYTHONUTF8="0")
    assert done.code == 2
    assert "?" in done.err
    assert "Traceback" not in done.err


def _hard_question(tmp_path: Path) -> str:
    """Return an instance that has a plan within seconds and no proof within minutes."""
    posts = [{"id": f"p{n}", "demand": [small.demand(1, 2, 0, 18)], "handover_months": n % 3} for n in range(5)]
    scores = [{"post": f"p{(n * 7 + 3) % 5}", "score": n % 5} for n in range(9)]
    instance = small.instance(
        calendar={"periods": 18},
        posts=posts,
        specialists=[{"id": f"s{n}", "max_tours": 2, "preferences": [score]} for n, score in enumerate(scores)],
        tour_kinds=[{"min_months": 2, "max_months": 7, "rest_months": 2}],
        supporting_hospitals=[{"release": {"total": 3}}],
    )
    return write(tmp_path / "hard.json", instance.model_dump(mode="json", by_alias=True))


def _begun(tmp_path: Path, out: Path) -> "subprocess.Popen[str]":
    call = subprocess.Popen(
        [*COMMAND, "solve", _hard_question(tmp_path), "--seconds", "300", "--out", str(out)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
        encoding="utf-8",
    )
    assert call.stderr is not None
    while "best –" in (line := call.stderr.readline()) or "best" not in line:
        assert line, "ended before it had a plan"
    return call


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_one_interrupt_keeps_the_best_plan(tmp_path: Path, number: int) -> None:
    out = tmp_path / "out"
    call = _begun(tmp_path, out)
    call.send_signal(number)
    _, said = call.communicate(timeout=120)  # it was given 300 s
    assert call.returncode == 0, said
    outcome = read_outcome(out / "outcome.json")
    assert (outcome.kind, outcome.stopped_by) == ("solved", "REQUEST")
