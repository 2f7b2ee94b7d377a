"""What a purge removed, by place; and why one is refused."""

from collections.abc import Collection

from pydantic import Field

from solver.domain.document import Document


class Removed(Document):
    """What was removed in one group: how many of each were changed, or removed where it says so."""

    group: str
    instances: int = Field(default=0, description="Stored instances that named the person; each has a new id now.")
    plans: int = Field(default=0, description="Stored plans of these instances; each has a new id now.")
    tours: int = Field(default=0, description="Tours of the person, removed from these plans.")
    jobs: int = Field(default=0, description="Jobs whose plan, outcome, name, tags or failure spoke of the person.")
    jobs_removed: int = Field(default=0, description="Explanations that quoted the person, removed whole.")
    answers: int = Field(default=0, description="Answers kept for repeated requests.")
    audit: int = Field(default=0, description="Entries of the audit.")
    tokens: int = Field(default=0, description="Names of tokens.")

    @property
    def any(self) -> bool:
        """Whether anything was found."""
        return any(value for name, value in self if name != "group")


class Purged(Document):
    """What a purge removed, or would remove."""

    specialist: str
    dry_run: bool
    groups: tuple[Removed, ...]


class Unfinished(Exception):
    """The person is removed, but old pages of the database's files may still hold them; another call finishes it."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class InUse(Exception):
    """Searches that run know the person; they would write them down again."""

    def __init__(self, job_ids: Collection[str]) -> None:
        super().__init__("in use")
        self.job_ids = tuple(job_ids)


class SeveralGroups(Exception):
    """The id is somebody in several groups: they need not be the same person."""

    def __init__(self, groups: Collection[str]) -> None:
        super().__init__("several groups")
        self.groups = tuple(groups)
