"""Every code of validation with its severity, and how a finding is made. The sentences are in `texts/*/validation.toml`."""

from solver.domain.finding import Finding, Severity

ERRORS = (
    # the text
    "cannot_open",
    "not_utf8",
    "not_json",
    "not_data",
    "not_an_instance",
    "too_deep",
    "repeated_key",
    "not_a_number",
    "number_too_large",
    "broken_text",
    # the shape
    "unknown_field",
    "missing_field",
    "wrong_type",
    "not_a_choice",
    "out_of_range",
    "bad_date",
    "empty",
    # ids
    "repeated_id",
    "ambiguous_target",
    "unknown_id",
    # the calendar and what is counted in its periods
    "no_calendar",
    "start_day_too_late",
    "repeated_batch_start",
    "outside_horizon",
    "empty_range",
    "wrong_length",
    "min_above_max",
    # posts and kinds
    "no_tour_kinds",
    "rounded_away",
    "altitude_missing",
    "overlapping_demand",
    "no_room_for_tour",
    "stay_limit_too_short",
    "exposure_limit_too_short",
    # people
    "pool_with_dates",
    "history_after_start",
    "overlapping_stays",
    "repeated_preference",
    # naming one of several
    "none_named",
    "several_named",
    # quotas, pairings
    "quota_without_limit",
    "repeated_pairing",
    "not_a_target",
    "several_leads",
    "agreement_to_cooperate",
    # locks
    "unit_outside_pool",
    "unit_without_specialist",
    "exact_lock_of_hospital",
    "hospital_under_way",
    "overlapping_locks",
    "locks_above_target",
    "lock_forbidden",
    # policy
    "bands_not_rising",
    "weights_too_large",
)

WARNINGS = (
    "protective_rule_off",
    "rounded_far",
    "under_way_clearance",
    "under_way_stay",
    "under_way_exposure",
    "nobody_for_post",
    "post_without_demand",
    "handover_without_start",
    "handover_without_bed",
    "handover_without_release",
    "batch_without_start",
    "clearance_ended",
    "training_in_future",
    "unmatched_place",
    "not_planned",
)

NOTICES = ("rounded",)

CODES: dict[str, Severity] = (
    dict.fromkeys(ERRORS, Severity.ERROR)
    | dict.fromkeys(WARNINGS, Severity.WARNING)
    | dict.fromkeys(NOTICES, Severity.NOTICE)
)


def pointer(*parts: str | int) -> str:
    """Return the JSON pointer of a place (RFC 6901); without parts, the whole document."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in parts)


def finding(
    code: str,
    where: str,
    found: str | int | float | None = None,
    wanted: str | int | float | None = None,
    near: str | None = None,
) -> Finding:
    """Return a finding with the severity of its code. Raises KeyError for a code that is not in the table."""
    return Finding(code=code, severity=CODES[code], where=where, found=found, wanted=wanted, near=near)


def unopened(error: OSError) -> Finding:
    """Return the finding of a file that cannot be opened; it names the file as the caller did."""
    why = error.strerror or type(error).__name__
    return finding("cannot_open", "", why if error.filename is None else f"{error.filename}: {why}")
