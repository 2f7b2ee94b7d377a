"""Peers give plans that our checker accepts at the cost they count, and keep what they had when."""

import importlib
import json
from functools import partial
from pathlib import Path

import pytest

from benchmarks.peers.entry import Asked, enter
from benchmarks.peers.recording import Recording
from benchmarks.questions import text
from solver.checks import check
from solver.domain.plan import Plan
from solver.load import load_instance

SMALL = "s-batched-balanced-1"


@pytest.mark.slow
@pytest.mark.parametrize("name", ["greedy", "indexed", "tours", "ours"])
def test_a_peer_gives_a_plan_that_keeps_all_rules_at_the_cost_it_counts(name: str, tmp_path: Path) -> None:
    file = tmp_path / "instance.json"
    file.write_text(text(SMALL), encoding="utf-8")
    peer = importlib.import_module(f"benchmarks.peers.{name}")
    for seconds in (4, 60):  # four are plenty; a busy machine gets more
        enter(peer.search, [str(file), "--seconds", str(seconds), "--out", str(tmp_path)])
        events = [json.loads(line) for line in (tmp_path / "events.jsonl").read_text(encoding="utf-8").splitlines()]
        found = [event for event in events if event["bound"] is None]
        if found:
            break
    assert found
    facts = json.loads((tmp_path / "facts.json").read_text(encoding="utf-8"))
    plan = Plan.model_validate_json((tmp_path / list(facts["held"].values())[-1]).read_text(encoding="utf-8"))
    checked = check(load_instance(file), plan)
    assert checked.hard == ()
    assert found[-1]["objective"] is None or checked.objective <= found[-1]["objective"]
    assert all(event["bound"] <= checked.objective for event in events if event["bound"] is not None)


def test_the_time_indexed_model_says_what_it_leaves_out() -> None:
    peer = importlib.import_module("benchmarks.peers.indexed")
    asked = Asked(load_instance(text("naqu")), 1, 1, Recording(1))
    with pytest.raises(SystemExit, match=r"does not plan: locked, .*handover months"):
        peer.search(asked)


def test_a_recording_keeps_the_plan_that_was_held_at_each_checkpoint(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [0.0]
    monkeypatch.setattr(Recording, "seconds", lambda _: now[0])
    recording, plans = Recording(400), [Plan(), Plan(), Plan(), Plan()]
    for second, plan in zip((20.0, 30.0, 45.0, 70.0), plans, strict=True):
        now[0] = second
        recording.offer(1000 - int(second), partial(Plan.model_copy, plan))
    now[0] = 399.0
    recording.bound(5)
    recording.write(tmp_path)
    facts = json.loads((tmp_path / "facts.json").read_text(encoding="utf-8"))
    assert facts["held"] == {"60.0": "plan-0.json", "300.0": "plan-1.json", "400": "plan-1.json"}
    assert facts["seconds"] == 399.0
