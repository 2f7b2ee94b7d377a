"""The few knobs of a search."""

from pydantic import Field

from solver.domain.document import Document


class Settings(Document):
    """How long and how hard to search. All else is chosen by the question's size."""

    seconds: float = Field(default=60.0, gt=0, le=7 * 86400, description="Time limit, seconds.")
    gap: float = Field(default=0.0, ge=0, le=1, description="Stop once the proven gap is at most this.")
    workers: int | None = Field(default=None, ge=1, le=64, description="Threads of the search; none = chosen.")
    seed: int = Field(default=1, ge=0, le=2**31 - 1, description="Seed of the search.")
    reproducible: bool = Field(
        default=False, description="Same plan for the same question: deterministic budgets, seconds only a cap."
    )
    memory_mb: int | None = Field(default=None, ge=256, description="Memory limit of a search process, MiB.")
