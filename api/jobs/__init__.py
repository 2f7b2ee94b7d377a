"""Jobs: what planners submit, their life-cycle, and what workers do with them. No HTTP in here."""

from api.jobs.documents import Job, JobRequest, Page, State
from api.jobs.service import Jobs

__all__ = ["Job", "JobRequest", "Jobs", "Page", "State"]
