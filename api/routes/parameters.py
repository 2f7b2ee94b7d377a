"""Parameters that several routes take."""

from typing import Annotated

from fastapi import Path, Query

JobId = Annotated[str, Path(alias="id", max_length=40, description="Id of a job.")]
DocumentId = Annotated[
    str, Path(alias="id", max_length=64, description="Id of a stored document: the hash of its content.")
]
Limit = Annotated[int, Query(ge=1, le=200, description="Most items of a page.")]
Cursor = Annotated[str | None, Query(max_length=200, description="`cursor` of the page before.")]
