"""The routes: a few lines each over the library and the job service."""

from fastapi import APIRouter

from api.routes import book, checks, docs, instances, job_events, job_plan, jobs, operation, plans

ROUTERS: tuple[APIRouter, ...] = (
    jobs.router,
    job_plan.router,
    job_events.router,
    instances.router,
    plans.router,
    checks.router,
    book.router,
    operation.router,
    docs.router,
)
