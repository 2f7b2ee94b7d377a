"""Packings: the relaxation bounds every plan there is, and guesses end at the optimum that counting all plans finds."""

import random
import threading
import time
from collections.abc import Iterator
from itertools import chain, combinations, product
from typing import Any

import numpy as np
import pytest

from solver.domain.instance import Instance
from solver.domain.outcome import StoppedBy
from solver.packing import relaxation
from solver.packing.question import is_packing, packing_of
from solver.packing.relaxation import relax
from solver.packing.search import search_packing
from solver.problem import Problem
from solver.program import Program, build
from solver.search.exact import Found, Limits
from solver.search.levels import stages
from solver.settings import Settings

Plan = frozenset[tuple[int, int]]

SUPPORTERS, TARGETS = 3, 5
SEEDS = range(6)


def question(seed: int, *, at_most: int | None = 1, room: int = 12, price: int = 0, existing: int = 0) -> Instance:
    """Three supporters and five targets by dice; without the links of cost 20."""
    dice = random.Random(seed)
    sides: dict[str, Any] = {"kind": "OTHER", "place": "here"}
    carries = {"owner_level": "CITY", "pairing_capacity": room, "opening_price": price}
    pairing: dict[str, Any] = {"min_supporters": 1} | ({} if at_most is None else {"max_supporters": at_most})
    links: list[dict[str, Any]] = [
        {"supporter": f"s{row}", "target": f"t{column}", "cost": dice.randint(1, 20), "workload": dice.randint(2, 7)}
        for row, column in product(range(SUPPORTERS), range(TARGETS))
    ]
    for number, link in enumerate(links):
        if link["cost"] == 20:
            link["state"] = "FORBIDDEN"
        elif number < existing:
            link["state"] = "EXISTING"
    document = {
        "version": 1,
        "name": "packing",
        "supporting_hospitals": [{"id": f"s{row}", "name": "S"} | sides | carries for row in range(SUPPORTERS)],
        "recipient_hospitals": [
            {"id": f"t{column}", "name": "T", "pairing": pairing} | sides for column in range(TARGETS)
        ],
        "pairings": links,
        "policy": {"goals": {"pairing_cost": {"weight": 1}, "pairing_changes": {"weight": 7}}},
    }
    return Instance.model_validate(document)


def every_plan(program: Program) -> Iterator[tuple[Plan, int]]:
    """Yield all plans of a question with their costs, counted from the document."""
    pairs = program.problem.pairs
    at = {(link.supporter, link.target): link for link in pairs.links}
    choices = []
    for column, target in enumerate(pairs.targets):
        mine = [row for row in range(SUPPORTERS) if (row, column) in at]
        most = target.pairing.max_supporters or len(mine)
        sizes = range(target.pairing.min_supporters, most + 1)
        choices.append([tuple((row, column) for row in some) for size in sizes for some in combinations(mine, size)])
    for choice in product(*choices):
        plan = frozenset(chain.from_iterable(choice))
        loads = [sum(pairs.workload(at[link]) for link in plan if link[0] == row) for row in range(SUPPORTERS)]
        hospitals = pairs.instance.supporting_hospitals
        if all(load <= (hospital.pairing_capacity or 0) for load, hospital in zip(loads, hospitals, strict=True)):
            opened = sum(hospital.opening_price for load, hospital in zip(loads, hospitals, strict=True) if load)
            dropped = sum(
                7 for key, link in at.items() if link.entry and link.entry.state == "EXISTING" and key not in plan
            )
            yield plan, sum(pairs.cost(at[link]) for link in plan) + opened + dropped


def limits(**changes: Any) -> Limits:
    return Limits(time.monotonic() + 60, Settings(workers=1, **changes), threading.Event())


def searched(instance: Instance, within: Limits) -> tuple[Any, int | None]:
    program = build(Problem(instance))
    (stage,) = stages(instance.policy, tuple(program.amounts))
    staged = search_packing(program, stage, within, lambda found: None)
    cost = None if staged.values is None else int(program.cost(stage.goals) @ staged.values)
    return staged, cost


