"""Which sentence says a claim, and what stands in it: the numbers are read from where the claim points to."""

from collections.abc import Callable, Mapping

from solver.domain.document import KindId, PostId, SpecialistId, Specialty
from solver.domain.outcome import Claim
from solver.report.names import Names
from solver.texts import say

Words = tuple[str, Mapping[str, object]]
"""The key of a sentence under `conflict.claim`, and values for its placeholders."""


def words(claim: Claim, names: Names) -> Words:
    """Return the sentence of a claim and its values; amount, ids and months are known to every sentence."""
    return _WORDS.get(claim.rule, _other)(claim, names)


def kind_name(kind: KindId, names: Names) -> str:
    """Return the name of a tour kind, else its id."""
    known = names.instance.kind_by_id.get(kind)
    return kind if known is None else known.name or known.id


def _row(claim: Claim) -> int:
    """Return the position in its list of the entry that a claim points to."""
    return int(next(part for part in claim.sources[0].split("/") if part.isdigit()))


def _field(claim: Claim) -> str:
    return claim.sources[0].rsplit("/", 1)[-1]


def _word(key: str, names: Names, **values: object) -> str:
    return say(f"conflict.{key}", names.language, **values)


def _post(post: str, names: Names) -> str:
    return names.place(names.instance.post_by_id[PostId(post)])


def _other(claim: Claim, names: Names) -> Words:
    return "other", {"rule": names.rule(claim.rule)}


def _of_post(claim: Claim, names: Names) -> Words:
    key = "nobody_asked" if claim.rule == "headcount" and claim.amount == 0 else claim.rule
    return key, {"post": _post(claim.ids[0], names)}


def _of_person(claim: Claim, names: Names) -> Words:
    exposure = names.instance.policy.altitude.exposure
    window = "" if exposure is None else exposure.window_months
    return claim.rule, {"person": names.people(SpecialistId(claim.ids[0])), "window": window}


def _of_place(claim: Claim, names: Names) -> Words:
    ids = [names.anything(some_id) for some_id in claim.ids]
    return claim.rule, {"hospital": ids[0], "place": ids[0], "recipient": ids[-1], "target": ids[-1]}


def _quota(claim: Claim, names: Names) -> Words:
    quota = names.instance.quotas[_row(claim)]
    parts = [names.anything(some_id) for some_id in (quota.supporter, quota.recipient) if some_id is not None]
    parts += [names.specialty(quota.specialty)] if quota.specialty else []
    parts += [kind_name(quota.tour_kind, names)] if quota.tour_kind else []
    values = {
        "about": names.list(parts) or _word("claim.quota_everything", names),
        "unit": _word(f"unit.{quota.unit}", names),
        "when": names.span(quota.from_period, quota.to_period),
    }
    return f"quota_{_field(claim)}", values


def _milestone(claim: Claim, names: Names) -> Words:
    milestone = names.instance.milestones[_row(claim)]
    return "milestone", {"until": names.calendar.day(milestone.by_period).isoformat()}


def _locked(claim: Claim, names: Names) -> Words:
    if claim.sources[0].startswith("/forbidden"):
        entry = names.instance.forbidden[_row(claim)]
        who = entry.specialist or entry.hospital or ""
        where = entry.post or entry.recipient
        text = _word("claim.everywhere", names) if where is None else names.anything(where)
        return "forbidden", {"who": names.anything(who), "where": text}
    lock = names.instance.locked[_row(claim)]
    key = "under_way" if lock.from_period < 0 else "locked" if lock.exact else "locked_present"
    values = {
        "who": names.anything(lock.specialist or lock.hospital or ""),
        "post": _post(lock.post, names),
        "until": names.calendar.day(lock.to_period).isoformat(),
        "when": names.span(lock.from_period, lock.to_period),
    }
    return key, values


def _release(claim: Claim, names: Names) -> Words:
    hospital = names.anything(claim.ids[0])
    if len(claim.ids) == 1:
        return "release", {"hospital": hospital}
    return "release_of", {"hospital": hospital, "specialty": names.specialty(Specialty(claim.ids[1]))}


