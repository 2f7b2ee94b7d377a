"""The tables. Times are seconds since 1970 (UTC); documents are canonical JSON, compressed; small facts are JSON.

Whatever belongs to somebody has a `group`, and every query names it. Instances and plans never change: their id is the hash of
their content. Jobs point to them. Events are only ever added; `seq` numbers those of one job without a hole.
"""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

NAMES = {"ix": "ix_%(table_name)s_%(column_0_N_name)s", "fk": "fk_%(table_name)s_%(column_0_N_name)s"}
metadata = MetaData(naming_convention=NAMES)

HASH = String(64)
ID = String(40)
GROUP = String(100)

instances = Table(
    "instances",
    metadata,
    Column("group", GROUP, primary_key=True),
    Column("id", HASH, primary_key=True),
    Column("name", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("size", BigInteger, nullable=False),  # bytes, before compression
    Column("metrics", JSON, nullable=False),
    Column("created_at", Float, nullable=False),
    Column("used_at", Float, nullable=False),  # stored or asked for by a job; expiry counts from here
)

plans = Table(
    "plans",
    metadata,
    Column("group", GROUP, primary_key=True),
    Column("id", HASH, primary_key=True),
    Column("instance_id", HASH, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("objective", BigInteger, nullable=False),
    Column("kpis", JSON, nullable=False),
    Column("keep", Boolean, nullable=False, default=False),
    Column("created_at", Float, nullable=False),
    ForeignKeyConstraint(["group", "instance_id"], ["instances.group", "instances.id"]),
)

jobs = Table(
    "jobs",
    metadata,
    Column("id", ID, primary_key=True),
    Column("group", GROUP, nullable=False),
    Column("kind", String(40), nullable=False),
    Column("state", String(10), nullable=False),
    Column("name", Text, nullable=False, default=""),
    Column("priority", Integer, nullable=False, default=5),
    Column("instance_id", HASH, nullable=False),
    Column("start_plan_id", HASH),
    Column("settings", JSON, nullable=False),
    Column("question", JSON, nullable=False),
    Column("created_at", Float, nullable=False),
    Column("queued_at", Float, nullable=False),
    Column("started_at", Float),
    Column("finished_at", Float),
    Column("expires_at", Float),
    # how the search stands
    Column("plan_id", HASH),  # the best plan so far
    Column("incumbent", BigInteger),
    Column("bound", BigInteger),
    Column("seconds", Float, nullable=False, default=0.0),  # of search, over all workers that had it
    Column("allowed", Float, nullable=False, default=0.0),  # seconds of search at which it ends; more after a resume
    Column("outcome", LargeBinary),
    Column("outcome_kind", String(40)),
    Column("proven", Boolean, nullable=False, default=False),
    Column("kpis", JSON),
    Column("metrics", JSON, nullable=False),
    Column("failure_code", String(40)),
    Column("failure_text", Text),
    # who has it
    Column("stop_asked", Boolean, nullable=False, default=False),
    Column("epoch", Integer, nullable=False, default=0),
    Column("worker", String(80)),
    Column("lease_until", Float),
    Column("attempts", Integer, nullable=False, default=0),
    Column("version", Integer, nullable=False, default=1),
    Column("last_seq", Integer, nullable=False, default=0),
    ForeignKeyConstraint(["group", "instance_id"], ["instances.group", "instances.id"]),
    Index(None, "group", "created_at", "id"),
    Index(None, "state", "priority", "queued_at"),
    Index(None, "group", "plan_id"),
    Index(None, "group", "instance_id"),
)

job_tags = Table(
    "job_tags",
    metadata,
    Column("job_id", ID, ForeignKey("jobs.id", ondelete="CASCADE"), primary_key=True),
    Column("tag", String(80), primary_key=True),
)

events = Table(
    "events",
    metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    Column("group", GROUP, nullable=False),
    Column("job_id", ID),  # none: about no job; stays when a job is removed where `kind` is one of an audit
    Column("seq", Integer),
    Column("kind", String(40), nullable=False),
    Column("at", Float, nullable=False),
    Column("epoch", Integer),
    Column("body", JSON, nullable=False),
    Index(None, "job_id", "seq", unique=True),
    Index(None, "group", "kind", "at"),
)

idempotency_keys = Table(
    "idempotency_keys",
    metadata,
    Column("group", GROUP, primary_key=True),
    Column("key", String(255), primary_key=True),
    Column("fingerprint", HASH, nullable=False),  # of method, path and body
    Column("status", Integer),  # none: the first request is still in progress
    Column("headers", JSON),
    Column("body", LargeBinary),
    Column("created_at", Float, nullable=False),
    Column("expires_at", Float, nullable=False, index=True),
)

workers = Table(
    "workers",
    metadata,
    Column("id", String(80), primary_key=True),
    Column("started_at", Float, nullable=False),
    Column("seen_at", Float, nullable=False),
    Column("job_id", ID),
)

tokens = Table(
    "tokens",
    metadata,
    Column("id", ID, primary_key=True),
    Column("hash", HASH, nullable=False),  # of the secret, which is nowhere
    Column("name", Text, nullable=False),
    Column("role", String(20), nullable=False),
    Column("group", GROUP, nullable=False),
    Column("hospital", String(200)),
    Column("created_at", Float, nullable=False),
    Column("expires_at", Float, nullable=False),
    Column("revoked_at", Float),
)