VARIANTS: tuple[dict[str, Any], ...] = (
    {},
    {"at_most": None, "existing": 8, "room": 20},
    {"at_most": 2, "price": 9, "room": 14},
)


@pytest.mark.parametrize("cells", [1_500_000, 60], ids=["whole", "capacities scaled down"])
@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("seed", SEEDS)
def test_the_bounds_hold_for_all_plans(
    seed: int, variant: dict[str, Any], cells: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(relaxation, "CELLS", cells)
    program = build(Problem(question(seed, **variant)))
    packing, constant = packing_of(program)
    relaxed = relax(packing, lambda: False).shifted(constant)
    plans = list(every_plan(program))
    assert plans
    for plan, cost in plans:
        assert relaxed.bound <= cost + 1e-6
        for row, column in product(range(SUPPORTERS), range(TARGETS)):
            side = relaxed.with_link if (row, column) in plan else relaxed.without_link
            assert side[row, column] <= cost + 1e-6


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("seed", SEEDS)
def test_guesses_end_at_the_optimum(seed: int, variant: dict[str, Any]) -> None:
    instance = question(seed, **variant)
    staged, cost = searched(instance, limits())
    best = min(cost for _, cost in every_plan(build(Problem(instance))))
    assert (cost, staged.bounds, staged.stopped_by) == (best, (best,), StoppedBy.PROVEN)


def test_no_guess_finds_a_plan_where_there_is_none() -> None:
    instance = question(1, room=6)
    assert not list(every_plan(build(Problem(instance))))
    staged, _ = searched(instance, limits())
    assert staged.infeasible
    assert staged.proven


def test_a_plan_to_begin_from_is_kept_where_nothing_is_better() -> None:
    instance = question(2)
    program = build(Problem(instance))
    staged, cost = searched(instance, limits())
    (stage,) = stages(instance.policy, tuple(program.amounts))
    begun = Found(staged.values, cost, deterministic_time=1.0)
    again = search_packing(program, stage, limits(), lambda found: None, begun)
    assert again.values is not None
    assert np.array_equal(again.values, staged.values)
    assert again.proven
    assert again.deterministic_time >= 1.0


def test_a_wide_gap_ends_the_guesses_early_with_a_bound_that_holds() -> None:
    instance = question(3)
    best = min(cost for _, cost in every_plan(build(Problem(instance))))
    staged, cost = searched(instance, limits(gap=0.9))
    assert cost is not None
    assert staged.bounds[0] <= best <= cost


def test_a_stop_before_the_search_leaves_a_bound() -> None:
    within = limits()
    within.stop.set()
    staged, _ = searched(question(4), within)
    assert staged.stopped_by in (StoppedBy.REQUEST, StoppedBy.PROVEN)
    assert staged.bounds[0] <= min(cost for _, cost in every_plan(build(Problem(question(4)))))


@pytest.mark.parametrize(
    ("supporters", "changes", "expected"),
    [
        (3, {}, False),  # few links: CP-SAT needs no help
        (41, {}, True),
        (41, {"price": 5}, False),
        (41, {"mode": "off"}, False),
    ],
)
def test_which_questions_are_packings(supporters: int, changes: dict[str, Any], expected: bool) -> None:
    instance = _many(supporters, changes.get("price", 0), changes.get("mode", "hard"))
    assert is_packing(build(Problem(instance))) is expected


def _many(supporters: int, price: int, mode: str) -> Instance:
    few = question(1, price=price).model_dump(mode="json", by_alias=True)
    first = few["supporting_hospitals"][0]
    few["supporting_hospitals"] = [first | {"id": f"s{row}"} for row in range(supporters)]
    few["policy"]["rules"]["pairing"]["mode"] = mode
    return Instance.model_validate(few)
