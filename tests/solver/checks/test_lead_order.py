"""Lead order: city before province, then the word given, then strength; where nothing decides, people do."""

import pytest

from solver.checks.lead_order import lead_order, standings
from solver.checks.links import Links
from solver.domain.outcome import Violation
from tests import small

OWNERS = {"city": "CITY", "county": "COUNTY", "province": "PROVINCE", "nation": "NATIONAL"}


def place(supporters, target="ward", **changes):
    """Return an instance in which each supporter, such as `city-1 5 LEAD agreed`, has this strength, role, agreement."""
    hospitals, entries = [], []
    for line in supporters:
        name, *words = line.split()
        strength = [int(word) for word in words if word.isdigit()]
        hospital = {"id": name, "owner_level": OWNERS[name.split("-")[0]]}
        hospitals.append(hospital | ({"strength": {"03": strength[0]}} if strength else {}))
        roles = [word for word in words if word in ("LEAD", "COOPERATE")]
        entry = {"role": roles[0] if roles else None, "agreement": "of 2024" if "agreed" in words else None}
        if any(entry.values()):
            entries.append({"supporter": name, "target": target, "state": None} | entry)
    block = {"pairing": {}}
    sides = {"departments": [block]} if target == "ward" else {"recipient_hospitals": [block]}
    return small.instance(**({"supporting_hospitals": hospitals, "pairings": entries} | sides | changes))


def said(asked, target="ward"):
    """Return who does what and why when all supporters stand behind the target."""
    names = [hospital.id for hospital in asked.supporting_hospitals]
    stands = standings(Links(asked), target, names)
    return [" ".join(word or "-" for word in stands[name]) for name in names]


COOPERATES, OPEN = "COOPERATE -", "- OPEN"


@pytest.mark.parametrize(
    ("supporters", "stands"),
    [
        # a single supporter leads by rule, whoever owns it
        (["city-1"], ["LEAD RULE"]),
        (["nation-1 1 COOPERATE"], ["LEAD RULE"]),
        # city and county before province and nation, however strong these are
        (["province-1 5", "city-1 1"], [COOPERATES, "LEAD RULE"]),
        (["nation-1 5 LEAD", "county-1 1"], [COOPERATES, "LEAD RULE"]),
        (["province-1 5", "nation-1 5", "city-1"], [COOPERATES, COOPERATES, "LEAD RULE"]),
        # two of a class: nothing decides between unknown strengths
        (["city-1", "city-2"], [OPEN, OPEN]),
        (["city-1", "county-1"], [OPEN, OPEN]),
        (["province-1", "nation-1"], [OPEN, OPEN]),
        (["city-1", "province-1", "city-2"], [OPEN, COOPERATES, OPEN]),
        # the word given, if one has it and is of the class
        (["city-1", "city-2 LEAD"], [COOPERATES, "LEAD GIVEN"]),
        (["city-1 5", "city-2 1 LEAD"], [COOPERATES, "LEAD GIVEN"]),
        (["city-1 LEAD", "city-2 LEAD"], [OPEN, OPEN]),
        (["city-1 4 LEAD", "city-2 2 LEAD"], ["LEAD MERIT", COOPERATES]),
        (["city-1 4 LEAD", "city-2 2 LEAD", "city-3 5"], [COOPERATES, COOPERATES, "LEAD MERIT"]),
        (["province-1 LEAD", "city-1", "city-2"], [COOPERATES, OPEN, OPEN]),
        (["city-1 COOPERATE", "city-2"], [OPEN, OPEN]),  # only LEAD is a word that decides
        # strength, unknown being 3
        (["city-1 4", "city-2 2"], ["LEAD MERIT", COOPERATES]),
        (["city-1 4", "city-2"], ["LEAD MERIT", COOPERATES]),
        (["city-1 2", "city-2"], [COOPERATES, "LEAD MERIT"]),
        (["city-1 3", "city-2"], [OPEN, OPEN]),
        (["city-1 5", "city-2 5", "city-3 2"], [OPEN, OPEN, OPEN]),
        (["province-1 5", "city-1 2", "city-2 1"], [COOPERATES, "LEAD MERIT", COOPERATES]),
        # an agreement comes before all that
        (["province-1 1 agreed", "city-1 5 LEAD"], ["LEAD AGREED", COOPERATES]),
        (["province-1 agreed", "nation-1 agreed", "city-1"], [OPEN, OPEN, COOPERATES]),
        (["province-1 LEAD agreed", "nation-1 agreed", "city-1"], ["LEAD AGREED", COOPERATES, COOPERATES]),
        (["province-1 2 agreed", "nation-1 4 agreed", "city-1 5"], [COOPERATES, "LEAD AGREED", COOPERATES]),
        (["province-1 5 agreed", "city-1 1 agreed"], ["LEAD AGREED", COOPERATES]),  # city is no class among these
        (["city-1 agreed", "city-2 LEAD"], ["LEAD AGREED", COOPERATES]),
    ],
)
def test_who_leads(supporters, stands):
    assert said(place(supporters)) == stands
    assert said(place(supporters[::-1])) == stands[::-1], "the order of the list decides nothing"


