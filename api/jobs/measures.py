"""Figures that a planner sees without opening a document: of an instance, and of a plan."""

from api.jobs.documents import InputMetrics, Kpis
from solver.domain.instance import Instance
from solver.domain.plan import Plan


def input_metrics(instance: Instance) -> InputMetrics:
    """Return how large an instance is; the candidate tours are counted by the search."""
    months = instance.calendar.months_per_period if instance.calendar else 0
    departments = [department for department in instance.departments if department.pairing is not None]
    hospitals = [hospital for hospital in instance.recipient_hospitals if hospital.pairing is not None]
    return InputMetrics(
        specialists=sum(person.count for person in instance.specialists),
        supporting_hospitals=len(instance.supporting_hospitals),
        recipient_hospitals=len(instance.recipient_hospitals),
        posts=len(instance.posts),
        periods=instance.calendar.periods if instance.calendar else 0,
        targets=len(departments) + len(hospitals),
        demand_months=months * sum(_minimum(instance)),
    )


def kpis(instance: Instance, plan: Plan, violations: int | None = None) -> Kpis:
    """Return the first figures of a checked plan; its priced violations are counted when the job ends."""
    months = instance.calendar.months_per_period if instance.calendar else 0
    asked = months * sum(_minimum(instance))
    short = months * sum(seat.missing for seat in plan.shortages if seat.below == "min")
    below = months * sum(seat.missing for seat in plan.shortages if seat.below == "target")
    return Kpis(
        tours=len(plan.tours),
        pairings=len(plan.pairings),
        minimum_filled=round((asked - short) / asked, 4) if asked else 1.0,
        shortage_months=short,
        below_target_months=below,
        priced_violations=violations,
    )


def _minimum(instance: Instance) -> list[int]:
    """Return person-periods of every row of demand."""
    return [row.min * (row.to_period - row.from_period) for post in instance.posts for row in post.demand]
