"""What validation finds: one problem, where it is, what was found and what is wanted."""

from enum import StrEnum

from pydantic import Field

from solver.domain.document import Document


class Severity(StrEnum):
    """An error stops planning; a warning is said in every output; a notice is for information."""

    ERROR = "ERROR"
    WARNING = "WARNING"
    NOTICE = "NOTICE"


class Finding(Document):
    """One problem of an instance."""

    code: str = Field(description="Stable code, such as unknown_id.")
    severity: Severity
    where: str = Field(description="JSON pointer into the instance.")
    found: str | int | float | None = None
    wanted: str | int | float | None = None
    near: str | None = Field(default=None, description="The known id that looks most like an unknown one.")