@pytest.mark.parametrize(
    ("target", "departments", "lead"),
    [
        ("away", ["03", "04"], "MERIT"),  # 5 and 3: 4 against 3
        ("away", ["04"], "OPEN"),
        ("away", [None], "OPEN"),
        ("away", ["03", None], "MERIT"),  # without specialty it does not count: 5
        ("away", ["03", "04", "04", "04"], "MERIT"),  # 3.5 goes up
        ("away", ["03", "04", "04", "04", "04"], "OPEN"),  # 3.4 does not
        ("away", ["03", "03", "04", "04", "04", "04", "04", "04"], "MERIT"),  # each department counts: 28 ÷ 8
        ("ward", [None, "03"], "OPEN"),
        ("ward", ["03", "04"], "MERIT"),
    ],
)
def test_strength_for_a_hospital_and_for_a_department(target, departments, lead):
    wards = [
        {"id": "ward" if number == 0 else f"w{number}", "specialty": code} for number, code in enumerate(departments)
    ]
    asked = place(["city-1 5", "city-2"], target, departments=wards, recipient_hospitals=[{"pairing": {}}])
    assert said(asked, target)[0].endswith(lead)


def test_a_department_elsewhere_says_nothing_of_a_hospital():
    wards = [{"specialty": "04"}, {"id": "b", "hospital": "far"}]
    asked = place(
        ["city-1 5", "city-2"], "away", departments=wards, recipient_hospitals=[{"pairing": {}}, {"id": "far"}]
    )
    assert said(asked, "away") == [OPEN, OPEN]


def test_the_plan_says_who_supports():
    asked = place(["city-1 5", "city-2 4", "province-1"])
    stands = standings(Links(asked), "ward", ["city-2", "province-1"])
    assert [stands[name] for name in ("city-2", "province-1")] == [("LEAD", "RULE"), ("COOPERATE", None)]
    assert len(stands) == 2


def test_an_agreement_is_about_one_target():
    asked = place(["province-1 agreed", "city-1"], departments=[{"pairing": {}}, {"id": "lab", "pairing": {}}])
    assert said(asked) == ["LEAD AGREED", COOPERATES]
    assert said(asked, "lab") == [COOPERATES, "LEAD RULE"]


@pytest.mark.parametrize(
    ("mode", "first", "second", "wrong"),
    [
        ("hard", ("LEAD", "RULE"), ("COOPERATE", None), 0),
        ("hard", ("LEAD", "MERIT"), ("COOPERATE", None), 1),
        ("hard", ("LEAD", None), ("COOPERATE", None), 1),
        ("hard", (None, None), (None, None), 2),
        ("hard", (None, "OPEN"), (None, "OPEN"), 2),
        ("hard", ("LEAD", "RULE"), ("COOPERATE", "GIVEN"), 1),
        ("hard", ("COOPERATE", None), ("LEAD", "GIVEN"), 2),
        ("off", ("LEAD", "RULE"), ("COOPERATE", None), 2),
        ("off", (None, None), ("LEAD", "GIVEN"), 0),
        ("off", (None, None), ("LEAD", None), 1),
        ("off", (None, None), ("COOPERATE", "GIVEN"), 1),
    ],
)
def test_what_the_plan_says(mode, first, second, wrong):
    asked = place(["city-1", "province-1 LEAD"], rules={"lead_order": {"mode": mode}})
    planned = small.pairing("city-1", "ward", "NEW", *first), small.pairing("province-1", "ward", "NEW", *second)
    assert len(small.broken(lead_order, asked, pairings=planned)) == wrong
    assert len(small.broken(lead_order, asked, pairings=planned[::-1])) == wrong


def test_off_a_given_cooperation_is_given():
    asked = place(["city-1 COOPERATE"], rules={"lead_order": {"mode": "off"}})
    planned = small.pairing("city-1", "ward", "NEW", "COOPERATE", "GIVEN")
    assert small.broken(lead_order, asked, pairings=(planned,)) == []


def test_targets_are_told_apart():
    asked = place(["city-1 5", "city-2"], departments=[{"pairing": {}}, {"id": "lab", "pairing": {}}])
    planned = tuple(
        small.pairing(who, where, "NEW", "LEAD", "RULE") for who, where in (("city-1", "ward"), ("city-2", "lab"))
    )
    assert small.broken(lead_order, asked, pairings=planned) == []


def test_what_is_said():
    asked = place(["city-1", "city-2"])
    planned = small.pairing("city-1", "ward", "NEW", "LEAD", "MERIT"), small.pairing("city-2", "ward")
    assert small.broken(lead_order, asked, pairings=planned) == [
        Violation(rule="lead_order", hard=True, ids=("city-1", "ward"), found="LEAD MERIT", limit="OPEN"),
        Violation(rule="lead_order", hard=True, ids=("city-2", "ward"), found="", limit="OPEN"),
    ]
