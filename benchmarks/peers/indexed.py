"""A CP-SAT model indexed by time, at default parameters: is person p on post j in period t? What most people write first.

It plans programmes without tours under way, locks, quotas, milestones, teams and handover months, and says so otherwise. Who may
serve where and when comes from the tour table, so that no rule about single tours is written again.
"""

from collections import defaultdict
from dataclasses import dataclass, field

import numpy as np
from ortools.sat.python import cp_model

from benchmarks.peers.cp_sat import minimise
from benchmarks.peers.entry import Asked, enter
from benchmarks.peers.indexed_goals import objective
from benchmarks.peers.indexed_rows import post_rows
from solver.decode import plan_of
from solver.domain.plan import Plan
from solver.pairs import Link
from solver.problem import Ints, Problem
from solver.rules import allowed
from solver.tours import Tours, candidates

Key = tuple[int, int, int]
"""Person with unit, post, period."""


@dataclass
class Indexed:
    """The variables: present, started, paired. A person is a row of the table with its unit."""

    problem: Problem
    tours: Tours
    cp: cp_model.CpModel = field(default_factory=cp_model.CpModel)
    people: list[tuple[int, int]] = field(default_factory=list)
    present: dict[Key, cp_model.IntVar] = field(default_factory=dict)
    started: dict[Key, cp_model.IntVar] = field(default_factory=dict)
    paired: dict[Link, cp_model.IntVar] = field(default_factory=dict)
    spells: dict[tuple[int, int], list[int]] = field(default_factory=dict)
    """Periods in which a person may be present on a post."""

    def __post_init__(self) -> None:
        units = self.problem.people.count.tolist()
        self.people = [(row, unit) for row, count in enumerate(units) for unit in range(count)]
        number = {pair: index for index, pair in enumerate(self.people)}
        covered: dict[tuple[int, int], set[int]] = defaultdict(set)
        starts: dict[tuple[int, int], set[int]] = defaultdict(set)
        table = (self.tours.person, self.tours.post, self.tours.start, self.tours.end)
        for person, post, start, end in zip(*(column.tolist() for column in table), strict=True):
            covered[person, post].update(range(start, end))
            starts[person, post].add(start)
        for (person, post), periods in covered.items():
            for unit in range(units[person]):
                key = number[person, unit], post
                self.spells[key] = sorted(periods)
                self.present |= {(*key, period): self.cp.new_bool_var("") for period in periods}
                self.started |= {(*key, period): self.cp.new_bool_var("") for period in starts[person, post]}
        self.paired = {link: self.cp.new_bool_var("") for link in self.problem.pairs.links}

    def decoded(self, values: Ints) -> Plan:
        """Return the plan of a solution."""
        table = (self.tours.person, self.tours.post, self.tours.start, self.tours.periods)
        keys = zip(*(column.tolist() for column in table), strict=True)
        rows = {key: row for row, key in enumerate(keys)}
        chosen = np.zeros(len(self.tours), dtype=np.int64)
        for (person, post, start), variable in self.started.items():
            if values[variable.index]:
                length = 1
                while (person, post, start + length) in self.present and values[
                    self.present[person, post, start + length].index
                ]:
                    length += 1
                chosen[rows[self.people[person][0], post, start, length]] += 1
        links = [link for link, variable in self.paired.items() if values[variable.index]]
        return plan_of(chosen, self.tours, links)


def search(asked: Asked) -> None:
    """Minimise the sum of all goals in one model, with all parameters at their defaults but the threads that all get."""
    problem = Problem(asked.instance)
    _refuse_what_is_left_out(problem)
    model = Indexed(problem, allowed(candidates(problem), problem))
    prices = post_rows(model)
    model.cp.minimize(objective(model) + prices)
    asked.recording.built()
    minimise(asked, model.cp, model.decoded, asked.workers, "time-indexed, ")


def _refuse_what_is_left_out(problem: Problem) -> None:
    instance, rules = problem.instance, problem.instance.policy.rules
    left_out = {
        "locked": instance.locked,
        "forbidden hospitals": [entry for entry in instance.forbidden if entry.specialist is None],
        "quota": instance.quotas,
        "milestone": instance.milestones,
        "handover months": [post for post in instance.posts if post.handover_months],
        "senior_presence": rules.senior_presence.scopes,
        "rest of no period": [post for post in problem.post_rest.tolist() if post < 1],
        "altitude_exposure": [instance.policy.altitude.exposure] if instance.policy.altitude.exposure else [],
    }
    asked = [name for name, entries in left_out.items() if entries]
    if asked or rules.team.min_people > 1:
        raise SystemExit(f"the time-indexed model does not plan: {', '.join(asked) or 'team'}")


if __name__ == "__main__":
    enter(search)
