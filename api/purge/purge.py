"""The purge: looked at first, while everybody goes on working, then done in one transaction, whole or not at all."""

import json
import time
from collections.abc import Callable, Collection, Iterable

from sqlalchemy import Connection, insert, select, text

from api.audit import KIND
from api.errors import StoreUnavailable
from api.purge.documents import InUse, Purged, Removed, SeveralGroups, Unfinished
from api.purge.group import Group
from api.purge.rewriter import Rewriter
from api.purge.words import audit, jobs_words, kept_answers, token_names
from api.store import Store, unpacked
from api.store.scour import scour
from api.store.tables import events, instances, jobs, tokens
from solver.erasure import Person, labels_of

LOCK = "LOCK TABLE instances, plans, jobs, job_tags, events, idempotency_keys, tokens IN EXCLUSIVE MODE"
"""PostgreSQL: nobody writes meanwhile, everybody may read. SQLite has one writer at a time anyhow."""
STEPS = (Group.documents, jobs_words, kept_answers, audit, token_names)
ROUTE = "zutuan purge"


def purge(
    store: Store,
    specialist: str,
    *,
    groups: Collection[str] = (),
    dry_run: bool = False,
    clock: Callable[[], float] = time.time,
) -> Purged:
    """Remove a person's data from the store, of the groups named, else of the one that knows them.

    Where it is done, the files of the database hold nothing of it any more; where the process dies in between, either nothing
    has changed, or a second call finishes it. Raises Unfinished; InUse, SeveralGroups, StoreUnavailable before any change.
    """
    rewriters: dict[str, Rewriter] = {}
    with store.reading() as connection:
        found = _removed(store, connection, specialist, groups, rewriters, write=False)
    known = [one.group for one in found if one.any]
    if len(known) > 1 and not groups:
        raise SeveralGroups(known)
    if not dry_run:
        with store.writing() as connection:
            if not store.sqlite:
                connection.execute(text(LOCK))
            found = _removed(store, connection, specialist, groups or known, rewriters, write=True)
            _write_down(connection, [one.group for one in found if one.any], clock())
        try:
            scour(store)
        except StoreUnavailable as error:
            raise Unfinished(error.values["reason"]) from error
    return Purged(specialist=specialist, dry_run=dry_run, groups=tuple(one for one in found if one.any))


def _removed(
    store: Store,
    connection: Connection,
    specialist: str,
    groups: Collection[str],
    rewriters: dict[str, Rewriter],
    *,
    write: bool,
) -> list[Removed]:
    """Return what was found in each group. Raises InUse."""
    found, running = [], set[str]()
    for name in sorted(groups or _groups(connection)):
        if name not in rewriters:
            rewriters[name] = Rewriter(Person(specialist, _labels(connection, name, specialist)))
        group = Group(store, connection, name, rewriters[name], write=write)
        for step in STEPS:
            step(group)
        running |= group.running
        counts = group.counts | {"jobs": len(group.changed - group.removed), "jobs_removed": len(group.removed)}
        found.append(Removed(group=name, **counts))
    if running:
        raise InUse(sorted(running))
    return found


def _groups(connection: Connection) -> set[str]:
    tables = (instances, jobs, events, tokens)
    return {name for table in tables for name in connection.execute(select(table.c.group).distinct()).scalars()}


def _labels(connection: Connection, group: str, specialist: str) -> frozenset[str]:
    """Return the labels that the group's instances give a person."""
    quoted = json.dumps(specialist, ensure_ascii=False).encode()

    def named() -> Iterable[dict[str, object]]:
        for body in connection.execute(select(instances.c.body).where(instances.c.group == group)).scalars():
            if quoted in (found := unpacked(body)):
                yield json.loads(found)

    return labels_of(specialist, named())


def _write_down(connection: Connection, groups: Iterable[str], at: float) -> None:
    """Write into the audit that somebody was removed; whom is what must not be written down."""
    facts = {
        "token": None,
        "role": "admin",
        "method": "PURGE",
        "route": ROUTE,
        "id": None,
        "refused": False,
        "request_id": "",
    }
    for group in groups:
        row = {"group": group, "job_id": None, "seq": None, "kind": KIND, "at": at, "body": facts}
        connection.execute(insert(events).values(row))
