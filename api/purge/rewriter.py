"""Rewritten documents, each made once: first while others go on working, then looked up while the store is locked."""

from collections.abc import Callable
from dataclasses import dataclass, field

from pydantic import ValidationError

from api.jobs.instances import PackedInstance
from api.jobs.leases import FoundPlan
from api.purge.rewriting import WithoutPlan, instance_without, outcome_without, plan_without
from api.store import unpacked
from solver.domain.instance import Instance
from solver.erasure import Person
from solver.errors import InvalidPlan


@dataclass(frozen=True)
class NewInstance:
    """What becomes of a stored instance; `packed` none = this version cannot read it."""

    packed: PackedInstance | None


@dataclass(frozen=True)
class NewPlan:
    """What becomes of a stored plan."""

    found: FoundPlan
    sound: bool
    tours: int


@dataclass
class Rewriter:
    """Takes one person out of the documents of one group. Stored documents never change, so that each is made once."""

    person: Person
    _instances: dict[str, NewInstance | None] = field(default_factory=dict)
    _plans: dict[str, NewPlan | None] = field(default_factory=dict)
    _outcomes: dict[tuple[str, int], bytes] = field(default_factory=dict)
    _read: tuple[str, Instance] | None = None

    def instance(self, instance_id: str, body: Callable[[], bytes]) -> NewInstance | None:
        """Return what becomes of an instance, whose stored body is asked for if need be; none = it does not name them."""
        if instance_id not in self._instances:
            self._instances[instance_id] = self._new_instance(instance_id, unpacked(body()))
        return self._instances[instance_id]

    def plan(self, plan_id: str, body: bytes, of: str, instance: bytes) -> NewPlan | None:
        """Return what becomes of a plan of an instance that names the person; none = this version cannot read it."""
        if plan_id not in self._plans:
            without = self._plan_without(unpacked(body), of, instance)
            new = None if without is None else NewPlan(without.found, without.sound, without.tours)
            self._plans[plan_id] = new
        return self._plans[plan_id]

    def outcome(self, job: tuple[str, int], text: bytes, plan: bytes | None, of: str, instance: bytes) -> bytes:
        """Return what becomes of a job's outcome; `job` is its id and version, `plan` the stored one that it holds."""
        if job not in self._outcomes:
            without = None if plan is None else self._plan_without(unpacked(plan), of, instance)
            self._outcomes[job] = outcome_without(text, self.person, self._instance(of, instance)[0], without)
        return self._outcomes[job]

    def _new_instance(self, instance_id: str, text: bytes) -> NewInstance | None:
        if not self.person.in_text(text):
            return None
        try:
            instance, packed = instance_without(text, self.person)
        except ValidationError:
            return NewInstance(None)
        self._read = (instance_id, instance)
        return None if packed.document.id == instance_id else NewInstance(packed)

    def _plan_without(self, text: bytes, of: str, instance: bytes) -> WithoutPlan | None:
        try:
            return plan_without(text, self.person, *self._instance(of, instance))
        except (ValidationError, InvalidPlan):
            return None

    def _instance(self, instance_id: str, body: bytes) -> tuple[Instance, str]:
        """Return an instance without the person, and its new id; the last one is kept read."""
        if self._read is None or self._read[0] != instance_id:
            self._read = (instance_id, instance_without(unpacked(body), self.person)[0])
        new = self._instances[instance_id]
        assert new is not None
        assert new.packed is not None
        return self._read[1], new.packed.document.id
