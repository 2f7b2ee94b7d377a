"""The policy: how each rule is applied, and what each goal weighs."""

from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, field_validator, model_validator

from solver.domain.altitude import AltitudePolicy
from solver.domain.document import Count, DepartmentId, Document, HospitalId, Months, Weight
from solver.domain.kinds import HospitalKind, Objective, Role, Title

Price = Annotated[int, Field(ge=0, le=1_000_000, description="Price per unit of violation.")]
Hard = Literal["hard"]
HardOff = Literal["hard", "off"]
HardPriced = Literal["hard", "priced"]
AnyMode = Literal["hard", "priced", "off"]

PROTECTIVE = ("one_place", "altitude_clearance", "hypoxia_training", "altitude_stay", "altitude_exposure")
"""Rules that protect people: never priced, and switching one off is said in every output."""


class AlwaysHard(Document):
    """A rule that is always hard."""

    mode: Hard = "hard"


class Switchable(Document):
    """A rule that is hard or off."""

    mode: HardOff = "hard"


class TitleRule(Document):
    """Settings of `title`; price per grade-month."""

    mode: AnyMode = "hard"
    price: Price = 100
    max_below: int = Field(default=1, ge=1, le=3, description="Priced: most grades under the post's title.")


class RestRule(Document):
    """Settings of `rest`; price per month."""

    mode: AnyMode = "hard"
    price: Price = 300


class MaxToursRule(Document):
    """Settings of `max_tours`; price per tour."""

    mode: AnyMode = "hard"
    price: Price = 1000


class CoverageRule(Document):
    """Settings of `coverage`; priced shortages are counted by the goal `shortage`."""

    mode: Literal["priced", "hard"] = "priced"


class ReleaseRule(Document):
    """Settings of `release`; price per person-month."""

    mode: HardPriced = "hard"
    price: Price = 500
    count_handover: bool = Field(default=True, description="Whether newcomers in handover count as away.")


class QuotaRule(Document):
    """Settings of `quota`; a price per person-month and one per departure."""

    mode: AnyMode = "hard"
    price: Price = 100
    price_per_departure: Price = 600


class HousingRule(Document):
    """Settings of `housing`; price per person-month."""

    mode: HardPriced = "hard"
    price: Price = 500


DEFAULT_KINDS: dict[HospitalKind, tuple[HospitalKind, ...]] = {
    HospitalKind.GENERAL: (HospitalKind.GENERAL, HospitalKind.SPECIALIST, HospitalKind.MCH),
    HospitalKind.TCM: (HospitalKind.TCM,),
    HospitalKind.CDC: (HospitalKind.CDC,),
    HospitalKind.MCH: (HospitalKind.MCH, HospitalKind.GENERAL),
    HospitalKind.SPECIALIST: (HospitalKind.SPECIALIST, HospitalKind.GENERAL),
    HospitalKind.OTHER: tuple(HospitalKind),
}


class PairingRule(Document):
    """Settings of `pairing`."""

    mode: HardOff = "hard"
    kinds: dict[HospitalKind, tuple[HospitalKind, ...]] = Field(
        default=DEFAULT_KINDS,
        description="Kind of the recipient → kinds of supporters accepted; a kind that is not given keeps its default.",
    )

    @field_validator("kinds", mode="after")
    @classmethod
    def _with_defaults(
        cls, kinds: dict[HospitalKind, tuple[HospitalKind, ...]]
    ) -> dict[HospitalKind, tuple[HospitalKind, ...]]:
        return DEFAULT_KINDS | kinds


class OnPairRule(Document):
    """Settings of `on_pair`; priced months are counted by the goal `off_pair`."""

    mode: Literal["priced", "hard", "off"] = "priced"


class TeamRule(Document):
    """Settings of `team`; price per person-month missing."""

    mode: Literal["priced", "hard", "off"] = "priced"
    price: Price = 100
    min_people: int = Field(default=1, ge=1, description="Fewest people of a supporter at a recipient; 1 asks nothing.")


class SeniorScope(Document):
    """Where a senior title must be present while anyone of the roles is on site."""

    scope: Literal["HOSPITAL", "DEPARTMENT"]
    ids: tuple[HospitalId | DepartmentId, ...] | None = Field(default=None, description="None = all.")
    min_title: Title
    roles: tuple[Role, ...] = Field(default=(Role.DOCTOR,), min_length=1)


class SeniorPresenceRule(Document):
    """Settings of `senior_presence`; price per scope-month."""

    mode: Literal["priced", "hard", "off"] = "priced"
    price: Price = 200
    scopes: tuple[SeniorScope, ...] = ()


class HandoverRule(Document):
    """Settings of `handover`; price per person who left too early."""

    mode: Literal["priced", "hard", "off"] = "priced"
    price: Price = 300


