"""A person taken out of documents: what is theirs goes, what is others' stays."""

import pytest

from solver.erasure import GONE, Person, erased, labels_of
from tests import small

THEY = Person("g-01", frozenset({"Dr Example", "某某某"}))


@pytest.mark.parametrize(
    ("remark", "shown"),
    [
        ("ask g-01.", f"ask {GONE}."),
        ("g-01", GONE),
        ("请g-01先去", f"请{GONE}先去"),
        ("g-011 and ag-01 and g-01_x are others", None),
        ("leave-of-g-01-2027", f"leave-of-{GONE}-2027"),
        ("as Dr Example said", f"as {GONE} said"),
        ("请某某某先去", f"请{GONE}先去"),
    ],
)
def test_remarks_lose_the_person_and_no_other_word(remark, shown):
    assert THEY.hidden(remark) == (shown or remark)
    assert THEY.in_words(remark) is (shown is not None)


@pytest.mark.parametrize("short", ["a", "g1", "", "王"])
def test_an_id_that_might_be_any_word_is_not_looked_for_in_remarks(short):
    assert Person(short).hidden("a g1 王") == "a g1 王"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"specialists": [{"id": "g-01"}, {"id": "g-02"}]}, {"specialists": [{"id": "g-02"}]}),
        ({"posts": [{"id": "g-01"}]}, {"posts": [{"id": "g-01"}]}),  # something else of that id
        ({"locked": [{"specialist": "g-01"}, {"hospital": "h"}]}, {"locked": [{"hospital": "h"}]}),
        ({"reasons": [{"rule": "rest", "people": ["g-01"]}]}, {"reasons": []}),
        ({"reasons": [{"rule": "none", "people": []}]}, {"reasons": [{"rule": "none", "people": []}]}),
        (
            {"reasons": [{"rule": "rest", "people": ["g-01", "g-02"], "near": {"specialist": "g-01"}}]},
            {"reasons": [{"rule": "rest", "people": ["g-02"], "near": None}]},
        ),
        ({"notes": ["of g-01"], "note": "of g-02"}, {"notes": [f"of {GONE}"], "note": "of g-02"}),
    ],
)
def test_entries_about_the_person_go_and_no_others(before, after):
    assert erased(before, THEY) == after


def test_an_instance_without_a_person_is_whole():
    asked = small.instance(
        specialists=[{"id": "g-01", "label": "Dr Example"}, {"id": "b"}],
        locked=[{"specialist": "g-01", "from_period": 0, "to_period": 3}],
        apprentices=[{"preferences": [{"specialist": "g-01", "score": 3}, {"specialist": "b", "score": 1}]}],
    )
    left = type(asked).model_validate(erased(asked.model_dump(mode="json", by_alias=True), THEY))
    assert [one.id for one in left.specialists] == ["b"]
    assert left.locked == ()
    assert [one.specialist for one in left.apprentices[0].preferences] == ["b"]


def test_a_label_that_others_have_too_names_nobody():
    instance = {"specialists": [{"id": "g-01", "label": "x"}, {"id": "b", "label": "doctor"}]}
    other = {"specialists": [{"id": "g-01", "label": "doctor"}, {"id": "c"}]}
    assert labels_of("g-01", [instance, other]) == {"x"}
