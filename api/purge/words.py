"""A person taken out of what stands beside the documents: names and tags of jobs, kept answers, the audit, tokens' names."""

import json
from typing import Any

from sqlalchemy import Text, cast, delete, or_, select, update

from api.jobs.documents import State
from api.jobs.rows import JOB_FACTS
from api.purge.group import EXPLANATIONS, Group
from api.store.tables import events, idempotency_keys, job_tags, jobs, tokens
from solver.erasure import Person, erased


def jobs_words(group: Group) -> None:
    """Take the person out of what people wrote beside jobs; a question about them goes with its job."""
    person = group.rewriter.person
    rows = group.connection.execute(select(*JOB_FACTS).where(jobs.c.group == group.name)).mappings().all()
    for row in rows:
        if row["id"] in group.removed:
            continue
        if row["kind"] in EXPLANATIONS and person.in_values(row["question"]):
            if row["state"] == State.SOLVING:
                group.running.add(row["id"])
            else:
                group.remove(row)
            continue
        _job_words(group, row, person)


def _job_words(group: Group, row: Any, person: Person) -> None:
    to: dict[str, Any] = {"question": erased(row["question"], person)}
    to |= {part: person.hidden(row[part]) for part in ("name", "failure_text") if row[part]}
    changed = {part: value for part, value in to.items() if value != row[part]}
    tags = group.connection.execute(select(job_tags.c.tag).where(job_tags.c.job_id == row["id"])).scalars().all()
    named = [tag for tag in tags if tag == person.id or person.in_words(tag)]
    if changed or named:
        group.changed.add(row["id"])
        group.do(delete(job_tags).where(job_tags.c.job_id == row["id"], job_tags.c.tag.in_(named)))
        group.do(update(jobs).where(jobs.c.id == row["id"]).values(**changed, version=jobs.c.version + 1))


def kept_answers(group: Group) -> None:
    """Take the person out of answers that are kept for repeated requests.

    The records stay: without them the same request, repeated, would bring the person back. Only a key that names them goes.
    """
    keys, person = idempotency_keys, group.rewriter.person
    rows = group.connection.execute(select(keys).where(keys.c.group == group.name)).mappings().all()
    for row in rows:
        mine = (keys.c.group == group.name, keys.c.key == row["key"])
        if row["key"] == person.id or person.in_words(row["key"]):
            group.add("answers")
            group.do(delete(keys).where(*mine))
            continue
        headers = _renamed(json.dumps(row["headers"]), group.new_ids)
        body = row["body"] and _answer(row["body"], group)
        if body != row["body"] or json.loads(headers) != row["headers"]:
            group.add("answers")
            group.do(update(keys).where(*mine).values(body=body, headers=json.loads(headers)))


def _answer(body: bytes, group: Group) -> bytes:
    """Return an answer without the person: findings that quote them go, ids are the new ones."""
    person = group.rewriter.person
    renamed = _renamed(body.decode(), group.new_ids).encode()
    if not person.in_text(renamed):
        return renamed
    tree = erased(json.loads(renamed), person)
    for part in ("findings", "tags"):
        if part in tree:
            tree[part] = [one for one in tree[part] if not person.in_values(one)]
    return json.dumps(tree, ensure_ascii=False, separators=(",", ":")).encode()


def _renamed(text: str, ids: dict[str, str]) -> str:
    for old, new in ids.items():
        text = text.replace(old, new)
    return text


def audit(group: Group) -> None:
    """Take the person out of the audit: an address that somebody typed may hold their id."""
    person = group.rewriter.person
    needles = {json.dumps(word)[1:-1] for word in (person.id, *person.labels)}
    text = cast(events.c.body, Text)
    maybe = select(events).where(
        events.c.group == group.name, or_(*(text.contains(needle, autoescape=True) for needle in sorted(needles)))
    )
    for row in group.connection.execute(maybe).mappings().all():
        if person.in_values(row["body"]):
            body = {name: "" if person.in_values(value) else value for name, value in row["body"].items()}
            group.add("audit")
            group.do(update(events).where(events.c.id == row["id"]).values(body=body))


def token_names(group: Group) -> None:
    """Take the person out of the names of tokens."""
    person = group.rewriter.person
    rows = group.connection.execute(select(tokens.c.id, tokens.c.name).where(tokens.c.group == group.name)).all()
    for row in rows:
        name = "" if row.name == person.id else person.hidden(row.name)
        if name != row.name:
            group.add("tokens")
            group.do(update(tokens).where(tokens.c.id == row.id).values(name=name))
