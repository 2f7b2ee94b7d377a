"""The closed lists of words that instances and plans use."""

from enum import StrEnum


class HospitalKind(StrEnum):
    """Kind of a hospital; decides with whom it may be paired."""

    GENERAL = "GENERAL"
    TCM = "TCM"
    MCH = "MCH"
    CDC = "CDC"
    SPECIALIST = "SPECIALIST"
    OTHER = "OTHER"


class OwnerLevel(StrEnum):
    """Who owns a supporting hospital."""

    NATIONAL = "NATIONAL"
    PROVINCE = "PROVINCE"
    CITY = "CITY"
    COUNTY = "COUNTY"


class Role(StrEnum):
    """What a specialist is by profession."""

    DOCTOR = "DOCTOR"
    NURSE = "NURSE"
    TECHNICIAN = "TECHNICIAN"
    MANAGER = "MANAGER"


class Title(StrEnum):
    """Professional title, lowest first."""

    RESIDENT = "RESIDENT"
    ATTENDING = "ATTENDING"
    DEPUTY_CHIEF = "DEPUTY_CHIEF"
    CHIEF = "CHIEF"

    @property
    def grade(self) -> int:
        """0 for a resident up to 3 for a chief."""
        return list(Title).index(self)


class Leads(StrEnum):
    """What the holder of a post leads."""

    TEAM = "TEAM"
    DEPUTY = "DEPUTY"
    DEPARTMENT = "DEPARTMENT"


class QuotaUnit(StrEnum):
    """What a quota counts."""

    PERSON_MONTHS = "PERSON_MONTHS"
    DEPARTURES = "DEPARTURES"


class PairingRole(StrEnum):
    """Role of a supporting hospital in a pairing."""

    LEAD = "LEAD"
    COOPERATE = "COOPERATE"


class PairingState(StrEnum):
    """What is already decided about a pairing; none is a candidate."""

    EXISTING = "EXISTING"
    FIXED = "FIXED"
    FORBIDDEN = "FORBIDDEN"


class LeadBasis(StrEnum):
    """Why a supporter leads: the rule, given, by agreement, by strength, or left to people."""

    RULE = "RULE"
    GIVEN = "GIVEN"
    AGREED = "AGREED"
    MERIT = "MERIT"
    OPEN = "OPEN"


class ExamUntil(StrEnum):
    """The day on which a clearance must hold."""

    DEPARTURE = "DEPARTURE"
    LAST_DAY = "LAST_DAY"


class PreparationKind(StrEnum):
    """What a planner has to arrange for a tour."""

    EXAMINATION = "EXAMINATION"
    RECHECK = "RECHECK"
    HYPOXIA_TRAINING = "HYPOXIA_TRAINING"
    HOME_LEAVE = "HOME_LEAVE"


class Objective(StrEnum):
    """How goals are weighed against one another."""

    WEIGHTED = "weighted"
    LEXICOGRAPHIC = "lexicographic"
