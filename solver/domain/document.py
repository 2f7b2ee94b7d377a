"""What every document of zutuan shares: frozen, no unknown fields, names as in the JSON."""

from collections.abc import Mapping
from typing import Annotated, Any, NewType, Self

from pydantic import BaseModel, ConfigDict, Field

HospitalId = NewType("HospitalId", str)
DepartmentId = NewType("DepartmentId", str)
PostId = NewType("PostId", str)
SpecialistId = NewType("SpecialistId", str)
KindId = NewType("KindId", str)
Place = NewType("Place", str)
Specialty = NewType("Specialty", str)

Months = Annotated[int, Field(ge=0, le=1200, description="Whole months.")]
Metres = Annotated[int, Field(ge=-500, le=9000, description="Metres above sea level.")]
Count = Annotated[int, Field(ge=0)]
Weight = Annotated[int, Field(ge=0, le=1_000_000)]
PerPeriod = Annotated[
    Count | tuple[Count, ...],
    Field(description="One number for all periods, or one number per period of the calendar."),
]
Note = Annotated[str | None, Field(default=None, description="A remark for people to read; it changes nothing.")]


class Document(BaseModel):
    """A frozen piece of an instance, a plan or an outcome; unknown fields are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Return a copy with changes; derived views that were computed for the original are not copied with it."""
        copy = super().model_copy(update=update, deep=deep)
        for name in copy.__dict__.keys() - type(self).model_fields.keys():
            del copy.__dict__[name]
        return copy


def at_period(numbers: int | tuple[int, ...], period: int) -> int:
    """Return the number that holds in a period of the horizon."""
    return numbers if isinstance(numbers, int) else numbers[period]
