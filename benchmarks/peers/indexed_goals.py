"""The goals of the time-indexed model."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from ortools.sat.python import cp_model

from solver.domain.kinds import PairingState
from solver.goals.unfairness import capacity_months

if TYPE_CHECKING:
    from benchmarks.peers.indexed import Indexed

Terms = list[cp_model.IntVar]


def objective(model: Indexed) -> cp_model.LinearExpr:
    """Return the weighted sum of the goals."""
    goals = (_seats, _off_pair, _gaps, _pairings, _unfairness, _departures, _preferences)
    return cp_model.LinearExpr.sum([goal(model) for goal in goals])


def _at_post(model: Indexed) -> dict[tuple[int, int], Terms]:
    at: dict[tuple[int, int], Terms] = defaultdict(list)
    for (_, post, period), present in model.present.items():
        at[post, period].append(present)
    return at


def _seats(model: Indexed) -> cp_model.LinearExpr:
    """Shortage, and what is wanted beyond the minimum."""
    goals, problem, at = model.problem.instance.policy.goals, model.problem, _at_post(model)
    terms: list[cp_model.LinearExpr] = []
    for row, post in enumerate(problem.instance.posts):
        price = post.priority * problem.months_per_period
        for period in range(problem.horizon):
            least, target = int(problem.demand_min[row, period]), int(problem.demand_target[row, period])
            short, below = model.cp.new_int_var(0, least, ""), model.cp.new_int_var(0, target - least, "")
            model.cp.add(cp_model.LinearExpr.sum(at[row, period]) + short >= least)
            model.cp.add(cp_model.LinearExpr.sum(at[row, period]) + short + below >= target)
            terms.append(goals.shortage.weight * price * short + goals.below_target.weight * price * below)
    return cp_model.LinearExpr.sum(terms)


def _off_pair(model: Indexed) -> cp_model.LinearExpr:
    """Months of a person at a target whose supporter is not paired with it."""
    problem = model.problem
    links = {(link.supporter, link.target): variable for link, variable in model.paired.items()}
    serving: dict[tuple[int, int, int], Terms] = defaultdict(list)
    for (person, post, period), present in model.present.items():
        target = int(problem.post_target[post])
        if target >= 0 and period < problem.horizon:
            serving[person, target, period].append(present)
    off = []
    for (person, target, _), terms in serving.items():
        hospital = int(problem.people.hospital[model.people[person][0]])
        off.append(model.cp.new_bool_var(""))
        model.cp.add(cp_model.LinearExpr.sum(terms) <= off[-1] + links.get((hospital, target), 0))
    weight = problem.instance.policy.goals.off_pair.weight * problem.months_per_period
    return weight * cp_model.LinearExpr.sum(off)


def _gaps(model: Indexed) -> cp_model.LinearExpr:
    """Periods with a minimum and nobody present, between two with somebody present."""
    problem, cp, at = model.problem, model.cp, _at_post(model)
    found = []
    for post in range(len(problem.instance.posts)):
        horizon = range(problem.horizon)
        somebody = [cp.new_bool_var("") for _ in horizon]
        before, after = [cp.new_bool_var("") for _ in horizon], [cp.new_bool_var("") for _ in horizon]
        for period in horizon:
            cp.add_max_equality(somebody[period], at[post, period] or [cp.new_constant(0)])
            cp.add_implication(somebody[period], before[period])
            cp.add_implication(somebody[period], after[period])
            if period:
                cp.add_implication(before[period - 1], before[period])
                cp.add_implication(after[period], after[period - 1])
            if problem.demand_min[post, period]:
                found.append(cp.new_bool_var(""))
                cp.add(before[period] + after[period] - 1 - somebody[period] <= found[-1])
    return problem.instance.policy.goals.gaps.weight * problem.months_per_period * cp_model.LinearExpr.sum(found)


def _pairings(model: Indexed) -> cp_model.LinearExpr:
    """Cost of pairings, opening prices, and existing pairings that are given up."""
    pairs, goals = model.problem.pairs, model.problem.instance.policy.goals
    terms: list[cp_model.LinearExpr] = []
    mine: dict[int, Terms] = defaultdict(list)
    for link, variable in model.paired.items():
        terms.append(goals.pairing_cost.weight * pairs.cost(link) * variable)
        mine[link.supporter].append(variable)
        if link.entry is not None and link.entry.state is PairingState.EXISTING:
            terms.append(goals.pairing_changes.weight * (1 - variable))
    for supporter, links in mine.items():
        opened = model.cp.new_bool_var("")
        model.cp.add_max_equality(opened, links)
        price = model.problem.instance.supporting_hospitals[supporter].opening_price
        terms.append(goals.pairing_cost.weight * price * opened)
    return cp_model.LinearExpr.sum(terms)


def _unfairness(model: Indexed) -> cp_model.LinearExpr:
    """The spread of the loads, thousandths of what each hospital can spare, rounded down."""
    problem, cp = model.problem, model.cp
    served: dict[int, Terms] = defaultdict(list)
    for (person, _, period), present in model.present.items():
        if period < problem.horizon:
            served[int(problem.people.hospital[model.people[person][0]])].append(present)
    loads = []
    for hospital, terms in served.items():
        capacity = capacity_months(problem, hospital)
        if capacity:
            loads.append(cp.new_int_var(0, 1000 * problem.months_per_period * len(terms) // capacity, ""))
            months = 1000 * problem.months_per_period * cp_model.LinearExpr.sum(terms)
            cp.add_linear_constraint(months - capacity * loads[-1], 0, capacity - 1)
    if len(loads) < 2:
        return cp_model.LinearExpr.sum([])
    most = 1000 * problem.months_per_period * len(model.present)
    high, low = cp.new_int_var(0, most, ""), cp.new_int_var(0, most, "")
    cp.add_max_equality(high, loads)
    cp.add_min_equality(low, loads)
    return problem.instance.policy.goals.unfairness.weight * (high - low)


def _departures(model: Indexed) -> cp_model.LinearExpr:
    weight = model.problem.instance.policy.goals.departures.weight
    return weight * cp_model.LinearExpr.sum(list(model.started.values()))


def _preferences(model: Indexed) -> cp_model.LinearExpr:
    """Months times what is missing to a person's best score."""
    problem, terms, losses = model.problem, [], []
    weight = problem.instance.policy.goals.preferences.weight * problem.months_per_period
    for (person, post, period), present in model.present.items():
        wishes = problem.people.specialists[model.people[person][0]].preferences
        if wishes and period < problem.horizon:
            seat = problem.instance.posts[post]
            named = (seat.id, seat.department, problem.instance.recipient_of(seat).id)
            scores = {wish.post or wish.department or wish.recipient: wish.score for wish in wishes}
            score = next((scores[name] for name in named if name in scores), 0)
            terms.append(present)
            losses.append(weight * (max(0, *scores.values(), 0) - score))
    return cp_model.LinearExpr.weighted_sum(terms, losses)
