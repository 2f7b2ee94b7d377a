"""What one more would bring: a specialist of a kind, a place of housing, a released head.

Estimated for all at once from the duals of the linear relaxation (HiGHS, Huangfu and Hall: Parallelizing the dual revised
simplex method, Mathematical Programming Computation 10, 2018): a place or a head brings Σ of the duals of its rows, a specialist
the cheapest sequence of tours at reduced costs. That is a guess both ways, since people come whole; the most promising ones are
verified by solving again.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
from pydantic import Field
from scipy.optimize import linprog

from solver.domain.document import Document, HospitalId, SpecialistId, Specialty
from solver.domain.explanation import Surety
from solver.domain.instance import Instance
from solver.domain.kinds import Title
from solver.domain.outcome import Solved
from solver.domain.people import Clearance, Specialist
from solver.domain.plan import Plan
from solver.problem import Problem
from solver.program import Program, build
from solver.search.relaxation import best_sequences, intervals
from solver.settings import Settings
from solver.solve import solve

Floats = npt.NDArray[np.float64]
NEW = "one more: "
"""Begins the id of a specialist who is only imagined."""


class Worth(Document):
    """One more of something, and by how much the objective falls."""

    what: Literal["SPECIALIST", "HOUSING", "RELEASE"]
    hospital: HospitalId = Field(description="Supporting hospital; of a place, the recipient hospital.")
    specialty: Specialty | None = None
    title: Title | None = None
    max_altitude_m: int | None = None
    estimated: int = Field(description="From the duals, nothing proven.")
    surety: Surety = Surety.ESTIMATED
    least: int | None = Field(default=None, description="Verified: the objective falls at least by that.")
    most: int | None = Field(default=None, description="Verified: and at most by that.")


@dataclass(frozen=True)
class _Kind:
    """A kind of specialist: what decides where one more could serve."""

    hospital: HospitalId
    specialty: Specialty | None
    title: Title
    altitude_m: int

    def person(self, like: Specialist) -> Specialist:
        """Return one more of this kind: rested, free, cleared for good."""
        clearance = None if like.clearance is None else Clearance(max_altitude_m=self.altitude_m, renewable=True)
        update = {
            "clearance": clearance,
            "count": 1,
            "unavailable": (),
            "history": (),
            "preferences": (),
            "label": None,
        }
        return like.model_copy(update={**update, "id": SpecialistId(f"{NEW}{like.id}"), "hypoxia_trained_on": None})


def worths(instance: Instance, *, seconds: float = 30.0) -> tuple[Worth, ...]:
    """Return what one more of everything would bring by the duals, most first; nothing where that is nothing.

    Empty as well where the relaxation is not solved within `seconds`.
    """
    kinds = _kinds(instance)
    newcomers = tuple(kind.person(like) for kind, like in kinds.items())
    problem = Problem(instance.model_copy(update={"specialists": (*instance.specialists, *newcomers)}))
    program = build(problem)
    duals = _duals(program, len(problem.people) - len(newcomers), seconds)
    if duals is None:
        return ()
    reduced, of_line = duals
    found = [*_of_kinds(list(kinds), program, reduced), *_of_limits(program, of_line)]
    ranked = sorted((one for one in found if one.estimated > 0), key=_rank)
    return tuple({(one.what, one.hospital, one.specialty, one.estimated): one for one in reversed(ranked)}.values())[
        ::-1
    ]


def _rank(one: Worth) -> tuple[int, str, int, int]:
    """Most first; of those that bring the same, the one who needs the least title and clearance."""
    return -one.estimated, one.hospital, one.title.grade if one.title else 0, one.max_altitude_m or 0


def verified(instance: Instance, plan: Plan, found: tuple[Worth, ...], settings: Settings) -> tuple[Worth, ...]:
    """Return the same, solved again with one more of each: the fall of the objective lies in [least, most].

    Each solve may take the time of the settings; where both are proven, least = most.
    """
    base = solve(instance, settings, start=plan)
    if not isinstance(base, Solved):
        return found
    checked = []
    for one in found:
        more = solve(with_one_more(instance, one), settings, start=base.plan)
        if isinstance(more, Solved):
            numbers = {"least": base.bound - more.objective, "most": base.objective - more.bound}
            one = one.model_copy(update={"surety": Surety.VERIFIED, **numbers})
        checked.append(one)
    return tuple(checked)


def with_one_more(instance: Instance, one: Worth) -> Instance:
    """Return the instance with one more of something."""
    if one.what == "SPECIALIST":
        kind, like = next((k, like) for k, like in _kinds(instance).items() if k == _kind_of_worth(one))
        return instance.model_copy(update={"specialists": (*instance.specialists, kind.person(like))})
    if one.what == "HOUSING":
        recipients = tuple(
            hospital.model_copy(update={"housing": _raised(hospital.housing)})
            if hospital.id == one.hospital and hospital.housing is not None
            else hospital
            for hospital in instance.recipient_hospitals
        )
        return instance.model_copy(update={"recipient_hospitals": recipients})
    supporters = []
    for hospital in instance.supporting_hospitals:
        release = hospital.release
        if hospital.id == one.hospital and release is not None:
            if one.specialty is None and release.total is not None:
                release = release.model_copy(update={"total": _raised(release.total)})
            elif one.specialty is not None:
                raised = release.by_specialty | {one.specialty: _raised(release.by_specialty[one.specialty])}
                release = release.model_copy(update={"by_specialty": raised})
        supporters.append(hospital.model_copy(update={"release": release}))
    return instance.model_copy(update={"supporting_hospitals": tuple(supporters)})


def _raised(numbers: int | tuple[int, ...]) -> int | tuple[int, ...]:
    return numbers + 1 if isinstance(numbers, int) else tuple(number + 1 for number in numbers)


def _kinds(instance: Instance) -> dict[_Kind, Specialist]:
    """Return each kind of specialist that there is, with the first of them."""
    free = instance.policy.altitude.free_altitude_m
    kinds: dict[_Kind, Specialist] = {}
    for person in instance.specialists:
        cleared = free if person.clearance is None else person.clearance.max_altitude_m
        kinds.setdefault(_Kind(person.hospital, person.main_specialty, person.title, cleared), person)
    return kinds


def _kind_of_worth(one: Worth) -> _Kind:
    assert one.title is not None
    assert one.max_altitude_m is not None
    return _Kind(one.hospital, one.specialty, one.title, one.max_altitude_m)


def _duals(program: Program, people: int, seconds: float) -> tuple[Floats, Floats] | None:
    """Return the reduced cost of each column and the dual of each line, where rows of people beyond `people` stay at home."""
    lines, cost = program.lines, program.cost(program.amounts)
    number = np.repeat(np.arange(len(lines)), [len(line.columns) for line in lines])
    columns = np.concatenate([line.columns for line in lines]) if lines else np.zeros(0, dtype=np.int32)
    numbers = np.concatenate([line.coefficients for line in lines]) if lines else np.zeros(0, dtype=np.int64)
    matrix = sp.csr_array((numbers.astype(np.float64), (number, columns)), shape=(len(lines), len(cost)))
    upper, lower = program.upper.copy(), program.lower
    upper[: len(program.tours)][program.tours.person >= people] = 0
    above = np.array([line_number for line_number, line in enumerate(lines) if line.upper is not None], dtype=np.int64)
    below = np.array([line_number for line_number, line in enumerate(lines) if line.lower is not None], dtype=np.int64)
    limits = [lines[row].upper for row in above] + [-(lines[row].lower or 0) for row in below]
    rows = sp.vstack([matrix[above], -matrix[below]], format="csr")
    box = np.stack([lower, upper], axis=1)
    solved = linprog(cost, A_ub=rows, b_ub=limits, bounds=box, method="highs", options={"time_limit": seconds})
    if solved.status != 0:
        return None
    marginals = np.asarray(solved.ineqlin.marginals, dtype=np.float64)
    of_line = np.zeros(len(lines))
    np.add.at(of_line, above, marginals[: len(above)])
    np.add.at(of_line, below, -marginals[len(above) :])
    return cost - matrix.T @ of_line, of_line


def _of_kinds(kinds: list[_Kind], program: Program, reduced: Floats) -> Iterator[Worth]:
    tours, people = program.tours, program.problem.people
    begin, after, periods = intervals(tours)
    ahead, _ = best_sequences(tours.person, begin, after, reduced[: len(tours)], len(people), periods)
    for kind, value in zip(kinds, ahead[0, len(people) - len(kinds) :].tolist(), strict=True):
        yield Worth(
            what="SPECIALIST",
            hospital=kind.hospital,
            specialty=kind.specialty,
            title=kind.title,
            max_altitude_m=kind.altitude_m,
            estimated=round(-value),
        )


def _of_limits(program: Program, of_line: Floats) -> Iterator[Worth]:
    worth: dict[tuple[Literal["HOUSING", "RELEASE"], tuple[str, ...]], float] = {}
    for line, dual in zip(program.lines, of_line.tolist(), strict=True):
        if line.claim.rule in ("housing", "release"):
            what: Literal["HOUSING", "RELEASE"] = "HOUSING" if line.claim.rule == "housing" else "RELEASE"
            worth[what, line.claim.ids] = worth.get((what, line.claim.ids), 0.0) - dual
    for (what, ids), value in worth.items():
        specialty = Specialty(ids[1]) if len(ids) > 1 else None
        yield Worth(what=what, hospital=HospitalId(ids[0]), specialty=specialty, estimated=round(value))
