"""The rules of the time-indexed model."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from ortools.sat.python import cp_model

from solver.domain.document import Specialty, at_period
from solver.rules.hypoxia_training import needs_seat

if TYPE_CHECKING:
    from benchmarks.peers.indexed import Indexed

Terms = list[cp_model.IntVar]


def post_rows(model: Indexed) -> cp_model.LinearExpr:
    """Post all rules and return what priced handovers cost."""
    for person, post in model.spells:
        _in_one_piece(model, person, post)
    _one_place_and_rest(model)
    _limits(model)
    _training(model)
    _pairing(model)
    return _handover(model)


def _in_one_piece(model: Indexed, person: int, post: int) -> None:
    """A tour starts where presence begins, lasts at least its minimum and at most its maximum."""
    problem, cp = model.problem, model.cp
    shortest, longest = int(problem.post_periods_min[post]), _longest(model, post)
    for period in model.spells[person, post]:
        here = model.present[person, post, period]
        before = model.present.get((person, post, period - 1))
        begins = model.started.get((person, post, period))
        cp.add(here - (0 if before is None else before) <= (0 if begins is None else begins))
        if begins is not None:
            cp.add_implication(begins, here)
            if before is not None:
                cp.add_implication(begins, before.negated())
            for later in range(period + 1, period + shortest):
                kept = model.present.get((person, post, later))
                cp.add(begins == 0) if kept is None else cp.add_implication(begins, kept)
        window = [model.present.get((person, post, later)) for later in range(period, period + longest + 1)]
        if all(variable is not None for variable in window):
            cp.add(cp_model.LinearExpr.sum(window) <= longest)


def _longest(model: Indexed, post: int) -> int:
    here = model.tours.post == post
    return int(model.tours.periods[here].max()) if here.any() else 0


def _one_place_and_rest(model: Indexed) -> None:
    """One post at a time; after the last period of a tour as many periods at home as are owed; only so many tours."""
    cp, rest = model.cp, model.problem.post_rest
    posts: dict[int, list[int]] = defaultdict(list)
    for person, post in model.spells:
        posts[person].append(post)
    for person, mine in posts.items():
        by_period: dict[int, Terms] = defaultdict(list)
        begins: dict[int, Terms] = defaultdict(list)
        for post in mine:
            for period in model.spells[person, post]:
                by_period[period].append(model.present[person, post, period])
                if (person, post, period) in model.started:
                    begins[period].append(model.started[person, post, period])
        for present in by_period.values():
            cp.add_at_most_one(present)
        for post in mine:
            for period in model.spells[person, post]:
                for later in range(period + 1, period + 1 + int(rest[post])):
                    if begins[later]:
                        cp.add_at_most_one([model.present[person, post, period], *begins[later]])
        most = model.problem.people.specialists[model.people[person][0]].max_tours
        if most is not None:
            cp.add(cp_model.LinearExpr.sum([start for starts in begins.values() for start in starts]) <= most)


def _limits(model: Indexed) -> None:
    """Headcount, release in all and by main specialty, housing."""
    problem, instance = model.problem, model.problem.instance
    used: dict[tuple[str, int, Specialty | None, int], Terms] = defaultdict(list)
    for (person, post, period), present in model.present.items():
        if period < problem.horizon:
            row = model.people[person][0]
            hospital = int(problem.people.hospital[row])
            used["post", post, None, period].append(present)
            used["housing", int(problem.post_recipient[post]), None, period].append(present)
            used["release", hospital, None, period].append(present)
            code = problem.people.specialists[row].main_specialty
            if code is not None:
                used["release", hospital, code, period].append(present)
    for (name, entity, code, period), terms in used.items():
        limit: int | tuple[int, ...] | None = None
        if name == "post":
            limit = int(problem.demand_target[entity, period])
        elif name == "housing":
            limit = instance.recipient_hospitals[entity].housing
        elif (release := instance.supporting_hospitals[entity].release) is not None:
            limit = release.total if code is None else release.by_specialty.get(code)
        if limit is not None:
            model.cp.add(cp_model.LinearExpr.sum(terms) <= at_period(limit, period))


def _training(model: Indexed) -> None:
    """There are only so many seats; who takes one is free in the period before, since every tour is followed by a rest."""
    problem, training = model.problem, model.problem.instance.policy.altitude.training
    table = (model.tours.person, model.tours.post, model.tours.start, needs_seat(model.tours, problem))
    needed = {tuple(key) for *key, seat in zip(*(column.tolist() for column in table), strict=True) if seat}
    seats: dict[tuple[object, int], Terms] = defaultdict(list)
    for (person, post, period), begins in model.started.items():
        row = model.people[person][0]
        if (row, post, period) in needed:
            place = problem.instance.supporting_hospitals[int(problem.people.hospital[row])].training_place
            seats[place, period].append(begins)
    for (_, period), terms in seats.items():
        limit = training.seats_before_start if period == 0 else training.seats_per_period
        if limit is not None:
            model.cp.add(cp_model.LinearExpr.sum(terms) <= limit)


def _pairing(model: Indexed) -> None:
    """Supporters per target and targets per supporter lie within their limits; fixed pairings stand."""
    cp, pairs = model.cp, model.problem.pairs
    for number, target in enumerate(pairs.targets):
        chosen = cp_model.LinearExpr.sum([v for link, v in model.paired.items() if link.target == number])
        cp.add(chosen >= target.pairing.min_supporters)
        if target.pairing.max_supporters is not None:
            cp.add(chosen <= target.pairing.max_supporters)
    for number, hospital in enumerate(model.problem.instance.supporting_hospitals):
        mine = [(link, variable) for link, variable in model.paired.items() if link.supporter == number]
        chosen = cp_model.LinearExpr.sum([variable for _, variable in mine])
        if hospital.max_targets is not None:
            cp.add(chosen <= hospital.max_targets)
        if hospital.min_targets is not None:
            cp.add(chosen >= hospital.min_targets)
        if hospital.pairing_capacity is not None:
            loads = [pairs.workload(link) for link, _ in mine]
            cp.add(cp_model.LinearExpr.weighted_sum([v for _, v in mine], loads) <= hospital.pairing_capacity)
    for link, variable in model.paired.items():
        if link.fixed:
            cp.add(variable == 1)


def _handover(model: Indexed) -> cp_model.LinearExpr:
    """Nobody leaves before the next one is there; priced, in persons."""
    problem, rule = model.problem, model.problem.instance.policy.rules.handover
    if rule.mode == "off":
        return cp_model.LinearExpr.sum([])
    at: dict[tuple[int, int], Terms] = defaultdict(list)
    for (_, post, period), present in model.present.items():
        at[post, period].append(present)
    missing = []
    for post in range(len(problem.instance.posts)):
        target = problem.demand_target[post]
        for period in range(1, problem.horizon):
            if target[period] > 0 and at[post, period - 1]:
                drop = max(0, int(target[period - 1] - target[period]))
                most = int(target[period - 1]) if rule.mode == "priced" else 0
                missing.append(model.cp.new_int_var(0, most, ""))
                before, now = cp_model.LinearExpr.sum(at[post, period - 1]), cp_model.LinearExpr.sum(at[post, period])
                model.cp.add(before - drop <= now + missing[-1])
    weight = problem.instance.policy.goals.rule_prices.weight
    return rule.price * weight * cp_model.LinearExpr.sum(missing)
