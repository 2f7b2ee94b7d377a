import itertools

import pytest

from solver.domain.plan import PlannedPairing
from solver.report.charts import GRAPH_LINE, pairing_graph
from solver.report.links import MOST_ROWS, pairing_graphs
from solver.report.names import Names
from solver.report.pairings import pairing_tables
from tests.solver.demo_plan import demo_instance


def pair(supporter, target, role=None, basis=None, state="NEW"):
    return PlannedPairing(supporter=supporter, target=target, role=role, lead_basis=basis, state=state)


PAIRINGS = (
    pair("a", "east-内科", "LEAD", "GIVEN", "FIXED"),
    pair("b", "east-内科", "COOPERATE", state="EXISTING"),
    pair("c", "west-内科", basis="OPEN"),
    pair("b", "west-内科", basis="OPEN"),
    pair("c", "west-外科", "LEAD", "RULE"),
)
LISTED = [
    {"supporter": "b", "target": "east-内科", "state": "EXISTING"},
    {"supporter": "a", "target": "east-儿科", "state": "EXISTING"},
]


def names(language="zh"):
    return Names(demo_instance(pairings=LISTED), language)


def tables(*pairings, language="zh"):
    return pairing_tables(pairings or PAIRINGS, names(language))


def test_open_leads_come_first_then_targets_as_listed_leads_first():
    assert [(row.target, row.supporter) for row in tables().rows] == [
        ("西县人民医院 · 内科", "市第一人民医院"),
        ("西县人民医院 · 内科", "医科大学附属医院"),
        ("东县人民医院 · 内科", "省人民医院"),
        ("东县人民医院 · 内科", "市第一人民医院"),
        ("西县人民医院 · 外科", "医科大学附属医院"),
    ]
    assert tables().open_leads == ("西县人民医院 · 内科",)


@pytest.mark.parametrize(
    ("pairings", "said"),
    [
        ([pair("a", "east-内科", "LEAD", "RULE")], "唯一的支援医院"),
        ([pair("b", "east-内科", "LEAD", "RULE"), pair("a", "east-内科", "COOPERATE")], "按规则：市县属医院优先"),
        ([pair("a", "east-内科", "LEAD", "GIVEN"), pair("b", "east-内科", "COOPERATE")], "按指定"),
        ([pair("a", "east-内科", "LEAD", "AGREED")], "按协议"),
        ([pair("a", "east-内科", "LEAD", "MERIT"), pair("c", "east-内科", "COOPERATE")], "按专科实力"),
        ([pair("a", "east-内科", basis="OPEN"), pair("c", "east-内科", basis="OPEN")], "待定，请人工决定"),
    ],
)
def test_why_somebody_leads_is_said_in_words(pairings, said):
    assert tables(*pairings).rows[0].basis == said


def test_states_and_roles_are_said_in_words():
    said = {(row.role, row.state) for row in tables(language="en").rows}
    assert said == {("Lead", "Given"), ("Cooperates", "Existing"), ("Lead or not: open", "New"), ("Lead", "New")}


def test_targets_without_supporter_and_pairings_not_kept_are_named():
    found = tables()
    assert found.targets == 8
    assert found.alone[:2] == ("东县人民医院 · 外科", "东县人民医院 · 妇产科")
    assert len(found.alone) == 8 - 3
    assert found.dropped == ("省人民医院 → 东县人民医院 · 儿科",)


def test_a_department_of_the_only_hospital_is_named_alone():
    hospitals = [hospital.model_dump() for hospital in demo_instance().recipient_hospitals if hospital.id == "west"]
    departments = [d.model_dump() for d in demo_instance().departments if d.hospital == "west"]
    one = Names(demo_instance(recipient_hospitals=hospitals, departments=departments, posts=[]), "zh")
    assert [row.target for row in pairing_tables([pair("c", "west-外科")], one).rows] == ["外科"]


def picture():
    (graph,) = pairing_graphs(tables().rows, names())
    return graph, pairing_graph(graph, names()).to_dict()


def drawn(specification, kind):
    """The layers of one kind of mark, with the rows that each draws."""
    return [
        (layer, specification["datasets"][layer["data"]["name"]])
        for layer in specification["layer"]
        if layer["mark"]["type"] == kind
    ]


def test_every_pairing_is_one_line_between_its_two_names():
    _, specification = picture()
    texts = [row for _, rows in drawn(specification, "text") for row in rows]
    left = {row["row"]: row["text"] for row in texts if not row["is_target"]}
    right = {row["row"]: row["text"] for row in texts if row["is_target"]}
    lines = [line for _, rows in drawn(specification, "rule") for line in rows]
    assert len(lines) == len(PAIRINGS)
    for line in lines:
        assert left[line["row"]] == line["supporter"]
        assert right[line["target_row"]] == line["target_name"]


def test_leads_are_bold_and_open_leads_dashed():
    _, specification = picture()
    looks = {
        (layer["mark"]["strokeWidth"], "strokeDash" in layer["mark"]): {(r["is_lead"], r["is_open"]) for r in rows}
        for layer, rows in drawn(specification, "rule")
    }
    assert looks == {(4, False): {(True, False)}, (2, True): {(False, True)}, (1.2, False): {(False, False)}}


def test_every_target_is_drawn_also_one_without_supporter_and_every_supporter_with_a_pairing():
    graph, specification = picture()
    texts = [row for _, rows in drawn(specification, "text") for row in rows]
    assert sum(row["is_target"] for row in texts) == 8
    assert sum(not row["is_target"] for row in texts) == 3
    assert {row["text"] for row in texts if row["is_alone"]} == set(tables().alone)
    assert specification["height"] == graph.rows * GRAPH_LINE


def test_nothing_stands_on_anything_else():
    graph, _ = picture()
    for side in (True, False):
        rows = sorted(node.row for node in graph.nodes if node.is_target is side)
        assert all(below - above >= 1 for above, below in itertools.pairwise(rows))


def test_many_targets_are_drawn_in_several_pictures_without_parting_a_group():
    departments = [
        {"id": f"d{number}", "hospital": "east", "name": f"科{number}", "pairing": {}} for number in range(100)
    ]
    many = Names(demo_instance(departments=departments, posts=[]), "zh")
    rows = pairing_tables([pair("a", f"d{number}", "LEAD", "RULE") for number in range(30, 100)], many).rows
    graphs = pairing_graphs(rows, many)
    assert [graph.rows for graph in graphs] == [30, 70]
    assert max(graph.rows for graph in graphs[:1]) <= MOST_ROWS
    assert sum(len(graph.links) for graph in graphs) == 70


def test_no_targets_no_picture():
    bare = Names(demo_instance(departments=[], posts=[]), "zh")
    assert pairing_graphs((), bare) == ()