def _pairing(claim: Claim, names: Names) -> Words:
    return f"pairing_{_field(claim)}", {}


def _on_pair(claim: Claim, names: Names) -> Words:
    target = names.anything(claim.ids[-1])
    if len(claim.ids) == 1:
        return "on_pair", {"target": target}
    return "on_pair_link", {"target": target, "supporter": names.anything(claim.ids[0])}


def _specialty(claim: Claim, names: Names) -> Words:
    post = names.instance.post_by_id[PostId(claim.ids[0])]
    accepted = names.list(names.specialty(code) for code in names.instance.accepted_specialties(post))
    values = {
        "post": names.place(post),
        "specialties": accepted or _word("claim.any_specialty", names),
        "roles": names.list(_word(f"role.{role}", names) for role in post.roles),
    }
    return "specialty", values


def _title(claim: Claim, names: Names) -> Words:
    post = names.instance.post_by_id[PostId(claim.ids[0])]
    return "title", {"post": names.place(post), "title": names.title_of(post.min_title, post.roles[0])}


def _availability(claim: Claim, names: Names) -> Words:
    person = names.instance.specialist_by_id[SpecialistId(claim.ids[0])]
    days = names.list(names.days(absence.from_day, absence.to_day) for absence in person.unavailable)
    return "availability", {"person": names.people(person.id), "days": days}


def _tour_length(claim: Claim, names: Names) -> Words:
    field = _field(claim)
    if field == "tour_kinds":
        person = names.instance.specialist_by_id[SpecialistId(claim.ids[0])]
        kinds = names.list(kind_name(kind, names) for kind in person.tour_kinds or ())
        return f"tour_length_{field}", {"person": names.people(person.id), "kinds": kinds or names.say("none")}
    kind = names.instance.kind_by_id[KindId(claim.ids[0])]
    given = names.calendar.starts() if kind.batch_starts is None else kind.batch_starts
    starts = names.list(names.month(names.calendar.day(period)) for period in given)
    return f"tour_length_{field}", {"kind": kind_name(kind.id, names), "starts": starts}


def _clearance(claim: Claim, names: Names) -> Words:
    person = names.instance.specialist_by_id[SpecialistId(claim.ids[0])]
    until, clearance = "", person.clearance
    if clearance is not None and clearance.valid_until is not None:
        key = "until_renewable" if clearance.renewable else "until"
        until = _word(f"claim.{key}", names, day=clearance.valid_until.isoformat())
    key = "not_cleared" if clearance is None else "altitude_clearance"
    return key, {"person": names.people(person.id), "until": until}


def _training(claim: Claim, names: Names) -> Words:
    if claim.ids and claim.ids[0] in names.instance.specialist_by_id:
        return "training_person", {"person": names.people(SpecialistId(claim.ids[0]))}
    place = claim.ids[0] if claim.ids else ""
    return "training_seats", {"place": f"({place})" if place else ""}


def _stay(claim: Claim, names: Names) -> Words:
    if claim.ids:
        return _of_person(claim, names)
    band = names.instance.policy.altitude.bands[_row(claim)]
    return "altitude_stay_band", {"from_m": f"{band.from_m:,}"}


_WORDS: dict[str, Callable[[Claim, Names], Words]] = {
    "coverage": _of_post,
    "headcount": _of_post,
    "handover": _of_post,
    "quota": _quota,
    "milestone": _milestone,
    "locked": _locked,
    "release": _release,
    "housing": _of_place,
    "team": _of_place,
    "senior_presence": _of_place,
    "pairing": _pairing,
    "on_pair": _on_pair,
    "specialty": _specialty,
    "title": _title,
    "availability": _availability,
    "tour_length": _tour_length,
    "rest": _of_person,
    "max_tours": _of_person,
    "altitude_exposure": _of_person,
    "altitude_clearance": _clearance,
    "altitude_stay": _stay,
    "hypoxia_training": _training,
}
