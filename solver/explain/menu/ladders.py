"""Which changes of the instance could take a claim back: for each kind of claim some ladders, smallest step first.

A ladder is tried from below until a step is enough. Rules that protect people are on none of them; of what an examining
doctor has said, only the question whether it might be said anew.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from solver.domain.document import PostId, SpecialistId
from solver.domain.instance import Instance
from solver.domain.kinds import QuotaUnit, Title
from solver.domain.outcome import Claim
from solver.domain.relaxation import Code, Prices
from solver.explain.menu.documents import Change
from solver.explain.menu.tree import Tree, tree_of, value_at

Ladder = tuple[tuple[Change, ...], ...]
"""Steps, each of one change or some that go together."""

STEPS = (1, 2, 3, 6, 12)
MOST_STARTS = 12
"""Further batch starts that are tried for a claim, the nearest to its months first."""


class Ladders:
    """Makes the ladders of claims about an instance."""

    def __init__(self, instance: Instance, prices: Prices, claims: Iterable[Claim]) -> None:
        self.instance, self.prices = instance, prices
        named = {PostId(some_id) for claim in claims for some_id in claim.ids} & instance.post_by_id.keys()
        about = [instance.recipient_of(instance.post_by_id[post]) for post in named] or instance.recipient_hospitals
        self._highest_m = max((hospital.altitude_m or 0 for hospital in about), default=0)
        self.tree: Tree = tree_of(instance)
        self._made: dict[str, Callable[[Claim], Iterator[Ladder]]] = {
            "coverage": self._coverage,
            "headcount": self._headcount,
            "quota": self._quota,
            "milestone": self._milestone,
            "locked": self._locked,
            "release": self._capacity,
            "housing": self._capacity,
            "pairing": self._pairing,
            "title": self._title,
            "tour_length": self._tour_length,
            "max_tours": self._max_tours,
            "availability": self._availability,
            "altitude_clearance": self._clearance,
            "hypoxia_training": self._training,
        }

    def of(self, claim: Claim) -> Iterator[Ladder]:
        """Yield the ladders of a claim: of its numbers, and of its rule where that may be priced."""
        if claim.rule in self._made:
            yield from self._made[claim.rule](claim)
        yield from self._rule(claim)

    def _change(self, code: Code, pointer: str, after: Any, claim: Claim, units: int = 1, weight: int = 1) -> Change:
        price = units * weight * self.prices.of(code)
        before = value_at(self.tree, pointer)
        return Change(code=code, pointer=pointer, before=before, after=after, ids=claim.ids, units=units, price=price)

    @property
    def _step_months(self) -> int:
        return 1 if self.instance.calendar is None else self.instance.calendar.months_per_period

    @property
    def _horizon(self) -> int:
        return 1 if self.instance.calendar is None else self.instance.calendar.periods

    def _periods(self, claim: Claim) -> range:
        """Return the periods that a claim is about, all of the horizon where it names none."""
        horizon = self._horizon
        if claim.period is None:
            return range(horizon)
        return range(
            max(claim.period, 0), min(claim.period + 1 if claim.to_period is None else claim.to_period, horizon)
        )

    def _rule(self, claim: Claim) -> Iterator[Ladder]:
        rule = getattr(self.instance.policy.rules, claim.rule)
        modes = type(rule).model_json_schema()["properties"]["mode"].get("enum", ())
        if rule.mode == "hard" and "priced" in modes:
            yield (
                (self._change(Code.RULE_PRICED, f"/policy/rules/{claim.rule}/mode", "priced", Claim(rule=claim.rule)),),
            )

    def _coverage(self, claim: Claim) -> Iterator[Ladder]:
        yield self._demanded(Code.MINIMUM_LESS, "min", -1, claim, range(1, (claim.amount or 1) + 1))

    def _headcount(self, claim: Claim) -> Iterator[Ladder]:
        yield self._demanded(Code.TARGET_MORE, "target", 1, claim, STEPS[:3])

    def _demanded(self, code: Code, field: str, sign: int, claim: Claim, steps: Iterable[int]) -> Ladder:
        """Return the ladder of a post's demand: in the periods of the claim, then throughout."""
        pointer, post = self._demand(claim)
        rows, horizon = value_at(self.tree, pointer), self._horizon
        weight = post["priority"] if code is Code.MINIMUM_LESS else 1
        return tuple(
            (self._change(code, pointer, changed, claim, units=units * self._step_months, weight=weight),)
            for periods in dict.fromkeys((self._periods(claim), range(horizon)))
            for step in steps
            for changed, units in (_demands(rows, periods, field, sign * step),)
            if units
        )

    def _demand(self, claim: Claim) -> tuple[str, Any]:
        index = int(claim.sources[0].split("/")[2])
        return f"/posts/{index}/demand", self.tree["posts"][index]

    def _quota(self, claim: Claim) -> Iterator[Ladder]:
        pointer = claim.sources[0]
        index, field = int(pointer.split("/")[2]), pointer.rsplit("/", 1)[-1]
        in_months = self.instance.quotas[index].unit is QuotaUnit.PERSON_MONTHS
        code, limit = Code.QUOTA_MONTHS if in_months else Code.QUOTA_DEPARTURES, claim.amount or 0
        steps = [step * self._step_months if in_months else step for step in STEPS]
        yield tuple(
            (self._change(code, pointer, limit + step if field == "max" else limit - step, claim, units=step),)
            for step in steps
            if field == "max" or step <= limit
        )

    def _milestone(self, claim: Claim) -> Iterator[Ladder]:
        pointer, asked = claim.sources[0], claim.amount or 0
        priority = self.instance.milestones[int(pointer.split("/")[2])].priority
        steps = [step * self._step_months for step in STEPS]
        yield tuple(
            (self._change(Code.MILESTONE_LESS, pointer, asked - step, claim, units=step, weight=priority),)
            for step in steps
            if step < asked
        )

    def _locked(self, claim: Claim) -> Iterator[Ladder]:
        _, entity, index = claim.sources[0].split("/")[:3]
        entries = self.tree[entity]
        without = [entry for number, entry in enumerate(entries) if number != int(index)]
        if entity == "forbidden":
            yield ((self._change(Code.FORBIDDEN_LIFTED, "/forbidden", without, claim),),)
        elif entries[int(index)]["from_period"] >= 0:
            yield ((self._change(Code.LOCK_LIFTED, "/locked", without, claim),),)
        else:
            pointer = f"/locked/{index}/to_period"
            end = entries[int(index)]["to_period"]
            yield tuple(
                (self._change(Code.EXTENSION, pointer, end + more, claim, units=more * self._step_months),)
                for more in STEPS[:3]
            )

    def _capacity(self, claim: Claim) -> Iterator[Ladder]:
        """Yield the ladder of a limit: in the periods of the claim, then throughout."""
        code = Code.PLACE_MORE if claim.rule == "housing" else Code.RELEASED_HEAD_MORE
        limits = value_at(self.tree, claim.sources[0])
        yield tuple(
            (self._change(code, claim.sources[0], self._raised(limits, periods, more), claim, more * months),)
            for periods in dict.fromkeys((self._periods(claim), range(self._horizon)))
            for more in STEPS[:2]
            for months in (len(periods) * self._step_months,)
        )

    def _raised(self, limits: Any, periods: range, more: int) -> Any:
        listed = limits if isinstance(limits, list) else [limits] * self._horizon
        return [limit + more if period in periods else limit for period, limit in enumerate(listed)]

    def _pairing(self, claim: Claim) -> Iterator[Ladder]:
        pointer, limit = claim.sources[0], claim.amount or 0
        less = pointer.rsplit("/", 1)[-1].startswith("min_")
        yield tuple(
            (self._change(Code.PAIRING_BOUND, pointer, limit - step if less else limit + step, claim, units=step),)
            for step in STEPS[:3]
            if not less or step <= limit
        )

    def _title(self, claim: Claim) -> Iterator[Ladder]:
        pointer = claim.sources[0]
        grades = [title.value for title in Title]
        at = grades.index(value_at(self.tree, pointer))
        yield tuple(
            (self._change(Code.TITLE_LOWER, pointer, grades[at - step], claim, units=step),)
            for step in range(1, at + 1)
        )

    def _tour_length(self, claim: Claim) -> Iterator[Ladder]:
        pointer = claim.sources[0]
        field = pointer.rsplit("/", 1)[-1]
        if field == "tour_kinds":
            kinds = [kind.id for kind in self.instance.tour_kinds]
            yield ((self._change(Code.KIND_AGREED, pointer, kinds, claim),),)
        elif field == "batch_starts":
            yield from self._starts(claim, pointer)
        else:
            months = value_at(self.tree, pointer)
            steps = [step * self._step_months for step in STEPS]
            longer = field == "max_months"
            code = Code.TOUR_MONTH_MORE if longer else Code.TOUR_MONTH_LESS
            yield tuple(
                (self._change(code, pointer, months + step if longer else months - step, claim, units=step),)
                for step in steps
                if longer or step < months
            )

    def _starts(self, claim: Claim, pointer: str) -> Iterator[Ladder]:
        """Yield one ladder per period in which tours might start besides."""
        calendar = self.instance.calendar
        assert calendar is not None
        starts = value_at(self.tree, pointer)
        known = list(calendar.starts()) if starts is None else starts
        for period in [p for p in range(calendar.periods) if p not in known][:MOST_STARTS]:
            yield ((self._change(Code.BATCH_START_MORE, pointer, sorted([*known, period]), claim),),)

    def _max_tours(self, claim: Claim) -> Iterator[Ladder]:
        more = (claim.amount or 0) + 1
        yield ((self._change(Code.TOUR_MORE, claim.sources[0], more, claim),),)

    def _availability(self, claim: Claim) -> Iterator[Ladder]:
        absences = value_at(self.tree, claim.sources[0])
        for index in range(len(absences)):
            without = absences[:index] + absences[index + 1 :]
            yield ((self._change(Code.ABSENCE_MOVED, claim.sources[0], without, claim),),)

    def _clearance(self, claim: Claim) -> Iterator[Ladder]:
        """Yield the question whether the doctor would clear the person for the highest place named, and renew it each time."""
        person = self.instance.specialist_by_id[SpecialistId(claim.ids[0])]
        now = person.clearance
        cleared = self._highest_m if now is None else max(now.max_altitude_m, self._highest_m)
        after: dict[str, object] = {"max_altitude_m": cleared, "valid_until": None, "renewable": True}
        if now is not None and now.valid_until is not None:
            after["valid_until"] = now.valid_until.isoformat()
        pointer = next(source for source in claim.sources if source.endswith("/clearance"))
        yield ((self._change(Code.CLEARANCE_RENEWED, pointer, after, claim),),)

    def _training(self, claim: Claim) -> Iterator[Ladder]:
        pointer = claim.sources[0]
        if pointer.rsplit("/", 1)[-1] not in ("seats_per_period", "seats_before_start"):
            return
        seats = value_at(self.tree, pointer)
        yield tuple(
            (self._change(Code.TRAINING_SEAT_MORE, pointer, seats + more, claim, units=more),) for more in STEPS[:3]
        )


def _demands(rows: list[dict[str, Any]], periods: range, field: str, more: int) -> tuple[list[dict[str, Any]], int]:
    """Return rows of demand in which the periods ask for more, or less, and by how many persons and periods in all.

    Rows are split where that is needed.
    """
    changed, units = [], 0
    for row in rows:
        begin, after = row["from_period"], row["to_period"]
        first, last = min(max(begin, periods.start), after), max(min(after, periods.stop), begin)
        if first >= last:
            changed.append(row)
            continue
        for start, end, by in ((begin, first, 0), (first, last, more), (last, after, 0)):
            if start < end:
                part = row | {"from_period": start, "to_period": end, field: max(row[field] + by, 0)}
                part["target"] = max(part["target"], part["min"])
                units += abs(part[field] - row[field]) * (end - start)
                changed.append(part)
    return changed, units
