"""The routes: a few lines each over the library and the job service."""

from fastapi import APIRouter

from api.routes.book import router as book
from api.routes.checks import router as checks
from api.routes.docs import router as docs
from api.routes.instances import router as instances
from api.routes.job_events import router as job_events
from api.routes.job_plan import router as job_plan
from api.routes.jobs import router as jobs
from api.routes.operation import router as operation
from api.routes.plans import router as plans

ROUTERS: tuple[APIRouter, ...] = (jobs, job_plan, job_events, instances, plans, checks, book, operation, docs)
