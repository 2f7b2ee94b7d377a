"""What may be asked of the generator, and how large each size is."""

from dataclasses import dataclass, field
from enum import StrEnum

PERIODS = 12
"""Three years of quarters."""


class Size(StrEnum):
    """Sizes, from one prefecture hospital to the national scale."""

    S = "S"
    M = "M"
    L = "L"
    XL = "XL"


class Starts(StrEnum):
    """Two batches a year with tours of 12 to 18 months, or any quarter with tours of 2 to 6."""

    batched = "batched"
    free = "free"


class Tightness(StrEnum):
    """How much the supporting hospitals can spare for what is asked."""

    loose = "loose"
    balanced = "balanced"
    tight = "tight"


class Regions(StrEnum):
    """Whether supporters help one region, some of them the next one as well, or people of each go to several."""

    separate = "separate"
    overlapping = "overlapping"
    none = "none"


class Profile(StrEnum):
    """Altitudes: towns in oases, towns on the plateau, or regions of both."""

    oasis = "oasis"
    plateau = "plateau"
    mixed = "mixed"


@dataclass(frozen=True)
class Scale:
    """Numbers of a size; hospitals count per region, people and posts in all."""

    regions: int
    recipients: int
    supporters: int
    departments: int
    posts: int
    people: int
    specialties: int


SCALES = {
    Size.S: Scale(regions=1, recipients=1, supporters=8, departments=9, posts=12, people=96, specialties=9),
    Size.M: Scale(regions=2, recipients=3, supporters=6, departments=13, posts=97, people=480, specialties=24),
    Size.L: Scale(regions=8, recipients=3, supporters=6, departments=16, posts=738, people=2_400, specialties=24),
    Size.XL: Scale(regions=18, recipients=8, supporters=12, departments=16, posts=4_700, people=9_720, specialties=24),
}

USUAL_REGIONS = {
    Size.S: Regions.separate,
    Size.M: Regions.overlapping,
    Size.L: Regions.separate,
    Size.XL: Regions.separate,
}
"""The structure where none is asked for: what was measured first, docs/scaling.md."""


@dataclass(frozen=True)
class Request:
    """One synthetic instance: the same request gives the same text, byte for byte."""

    size: Size
    starts: Starts = Starts.free
    tightness: Tightness = Tightness.balanced
    seed: int = 1
    regions: Regions | None = field(default=None, compare=False)
    profile: Profile = Profile.mixed
    scale: Scale = field(init=False)
    structure: Regions = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "scale", SCALES[self.size])
        object.__setattr__(self, "structure", self.regions or USUAL_REGIONS[self.size])

    @property
    def name(self) -> str:
        """Name of the instance, such as `m-free-tight-1`; what is not usual is named too."""
        parts = [self.size.lower(), self.starts, self.tightness, str(self.seed)]
        parts += [self.structure] if self.structure is not USUAL_REGIONS[self.size] else []
        parts += [self.profile] if self.profile is not Profile.mixed else []
        return "-".join(parts)


def named(name: str) -> Request:
    """Return the request whose instance has this name. Raises ValueError for a name that no request has."""
    size, starts, tightness, seed, *unusual = name.split("-")
    regions = next((Regions(word) for word in unusual if word in list(Regions)), None)
    profile = next((Profile(word) for word in unusual if word in list(Profile)), Profile.mixed)
    request = Request(Size(size.upper()), Starts(starts), Tightness(tightness), int(seed), regions, profile)
    if request.name != name:
        raise ValueError(f"{name}: the name would be {request.name}")
    return request
