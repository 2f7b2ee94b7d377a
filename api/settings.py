"""Settings of the service: options of `zutuan serve`, else the environment (`ZUTUAN_PORT=...`), else these defaults."""

import errno
import ipaddress
import os
from pathlib import Path
from typing import Literal

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from api.errors import StoreUnavailable
from solver.settings import Settings

MIB = 1024 * 1024


class ServiceSettings(BaseSettings):
    """What one deployment may set; everything is checked when the service starts."""

    model_config = SettingsConfigDict(env_prefix="ZUTUAN_", frozen=True, extra="forbid")

    host: str = Field(default="127.0.0.1", description="Address to listen on; beyond loopback only with tokens.")
    port: int = Field(default=8000, ge=0, le=65535, description="Port to listen on; 0 = any free one.")
    database: str = Field(
        default="zutuan.db", description="A file for SQLite, or a URL such as postgresql+psycopg://user@host/name."
    )
    workers: int = Field(default=1, ge=0, le=64, description="Worker processes: searches at a time.")
    queue_limit: int = Field(default=1000, ge=1, description="Jobs that may wait at a time.")
    body_mb: int = Field(default=100, ge=1, description="Largest document taken, MiB when unpacked.")
    max_seconds: float = Field(default=3600.0, gt=0, le=7 * 86400, description="Longest search, seconds.")
    max_threads: int = Field(
        default_factory=lambda: max(os.cpu_count() or 1, 3), ge=1, le=64, description="Most threads of one search."
    )
    memory_mb: int = Field(default=4096, ge=256, description="Most memory of one search, MiB.")
    keep_days: float = Field(default=30.0, gt=0, description="Days from its end until a job is removed.")
    lease_seconds: float = Field(default=10.0, ge=0.5, description="Time after which a silent worker loses its job.")
    attempts: int = Field(default=10, ge=1, description="Deaths of a worker over one job before it has failed.")
    allowed_hosts: str = Field(default="", description="Names under which the service is called, with commas between.")
    require_tokens: bool = Field(default=False, description="Ask for a token on loopback too, as behind a proxy.")
    grace_seconds: float = Field(default=8.0, ge=0, description="Time for open requests and searches at a shutdown.")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"

    @field_validator("database")
    @classmethod
    def _database_url(cls, database: str) -> str:
        """A plain path is a file of SQLite; PostgreSQL is spoken to by psycopg."""
        if "://" not in database:
            return f"sqlite:///{database}"
        try:
            url = make_url(database)
        except ArgumentError as error:
            raise ValueError(str(error)) from error
        if url.drivername in ("postgres", "postgresql"):
            url = url.set(drivername="postgresql+psycopg")
        if url.drivername not in ("sqlite", "postgresql+psycopg"):
            raise ValueError(f"only sqlite and postgresql+psycopg are supported, not {url.drivername}")
        return url.render_as_string(hide_password=False)

    @property
    def hosts(self) -> frozenset[str]:
        """Names under which the service answers besides loopback's and its own address."""
        return frozenset(name.strip().lower() for name in self.allowed_hosts.split(",") if name.strip())

    @property
    def loopback(self) -> bool:
        """Whether only this machine can reach the service."""
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False

    def existing_database(self) -> str:
        """Return the database's URL, for commands that look for something in it. Raises StoreUnavailable for no such file."""
        file = make_url(self.database).database if self.database.startswith("sqlite") else None
        if file is not None and not Path(file).is_file():
            raise StoreUnavailable(reason=f"{file}: {os.strerror(errno.ENOENT)}")
        return self.database

    def capped(self, asked: Settings) -> Settings:
        """Return the settings of a search within what this service allows; the answer to a request echoes them."""
        return asked.model_copy(
            update={
                "seconds": min(asked.seconds, self.max_seconds),
                "workers": None if asked.workers is None else min(asked.workers, self.max_threads),
                "memory_mb": min(asked.memory_mb or self.memory_mb, self.memory_mb),
            }
        )
