"""How ids, dates and periods are said to people: names from the instance, words from the catalogue."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from solver.domain.calendar import Calendar, add_months
from solver.domain.document import DepartmentId, HospitalId, PostId, SpecialistId, Specialty
from solver.domain.instance import Instance
from solver.domain.kinds import Role, Title
from solver.domain.people import Specialist
from solver.domain.posts import Post
from solver.texts import Language, catalogue, say


@dataclass(frozen=True)
class Names:
    """Says what an instance's ids stand for, in one language."""

    instance: Instance
    language: Language

    def say(self, key: str, **values: object) -> str:
        """Return a sentence of the report's texts."""
        return say(f"report.{key}", self.language, **values)

    def say_of_seats(self, key: str, **values: object) -> str:
        """Return a sentence of the explanations of seats."""
        return say(f"explain_seats.{key}", self.language, **values)

    def person(self, specialist: SpecialistId, unit: int = 0) -> str:
        """Return a person's label, else the id; a unit of a pool carries its number, counted from 1."""
        known = self.instance.specialist_by_id.get(specialist)
        if known is None:
            return specialist
        label = known.label or known.id
        return f"{label} #{unit + 1}" if known.count > 1 else label

    def people(self, specialist: SpecialistId) -> str:
        """Return a person's label or that of a whole pool with its size."""
        known = self.instance.specialist_by_id.get(specialist)
        if known is None or known.count == 1:
            return self.person(specialist)
        return self.say("pool", label=known.label or known.id, count=known.count)

    def title(self, specialist: Specialist) -> str:
        """Return the professional title as it is called in the person's profession."""
        return self.title_of(specialist.title, specialist.role)

    def title_of(self, title: Title, role: Role) -> str:
        """Return a professional title as it is called in a profession."""
        return self.say(f"title.{role}.{title}")

    def specialty(self, code: Specialty | None) -> str:
        """Return the name of a department of this specialty, else the code itself."""
        if code is None:
            return ""
        known = {d.name for d in self.instance.departments if d.specialty == code}
        return known.pop() if len(known) == 1 else code

    def supporter(self, hospital: HospitalId) -> str:
        """Return a supporting hospital's name, else the id."""
        known = self.instance.supporter_by_id.get(hospital)
        return hospital if known is None else known.name

    def recipient(self, post: Post) -> str:
        """Return the name of the hospital where a post stands."""
        return self.instance.recipient_of(post).name

    def department(self, post: Post) -> str:
        """Return the name of a post's department."""
        return self.instance.department_by_id[post.department].name

    def post(self, post: Post) -> str:
        """Return a post's name; one without a name is called by its id."""
        return post.name or post.id

    def place(self, post: Post) -> str:
        """Return post, department and hospital in one line; a department named in the post is not said twice."""
        department, name = self.department(post), self.post(post)
        parts = (self.recipient(post), *(() if department in name else (department,)), name)
        return " · ".join(parts)

    def anything(self, some_id: str) -> str:
        """Return the name behind an id of whatever sort, else the id."""
        instance = self.instance
        if (specialist := SpecialistId(some_id)) in instance.specialist_by_id:
            return self.people(specialist)
        if (post := instance.post_by_id.get(PostId(some_id))) is not None:
            return self.place(post)
        hospital = HospitalId(some_id)
        known = (
            instance.supporter_by_id.get(hospital)
            or instance.recipient_by_id.get(hospital)
            or instance.department_by_id.get(DepartmentId(some_id))
        )
        return some_id if known is None else known.name

    def rule(self, stem: str) -> str:
        """Return a rule's name, else the stem."""
        return catalogue(self.language).get(f"rules.{stem}.label", stem)

    def list(self, texts: Iterable[str]) -> str:
        """Return several texts as one enumeration."""
        return self.say("and").join(texts)

    @property
    def calendar(self) -> Calendar:
        """The calendar; asked for only where there are posts, which need one."""
        assert self.instance.calendar is not None
        return self.instance.calendar

    def month(self, day: date) -> str:
        """Return the month of a day."""
        return self.say("month", year=day.year, month=day.month)

    def span(self, from_period: int, to_period: int) -> str:
        """Return the months from one period to before another, in words."""
        first = self.calendar.day(from_period)
        last = add_months(self.calendar.day(to_period), -1)
        if last <= first:
            return self.month(first)
        return self.say("span", first=self.month(first), last=self.month(last))

    def days(self, from_day: date, to_day: date) -> str:
        """Return a half-open range of days as people say it: the last day is part of it."""
        return self.say("days", first=from_day.isoformat(), last=last_day(to_day).isoformat())


def last_day(to_day: date) -> date:
    """Return the last day of a range that ends before `to_day`."""
    return to_day - timedelta(days=1)
