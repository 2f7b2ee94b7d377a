"""Brings the tables to what this version needs; run at every start, and by one process at a time."""

from alembic import command
from alembic.config import Config
from sqlalchemy import text

from api.store.database import Store

LOCK = 0x7A757475
"""Key of PostgreSQL's advisory lock; SQLite's writer lock does the same."""


def migrate(store: Store, revision: str = "head") -> None:
    """Run all migrations that the database has not seen. Raises StoreUnavailable if it cannot be reached."""
    config = Config()
    config.set_main_option("script_location", "api:store/migrations")
    with store.writing() as connection:
        if not store.sqlite:
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
