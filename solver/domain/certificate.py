"""The capacity certificate: seats that nobody can fill all of, with the arithmetic, and the shortage that no plan avoids."""

from typing import Literal

from pydantic import Field

from solver.domain.document import Document, PostId


class ScarceSeat(Document):
    """A post in some consecutive periods, each with the same number of people wanted."""

    post: PostId
    from_period: int
    to_period: int
    wanted: int = Field(ge=1, description="Fewest people in each of these periods.")

    @property
    def person_periods(self) -> int:
        """People × periods wanted."""
        return self.wanted * (self.to_period - self.from_period)


class Share(Document):
    """The most that some people, or some places, can bring to the seats of a scarcity, all of them together.

    PEOPLE: one specialist, or all units of a pool; over all seats, or in one period. RELEASE: whom a supporting hospital
    spares in one period, in all or of one main specialty. HOUSING: the places of a recipient hospital in one period.
    """

    limit: Literal["PEOPLE", "RELEASE", "HOUSING"]
    ids: tuple[str, ...] = Field(description="Specialist; supporter, and its specialty; recipient hospital.")
    period: int | None = Field(default=None, description="None: over all seats of the scarcity.")
    people: int = Field(default=1, ge=0, description="Persons that the share is about.")
    most: int = Field(ge=0, description="Person-periods at most.")


class Scarcity(Document):
    """Seats that want more than everybody who could serve on any of them can bring together.

    Each presence on one of the seats counts for one of the shares, so no plan fills more than Σ most of them.
    """

    seats: tuple[ScarceSeat, ...]
    shares: tuple[Share, ...]
    wanted: int = Field(ge=1, description="Person-periods that the seats want: Σ wanted × periods.")
    available: int = Field(ge=0, description="Person-periods that can be brought at most: Σ most.")
    missing: int = Field(ge=1, description="wanted − available: person-periods that stay empty in every plan.")


class PriorityLayer(Document):
    """What no plan avoids at the posts of some priority or a higher one."""

    priority: int = Field(description="Seats of posts of at least this priority.")
    step: int = Field(ge=1, description="By how much the priority is above the layer before.")
    scarcities: tuple[Scarcity, ...] = ()

    @property
    def missing(self) -> int:
        """Person-periods below the minimum that no plan avoids at these posts."""
        return sum(scarcity.missing for scarcity in self.scarcities)


class Certificate(Document):
    """How much shortage no plan can avoid, and why; checkable by hand from the instance.

    Scarcities of one layer share no seat, so what they miss adds up. A month missing at a post of priority 5 is missing in
    each layer up to 5; Σ step × missing is therefore no more than the goal `shortage`.
    """

    kind: Literal["capacity"] = "capacity"
    layers: tuple[PriorityLayer, ...] = Field(description="The first one is about all seats.")
    unavoidable_months: int = Field(ge=0, description="Person-months below the minimum in every plan.")
    unavoidable: int = Field(ge=0, description="The same × priority: no plan has less of the goal `shortage`.")

    @property
    def scarcities(self) -> tuple[Scarcity, ...]:
        """The scarcities among all seats."""
        return self.layers[0].scarcities if self.layers else ()
