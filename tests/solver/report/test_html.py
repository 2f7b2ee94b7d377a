import json
import re
from html.parser import HTMLParser

import pytest

from solver.domain.outcome import Claim, Infeasible, StoppedBy, Undecided
from solver.report.html import render_report, write_report
from tests.solver.demo_plan import demo_instance, demo_outcome, use

ANSWER = {"instance": "two-hospitals", "seconds": 1.0, "seed": 1, "version": "0.1.0", "stopped_by": StoppedBy.PROVEN}
NASTY = '</script><script>alert("1")</script><img src=x onerror=alert(2)>'


class Page(HTMLParser):
    """Collects the elements, texts and scripts of a page."""

    def __init__(self, text):
        super().__init__()
        self.elements, self.texts, self.scripts, self._open = [], [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))
        self._open.append((tag, dict(attributes)))

    def handle_endtag(self, tag):
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if self._open and self._open[-1][0] == "script":
            self.scripts.append((self._open[-1][1], data))
        elif self._open and self._open[-1][0] != "style":
            self.texts.append(data)

    @property
    def charts(self):
        return {a["id"]: json.loads(text) for a, text in self.scripts if a.get("type") == "application/json"}


@pytest.fixture(scope="module")
def text():
    return render_report(demo_instance(), demo_outcome(), "zh")


@pytest.fixture(scope="module")
def page(text):
    return Page(text)


def test_nothing_is_loaded_from_anywhere(page, text):
    for tag, attributes in page.elements:
        assert not {"src", "srcset", "action", "data"} & set(attributes), tag
        assert tag not in ("link", "iframe", "base", "form")
        assert attributes.get("href", "#").startswith("#")
    bundle = max((script for _, script in page.scripts), key=len)
    assert "://" not in text.replace(bundle, "")
    assert "@import" not in text.replace(bundle, "")
    assert not re.search(r"url\(", text.replace(bundle, ""))


def test_the_browser_is_told_to_load_nothing(page):
    (policy,) = [a["content"] for tag, a in page.elements if a.get("http-equiv") == "Content-Security-Policy"]
    assert policy.startswith("default-src 'none';")
    assert "unsafe-eval" not in policy


def test_every_chart_has_its_place_and_its_data(page):
    places = {attributes["data-chart"] for _, attributes in page.elements if "data-chart" in attributes}
    assert places == set(page.charts)
    kinds = {place.split("-")[0] for place in places}
    assert kinds == {"post", "person", "coverage", "away", "pairing"}


def test_all_tours_and_shortages_are_drawn(page):
    outcome = demo_outcome()
    rows = [
        row
        for name, chart in page.charts.items()
        if name.startswith("post-")
        for rows in chart["datasets"].values()
        for row in rows
    ]
    assert sum("person" in row for row in rows) == len(outcome.plan.tours)
    boxes = {(row["recipient"], row["row"], row["start"]) for row in rows if "below_min" in row}
    assert len(boxes) == len(outcome.plan.shortages)


def test_what_is_missing_comes_before_everything_else(text):
    assert text.index('id="missing"') < text.index('id="posts"') < text.index('id="goals"')
    assert "7 个岗位共缺 96 人月" in text
    assert "距最优至多 2.0%" in text


@pytest.mark.parametrize("language", ["zh", "en"])
def test_protective_rules_that_are_off_are_said_first(language):
    outcome = demo_outcome(switched_off=("altitude_clearance",), not_applied=("mentorship",))
    text = render_report(demo_instance(), outcome, language)
    label = "海拔许可" if language == "zh" else "Altitude clearance"
    warning = text.index('class="warning danger"')
    assert warning < text.index(label) < text.index('class="cards"')
    assert ("师带徒" if language == "zh" else "Mentorship") in text[warning : text.index('class="cards"')]


def test_names_cannot_break_out_of_the_page():
    people = [person.model_dump() for person in demo_instance().specialists]
    hospitals = [hospital.model_dump() for hospital in demo_instance().recipient_hospitals]
    people[0]["label"] = hospitals[0]["name"] = NASTY
    instance = demo_instance(specialists=people, recipient_hospitals=hospitals, title=NASTY)
    page = Page(render_report(instance, demo_outcome(), "zh"))
    assert all("onerror" not in attributes for _, attributes in page.elements)
    assert not [script for _, script in page.scripts if script.startswith("alert")]
    assert any(NASTY in text for text in page.texts)
    names = {row["person"] for row in page.charts["post-1"]["datasets"]["rows-2"]}
    assert NASTY in names


