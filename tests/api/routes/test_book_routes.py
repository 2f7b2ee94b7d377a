"""What comes with zutuan, and the page on which the interface can be tried."""

import json
import re

import pytest

import instances
from solver.domain.policy import Goals, Rules


def test_the_rule_book_has_every_rule_and_goal_in_both_languages(asking):
    book = asking.get("/v1/rules").json()
    assert [rule["stem"] for rule in book["rules"]] == list(Rules.model_fields)
    assert [goal["name"] for goal in book["goals"]] == list(Goals.model_fields)
    for entry in book["rules"] + book["goals"]:
        assert entry["texts"]["zh"]["sentence"] != entry["texts"]["en"]["sentence"]
    title = next(rule for rule in book["rules"] if rule["stem"] == "title")
    assert title["modes"][0] == "hard"
    assert {setting["path"]: setting["default"] for setting in title["prices"]} == {"policy.rules.title.price": 100}


def test_a_demo_instance_can_be_sent_as_it_is(asking):
    listed = {one["name"]: one for one in asking.get("/v1/demo-instances").json()["items"]}
    assert set(listed) == set(instances.names())
    assert listed["kezhou"]["input_metrics"]["specialists"] > 100
    kezhou = asking.get("/v1/demo-instances/kezhou")
    assert asking.post("/v1/jobs", json={"instance": kezhou.json()}).status_code == 202
    assert asking.get("/v1/demo-instances/nowhere").status_code == 404


@pytest.mark.parametrize("document", ["instance", "outcome"])
def test_schemas_of_the_documents(asking, document):
    schema = asking.get(f"/v1/schema/{document}")
    assert schema.headers["content-type"] == "application/schema+json"
    assert schema.json()["$schema"].startswith("https://json-schema.org/")
    assert asking.get("/v1/schema/nothing").status_code == 404


def test_the_page_loads_nothing_from_outside(asking):
    page = asking.get("/docs")
    assert "script-src 'self'" in page.headers["content-security-policy"]
    loaded = re.findall(r'(?:src|href)="([^"]+)"', page.text)
    assert loaded
    for address in loaded:
        assert not re.match(r"\w+:|//", address)
        assert asking.get(f"/{address}").status_code == 200
    assert asking.get("/docs/../app.py").status_code == 404
    assert asking.get("/docs/index.html").status_code == 404


def test_the_page_shows_the_same_interface_in_the_version_it_knows(asking):
    new, old = asking.get("/openapi.json").json(), asking.get("/docs/openapi-3.0.json").json()
    assert old["openapi"] == "3.0.3"
    assert old["paths"].keys() == new["paths"].keys()
    text = json.dumps(old["components"])
    assert '"type": "null"' not in text
    assert '"const"' not in text
    for number in re.findall(r'"exclusiveM\w+": (\w+)', text):
        assert number == "true"


def test_kezhou_is_an_example_that_can_be_sent(asking):
    body = asking.get("/openapi.json").json()["paths"]["/v1/jobs"]["post"]["requestBody"]["content"]["application/json"]
    assert body["examples"]["kezhou"]["value"]["instance"]["name"] == "kezhou"
    assert asking.post("/v1/jobs", json=body["examples"]["kezhou"]["value"]).status_code == 202
