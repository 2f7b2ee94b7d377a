"""Specialty and title: who is sent can do what the post asks."""

from collections.abc import Iterator

from solver.checks.breach import Breach
from solver.checks.view import PlanView
from solver.domain.instance import Instance
from solver.domain.kinds import Title
from solver.domain.people import Specialist
from solver.domain.posts import Post

GRADES = {Title.RESIDENT: 0, Title.ATTENDING: 1, Title.DEPUTY_CHIEF: 2, Title.CHIEF: 3}


def knows_the_work(instance: Instance, person: Specialist, post: Post) -> bool:
    """Return whether a person has a specialty that the post accepts."""
    accepted = instance.accepted_specialties(post)
    return not accepted or not set(accepted).isdisjoint(person.specialties)


def specialty(instance: Instance, view: PlanView) -> Iterator[Breach]:
    """Yield a breach for a role that the post does not accept, and one for missing specialties."""
    for tour in view.judged:
        person, post = tour.specialist, tour.post
        if person.role not in post.roles:
            yield Breach(tour.ids, tour.tour.from_period, person.role, ", ".join(post.roles))
        if not knows_the_work(instance, person, post):
            accepted = ", ".join(instance.accepted_specialties(post))
            yield Breach(tour.ids, tour.tour.from_period, ", ".join(person.specialties), accepted)


def title(instance: Instance, view: PlanView) -> Iterator[Breach]:
    """Yield grades under the post's title, in grade-months; at most `max_below` grades may be priced."""
    most = instance.policy.rules.title.max_below
    for tour in view.judged:
        below = GRADES[tour.post.min_title] - GRADES[tour.specialist.title]
        if below > 0:
            yield Breach(
                tour.ids,
                tour.tour.from_period,
                found=tour.specialist.title,
                limit=tour.post.min_title,
                units=below * tour.months,
                priceable=below <= most,
            )
