"""The altitude policy: an editable, sourced table. No row is a legal rule; see docs/altitude.md for sources.

Bands follow mountain medicine (risk of acute mountain sickness from 2,500 m: CDC Yellow Book 2024; 3,500 m very high;
4,500 m: chronic mountain sickness, Jiang et al. 2014). Stays and rests are this project's proposals; days are rounded
up to months. Nobody publishes a legal limit of months for assistance doctors, so exposure is off until given.
"""

from pydantic import Field

from solver.domain.document import Count, Document, Metres, Months
from solver.domain.kinds import ExamUntil


class Band(Document):
    """An altitude band from `from_m` up to the next band."""

    from_m: Metres = Field(description="Lower bound, metres, inclusive.")
    max_stay_months: Months | None = Field(
        default=None, description="Most consecutive months at or above the bound; none = no limit."
    )
    rest_months: Months = Field(default=0, description="Months at home after a tour in this band.")
    source: str | None = Field(default=None, description="Where the row comes from.")


class Examination(Document):
    """When a clearance must hold, and how often people on site are checked again."""

    until: ExamUntil = Field(default=ExamUntil.DEPARTURE, description="Day on which it must hold.")
    exam_months: int = Field(
        default=3, ge=1, le=1200, description="Months between checks on site above the free altitude."
    )


class Training(Document):
    """Hypoxia training before departure for high places."""

    from_m: Metres = Field(default=3000, description="Needed from this altitude on, metres.")
    valid_months: Months = Field(default=1, description="A training counts so many months.")
    seats_per_period: Count | None = Field(
        default=None, description="Seats of each training place in each period; none = no limit."
    )
    seats_before_start: Count | None = Field(
        default=None, description="Seats of each training place in period −1; none = no limit."
    )


class Exposure(Document):
    """Most months at altitude in every window of months."""

    from_m: Metres = Field(description="Counts months at or above this altitude, metres.")
    months: Months = Field(description="Most months in a window.")
    window_months: int = Field(ge=1, le=1200, description="Length of the window, months.")


DEFAULT_BANDS = (
    Band(from_m=2500, max_stay_months=12, rest_months=1, source="proposal; de-acclimatization 10 days"),
    Band(from_m=3500, max_stay_months=6, rest_months=1, source="proposal; 20 days, 4,300 m study 2017"),
    Band(from_m=4500, max_stay_months=3, rest_months=2, source="proposal; 50 days, He et al. 2013"),
    Band(from_m=5500, max_stay_months=0, rest_months=2, source="proposal; above 5,500 m no stay"),
)


class AltitudePolicy(Document):
    """All numbers of the four altitude rules."""

    bands: tuple[Band, ...] = Field(default=DEFAULT_BANDS, description="From low to high.")
    free_altitude_m: Metres = Field(
        default=2500, description="Up to here nobody needs a clearance, metres; proposal, CDC Yellow Book 2024."
    )
    exam: Examination = Examination()
    training: Training = Training()
    exposure: Exposure | None = Field(default=None, description="Off until given: no source gives a number.")

    def rest_months(self, altitude_m: int) -> int:
        """Months at home after a stay at this altitude: the rest of the highest band reached."""
        reached = [band for band in self.bands if band.from_m <= altitude_m]
        return max(reached, key=lambda band: band.from_m).rest_months if reached else 0