class MentorshipRule(Document):
    """Settings of `mentorship`; price per missing apprentice."""

    mode: Literal["priced", "hard", "off"] = "priced"
    price: Price = 100
    min: Count = Field(default=0, description="Fewest apprentices of a tour on a post that teaches.")
    max: Count = Field(default=3, description="Most apprentices of a tour; Kezhou 2–3, Alar 1.")
    overlap_months: Months = Field(default=1, description="Shortest mentorship.")


class MilestoneRule(Document):
    """Settings of `milestone`; priced months are counted by the goal `milestones_missed`."""

    mode: Literal["priced", "hard"] = "priced"


class Rules(Document):
    """One entry per rule, under its stem."""

    one_place: AlwaysHard = AlwaysHard()
    specialty: Switchable = Switchable()
    title: TitleRule = TitleRule()
    availability: Switchable = Switchable()
    tour_length: Switchable = Switchable()
    rest: RestRule = RestRule()
    max_tours: MaxToursRule = MaxToursRule()
    altitude_clearance: Switchable = Switchable()
    hypoxia_training: Switchable = Switchable()
    altitude_stay: Switchable = Switchable()
    altitude_exposure: Switchable = Switchable()
    coverage: CoverageRule = CoverageRule()
    headcount: AlwaysHard = AlwaysHard()
    release: ReleaseRule = ReleaseRule()
    quota: QuotaRule = QuotaRule()
    housing: HousingRule = HousingRule()
    pairing: PairingRule = PairingRule()
    on_pair: OnPairRule = OnPairRule()
    lead_order: Switchable = Switchable()
    team: TeamRule = TeamRule()
    senior_presence: SeniorPresenceRule = SeniorPresenceRule()
    handover: HandoverRule = HandoverRule()
    mentorship: MentorshipRule = MentorshipRule()
    milestone: MilestoneRule = MilestoneRule()
    locked: AlwaysHard = AlwaysHard()
    freeze: AlwaysHard = AlwaysHard()

    def mode(self, stem: str) -> str:
        """Return `hard`, `priced` or `off` for a rule."""
        return str(getattr(self, stem).mode)

    def price(self, stem: str, name: str = "price") -> int:
        """Return the price per unit of a rule that has one; some rules name more than one."""
        return int(getattr(getattr(self, stem), name))


def _nothing_required(schema: dict[str, Any]) -> None:
    schema.pop("required", None)


class GoalSetting(Document):
    """Level and weight of a goal; level 1 comes first. Under `goals`, what is not given keeps its default."""

    model_config = ConfigDict(json_schema_extra=_nothing_required)

    level: int = Field(ge=1, le=9)
    weight: Weight


def _goal(level: int, weight: int) -> GoalSetting:
    return GoalSetting(level=level, weight=weight)


class PairingCostSetting(GoalSetting):
    """Level and weight of `pairing_cost`, and what a step of strength costs."""

    level: int = Field(default=4, ge=1, le=9)
    weight: Weight = 10
    strength_price: Weight = 1


class Goals(Document):
    """One entry per goal, under its name. A goal given in part keeps the default of the rest."""

    shortage: GoalSetting = _goal(1, 1000)
    milestones_missed: GoalSetting = _goal(1, 500)
    rule_prices: GoalSetting = _goal(1, 1)
    below_target: GoalSetting = _goal(2, 200)
    changes: GoalSetting = _goal(2, 100)
    off_pair: GoalSetting = _goal(3, 30)
    unmentored: GoalSetting = _goal(3, 30)
    gaps: GoalSetting = _goal(3, 20)
    pairing_changes: GoalSetting = _goal(3, 50)
    pairing_cost: PairingCostSetting = PairingCostSetting()
    unfairness: GoalSetting = _goal(4, 1)
    departures: GoalSetting = _goal(5, 5)
    preferences: GoalSetting = _goal(5, 1)
    people_used: GoalSetting = _goal(5, 0)

    @model_validator(mode="before")
    @classmethod
    def _keep_defaults(cls, given: Any) -> Any:
        if not isinstance(given, dict):
            return given
        return {name: cls._completed(name, setting) for name, setting in given.items()}

    @classmethod
    def _completed(cls, name: str, setting: Any) -> Any:
        if name not in cls.model_fields or not isinstance(setting, dict):
            return setting
        return cls.model_fields[name].default.model_dump() | setting

    def of(self, name: str) -> GoalSetting:
        """Return level and weight of a goal."""
        setting = getattr(self, name)
        assert isinstance(setting, GoalSetting)
        return setting


class Policy(Document):
    """How the rules are applied and what is wanted; all of it has defaults."""

    objective: Objective = Objective.WEIGHTED
    rules: Rules = Rules()
    goals: Goals = Goals()
    altitude: AltitudePolicy = AltitudePolicy()

    def switched_off(self) -> tuple[str, ...]:
        """Return the protective rules that are off."""
        return tuple(stem for stem in PROTECTIVE if self.rules.mode(stem) == "off")