def test_a_perfect_plan_says_so():
    outcome = demo_outcome(proven_optimal=True)
    plan = outcome.plan.model_copy(update={"shortages": ()})
    text = render_report(demo_instance(), outcome.model_copy(update={"plan": plan, "violations": ()}), "zh")
    assert "各岗位每个月都达到最低人数。" in text
    assert "已证明最优" in text
    assert "没有放宽任何规则。" in text


def test_an_infeasible_question_gets_a_report_of_the_conflict():
    claim = Claim(rule="release", ids=("a",), period=3, sources=("/supporting_hospitals/0/release/total",), amount=4)
    text = render_report(demo_instance(), Infeasible(**ANSWER, conflict=(claim,)), "zh")
    for said in ("排不出计划", "派出能力", "省人民医院", "2026年6月", "/supporting_hospitals/0/release/total"):
        assert said in text


@pytest.mark.parametrize(
    ("outcome", "said"),
    [(Infeasible(**ANSWER), "not known what contradicts what"), (Undecided(**ANSWER, bound=12), "below 12")],
)
def test_without_a_plan_the_page_says_what_is_known(outcome, said):
    assert said in render_report(demo_instance(), outcome, "en")


def pairings_alone():
    instance = demo_instance(calendar=None, posts=[], specialists=[], tour_kinds=[])
    plan = demo_outcome().plan.model_copy(update={"tours": (), "shortages": (), "preparations": ()})
    return render_report(instance, demo_outcome(plan=plan, violations=()), "zh")


def test_a_report_of_pairings_alone_has_no_section_about_tours():
    page = Page(pairings_alone())
    sections = [attributes["id"] for tag, attributes in page.elements if tag == "section"]
    assert sections == ["pairings", "goals", "rules", "violations"]
    anchors = [attributes["href"] for tag, attributes in page.elements if tag == "a"]
    assert anchors == [f"#{section}" for section in sections]
    assert set(page.charts) == {"pairing-1"}
    assert not re.search(r"人月</div>|缺员|援期</div>", pairings_alone())


def test_a_report_names_open_leads_and_targets_without_supporter_first():
    text = pairings_alone()
    top = text[text.index('class="top"') : text.index("<main>")]
    assert "须人工决定的有 1 处：西县人民医院 · 内科。" in top
    assert "没有支援医院的受援对象 6 个：东县人民医院 · 外科" in top
    table = text[text.index("<table>") : text.index("</table>")]
    assert table.index("西县人民医院 · 内科") < table.index("东县人民医院 · 内科")


def test_a_plan_without_targets_says_nothing_of_pairings():
    departments = [department.model_dump() | {"pairing": None} for department in demo_instance().departments]
    plan = demo_outcome().plan.model_copy(update={"pairings": ()})
    text = render_report(demo_instance(departments=departments), demo_outcome(plan=plan), "zh")
    assert 'id="pairings"' not in text
    assert 'id="coverage"' in text


def test_rules_that_did_something_are_told_apart_from_the_others():
    uses = (use("rest", cost=900, units=3), use("title", barred_tours=12), use("quota"), use("team", mode="off"))
    text = render_report(demo_instance(), demo_outcome(rules=uses), "en")
    section = text[text.index('id="rules"') : text.index('id="violations"')]
    table = section[: section.index("</table>")]
    assert table.index("Rest at home") < table.index("Professional title")
    assert "Broken by 3 months, at a cost of 900." in table
    assert "Made no difference here: Quota." in section
    assert "Switched off: Teams." in section
    assert "Quota" not in table


def test_the_page_is_written_as_one_utf_8_file(tmp_path, text):
    path = tmp_path / "report.html"
    write_report(demo_instance(), demo_outcome(), path, "zh")
    assert path.read_text(encoding="utf-8") == text
    assert list(tmp_path.iterdir()) == [path]


def test_blocks_of_a_big_plan_open_on_a_click():
    posts = [post.model_dump() for post in demo_instance().posts]
    many = [post | {"id": f"{post['id']}-{n}", "demand": []} for post in posts for n in range(20)]
    text = render_report(demo_instance(posts=[*posts, *many]), demo_outcome(), "zh")
    page = Page(text)
    assert page.charts["post-1"]["height"] > 80 * 20
    section = text[text.index('id="posts"') : text.index('id="people"')]
    assert "<details open" not in section
