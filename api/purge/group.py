"""A person taken out of the documents of a group, and of what points to them, within the caller's transaction.

An instance that names them is replaced by one without them, under its new id; its plans lose their tours and are counted
anew; jobs point to the new ones. Explanations of these instances quote people by their place in a list, and go whole.
"""

import zlib
from functools import partial
from typing import Any

from sqlalchemy import Connection, Executable, RowMapping, Table, delete, select, update

from api.jobs.documents import State
from api.jobs.kinds import EXPLAINING
from api.jobs.leases import FoundPlan
from api.jobs.rows import JOB_FACTS, drop_plan, insert_if_new
from api.jobs.service import remove_job
from api.purge.rewriter import NewInstance, NewPlan, Rewriter
from api.store import Store, unpacked
from api.store.tables import instances, jobs, plans

EXPLANATIONS = frozenset(kind.name for kind in EXPLAINING)


class Group:
    """One group of the store, looked at and, where `write`, changed; counts what is found."""

    def __init__(self, store: Store, connection: Connection, name: str, rewriter: Rewriter, *, write: bool) -> None:
        self.store, self.connection, self.name, self.rewriter, self.write = store, connection, name, rewriter, write
        self.counts: dict[str, int] = {}
        self.new_ids: dict[str, str] = {}
        """Of instances and plans: old id → new one."""
        self.changed: set[str] = set()
        self.removed: set[str] = set()
        self.running: set[str] = set()
        """Ids of jobs: changed, removed whole, and those that keep the person from being taken out now."""

    def documents(self) -> None:
        """Take the person out of instances, plans and outcomes."""
        known = select(instances.c.id).where(instances.c.group == self.name)
        for instance_id in self.connection.execute(known).scalars().all():
            new = self.rewriter.instance(instance_id, partial(self._body, instances, instance_id))
            if new is not None:
                self._instance(instance_id, new)

    def add(self, place: str, count: int = 1) -> None:
        """Count what was found in a place."""
        self.counts[place] = self.counts.get(place, 0) + count

    def do(self, statement: Executable) -> None:
        """Change something, unless this is only a look."""
        if self.write:
            self.connection.execute(statement)

    def remove(self, row: RowMapping) -> None:
        """Remove a job whole."""
        self.removed.add(row["id"])
        if self.write:
            remove_job(self.connection, row)

    def _instance(self, old: str, new: NewInstance) -> None:
        """Replace an instance, its plans, and what its jobs point to; one that nobody can read any more goes with them."""
        self.add("instances")
        body = self._body(instances, old)
        if new.packed is not None:
            self._insert_instance(old, new)
        its_plans = select(plans.c.id).where(plans.c.group == self.name, plans.c.instance_id == old)
        replaced = {one: self._plan(one, old, body, new) for one in self.connection.execute(its_plans).scalars().all()}
        its_jobs = select(*JOB_FACTS).where(jobs.c.group == self.name, jobs.c.instance_id == old)
        for row in self.connection.execute(its_jobs).mappings().all():
            self._job(row, body, new, replaced)
        for plan_id, plan in replaced.items():
            self.do(delete(plans).where(plans.c.group == self.name, plans.c.id == plan_id))
            if plan is not None and self.write:
                drop_plan(self.connection, self.name, plan.found.document.id)
        self.do(delete(instances).where(instances.c.group == self.name, instances.c.id == old))

    def _plan(self, old: str, instance_id: str, instance: bytes, new: NewInstance) -> NewPlan | None:
        self.add("plans")
        if new.packed is None:
            return None
        plan = self.rewriter.plan(old, self._body(plans, old), instance_id, instance)
        if plan is not None:
            self.add("tours", plan.tours)
            self._insert_plan(old, plan.found)
        return plan

    def _job(self, row: RowMapping, instance: bytes, new: NewInstance, replaced: dict[str, NewPlan | None]) -> None:
        """Let a job point to what has taken the place of its documents."""
        if row["state"] == State.SOLVING:
            self.running.add(row["id"])
            return
        unreadable = {row["plan_id"], row["start_plan_id"]} & {old for old, plan in replaced.items() if plan is None}
        if new.packed is None or unreadable or (row["kind"] in EXPLANATIONS and State(row["state"]).ended):
            self.remove(row)
            return
        self.changed.add(row["id"])
        metrics = new.packed.metrics.model_dump(mode="json")
        to: dict[str, Any] = {"instance_id": new.packed.document.id, "metrics": metrics}
        if row["start_plan_id"] in replaced:
            to["start_plan_id"] = self.new_ids[row["start_plan_id"]]
        if (plan := replaced.get(row["plan_id"])) is not None:
            to |= _figures(plan)
        if (text := self._outcome(row, instance, replaced)) is not None:
            to |= {"outcome": zlib.compress(text), "proven": False}
        self.do(update(jobs).where(jobs.c.id == row["id"]).values(**to, version=jobs.c.version + 1))

    def _outcome(self, row: RowMapping, instance: bytes, replaced: dict[str, NewPlan | None]) -> bytes | None:
        """Return the new outcome of a job; none where it has none, or one of another question (pairings alone)."""
        body = self.connection.execute(select(jobs.c.outcome).where(jobs.c.id == row["id"])).scalar()
        plan_id = row["plan_id"]
        if body is None or (plan_id is not None and plan_id not in replaced):
            return None
        plan = None if plan_id is None else self._body(plans, plan_id)
        job = (row["id"], row["version"])
        return self.rewriter.outcome(job, unpacked(body), plan, row["instance_id"], instance)

    def _insert_instance(self, old: str, new: NewInstance) -> None:
        packed = new.packed
        assert packed is not None
        self.new_ids[old] = packed.document.id
        to = {
            "id": packed.document.id, "name": packed.name, "body": packed.document.body, "size": packed.document.size,
            "metrics": packed.metrics.model_dump(mode="json"),
        }  # fmt: skip
        self.do(insert_if_new(self.store, instances, {**self._row(instances, old), **to}))

    def _insert_plan(self, old: str, found: FoundPlan) -> None:
        self.new_ids[old] = found.document.id
        row = self._row(plans, old)
        to = {
            "id": found.document.id, "instance_id": found.instance_id, "body": found.document.body,
            "size": found.document.size, "objective": found.objective, "kpis": found.kpis.model_dump(mode="json"),
        }  # fmt: skip
        self.do(insert_if_new(self.store, plans, {**row, **to}, **({"keep": True} if row["keep"] else {})))

    def _row(self, table: Table, row_id: str) -> RowMapping:
        mine = (table.c.group == self.name, table.c.id == row_id)
        return self.connection.execute(select(table).where(*mine)).mappings().one()

    def _body(self, table: Table, row_id: str) -> bytes:
        mine = (table.c.group == self.name, table.c.id == row_id)
        found: bytes = self.connection.execute(select(table.c.body).where(*mine)).scalar_one()
        return found


def _figures(plan: NewPlan) -> dict[str, Any]:
    """Return what a job says of its new plan; without an incumbent no search begins from it, since it breaks a hard rule."""
    found = plan.found
    return {
        "plan_id": found.document.id, "incumbent": found.objective if plan.sound else None, "bound": None,
        "kpis": found.kpis.model_dump(mode="json"), "proven": False,
    }  # fmt: skip
