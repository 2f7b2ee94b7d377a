"""The capacity certificate: seats that nobody can fill all of, and the shortage that no plan can avoid.

A minimum cut proposes seats (`certificate_flow`); what all eligible people together can bring to them is then counted on its own
(`certificate_supply`), which gives the arithmetic of the certificate: wanted − available = missing. The shortage goal counts
a month at priority 5 five times; it is at least Σ over rising priorities of the step × what is missing from there up.
Twin, from the instance alone: checks.certificate.
"""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import scipy.sparse as sp
from scipy.sparse.csgraph import connected_components

from solver.domain.certificate import Certificate, PriorityLayer, ScarceSeat, Scarcity, Share
from solver.domain.document import at_period
from solver.domain.instance import Instance
from solver.explain.certificate_flow import Flows, Scarce, presences
from solver.explain.certificate_supply import Supplies
from solver.problem import Bools, Ints, Problem
from solver.rules import allowed
from solver.tours import Tours, candidates


def unavoidable_shortage(problem: Problem, tours: Tours) -> Certificate:
    """Return what no plan avoids; `tours` are the candidate tours that no rule bars (`Program.tours`)."""
    search = _Search(problem, tours)
    layers = tuple(search.layers()) if len(problem.instance.posts) else ()
    months = problem.months_per_period
    return Certificate(
        layers=layers,
        unavoidable_months=months * max((layer.missing for layer in layers), default=0),
        unavoidable=months * sum(layer.step * layer.missing for layer in layers),
    )


def certificate_of(instance: Instance) -> Certificate:
    """Return what no plan of an instance avoids."""
    problem = Problem(instance)
    return unavoidable_shortage(problem, allowed(candidates(problem), problem))


class _Search:
    """Looks for scarcities, from the highest priority down; what a layer found is tried again in the next."""

    def __init__(self, problem: Problem, tours: Tours) -> None:
        self._problem = problem
        self._supplies = Supplies(problem, tours)
        self._present = presences(problem, tours)
        self._flows = Flows(problem, self._present, self._supplies.longest())

    def layers(self) -> Iterator[PriorityLayer]:
        """Yield a layer per priority of a post that wants somebody, the lowest first."""
        wanted = self._problem.demand_min
        priority = np.array([post.priority for post in self._problem.instance.posts], dtype=np.int64)
        known = Scarce.nothing(wanted.shape)
        found = []
        levels = np.unique(priority[wanted.any(axis=1)]).tolist()
        for below, level in reversed(list(pairwise([0, *levels]))):
            scarcities, known = self._scarcities(np.where(priority[:, None] >= level, wanted, 0), known)
            found.append(PriorityLayer(priority=level, step=level - below, scarcities=scarcities))
        yield from reversed(found)

    def _scarcities(self, wanted: Ints, known: Scarce) -> tuple[tuple[Scarcity, ...], Scarce]:
        """Return the scarcities of a demand with the most missing in all, and the seats that were proposed for them."""
        over_time, by_period = self._flows.over_time(wanted), self._flows.by_period(wanted)
        found = {}
        for scarce in (over_time, by_period, over_time.with_also(by_period), known):
            found[scarce] = (
                *self._without_places(scarce.housing, wanted),
                *self._without_people(scarce.people, wanted),
            )
        best = max(found, key=lambda scarce: sum(scarcity.missing for scarcity in found[scarce]))
        return found[best], best

    def _without_places(self, seats: Bools, wanted: Ints) -> Iterator[Scarcity]:
        """Yield, per recipient hospital, the seats of the periods that want more people than there are places."""
        hospitals = self._problem.instance.recipient_hospitals
        for index in np.unique(self._problem.post_recipient[seats.any(axis=1)]).tolist():
            housing = hospitals[index].housing
            here = seats & (self._problem.post_recipient == index)[:, None]
            shares = []
            for period in np.flatnonzero(here.any(axis=0)).tolist():
                most = 0 if housing is None else at_period(housing, period)
                if wanted[here[:, period], period].sum() > most:
                    ids = (hospitals[index].id,)
                    shares.append(Share(limit="HOUSING", ids=ids, period=period, people=0, most=most))
                else:
                    here[:, period] = False
            if shares:
                yield self._scarcity(here, wanted, tuple(shares))

    def _without_people(self, seats: Bools, wanted: Ints) -> Iterator[Scarcity]:
        """Yield the scarcities that some seats fall into: seats belong together if one share could serve both.

        Those that nobody can serve belong together post by post.
        """
        present = self._present.among(seats)
        supply = self._supplies.of(seats)
        index = np.flatnonzero(seats)
        seat = np.searchsorted(index, present.post * seats.shape[1] + present.period)
        share = supply.share_at[present.person, present.period]
        alone = np.setdiff1d(np.arange(len(index)), seat)
        post = len(index) + len(supply.shares) + index[alone] // seats.shape[1]
        ends = np.concatenate([seat, alone]), np.concatenate([len(index) + share, post])
        nodes = len(index) + len(supply.shares) + len(seats)
        graph = sp.coo_array((np.ones(len(ends[0])), ends), shape=(nodes, nodes))
        _, part = connected_components(graph, directed=False)
        shares_of: dict[int, list[Share]] = {}
        for number, one in enumerate(supply.shares):
            shares_of.setdefault(int(part[len(index) + number]), []).append(one)
        for number in np.unique(part[: len(index)]).tolist():
            together = np.zeros(seats.size, dtype=bool)
            together[index[part[: len(index)] == number]] = True
            shares = tuple(shares_of.get(number, ()))
            if wanted.ravel()[together].sum() > sum(one.most for one in shares):
                yield self._scarcity(together.reshape(seats.shape), wanted, shares)

    def _scarcity(self, seats: Bools, wanted: Ints, shares: tuple[Share, ...]) -> Scarcity:
        total, available = int(wanted[seats].sum()), sum(share.most for share in shares)
        listed = tuple(self._listed(seats, wanted))
        return Scarcity(seats=listed, shares=shares, wanted=total, available=available, missing=total - available)

    def _listed(self, seats: Bools, wanted: Ints) -> Iterator[ScarceSeat]:
        """Yield the seats, consecutive periods with the same demand together."""
        for post in np.flatnonzero(seats.any(axis=1)).tolist():
            series = np.where(seats[post], wanted[post], 0)
            turns = [0, *(np.flatnonzero(np.diff(series)) + 1).tolist(), len(series)]
            for first, after in pairwise(turns):
                if series[first]:
                    post_id = self._problem.instance.posts[post].id
                    yield ScarceSeat(post=post_id, from_period=first, to_period=after, wanted=int(series[first]))
