"""The app: routes, middleware and errors over a job service. Nothing happens at import."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import anyio.to_thread
from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware

from api import problem_handlers
from api.jobs import Jobs
from api.middleware import Around
from api.offload import Offload
from api.openapi import openapi
from api.routes import ROUTERS
from api.service import Service, service_of
from api.settings import ServiceSettings

COMPRESSED_FROM = 1000
"""Answers of so many bytes are compressed for whoever takes that."""

THREADS = 12
"""Routes that read the store at a time: fewer than the database's connections, of which SQLite has fifteen."""


class Documented(FastAPI):
    """An app that describes itself as `api.openapi` does."""

    def openapi(self) -> dict[str, Any]:
        """Return the description; made once."""
        if self.openapi_schema is None:
            self.openapi_schema = openapi(self)
        return self.openapi_schema


def create_app(settings: ServiceSettings, jobs: Jobs, offload: Offload | None = None) -> FastAPI:
    """Return the app of a service. `offload` runs heavy calls; none = processes of its own, started with the server."""
    service = service_of(settings, jobs, offload)
    app = documented_app(service)
    app.state.service = service
    app.add_middleware(GZipMiddleware, minimum_size=COMPRESSED_FROM, compresslevel=5)
    app.add_middleware(Around, metrics=service.metrics, settings=settings)
    problem_handlers.install(app)
    return app


def documented_app(service: Service | None = None) -> FastAPI:
    """Return an app with all routes, for its description; only one with a service can answer."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        assert service is not None
        anyio.to_thread.current_default_thread_limiter().total_tokens = THREADS
        await service.offload.start()
        try:
            yield
        finally:
            await service.streams.close()
            await service.offload.close()

    app = Documented(
        title="zutuan", openapi_url=None, docs_url=None, redoc_url=None, redirect_slashes=False, lifespan=lifespan
    )
    for router in ROUTERS:
        app.include_router(router)
    return app
