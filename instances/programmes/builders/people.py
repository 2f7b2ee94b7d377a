"""Groups of specialists: a line of a table becomes as many numbered people as it has titles."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from instances.programmes.builders.document import Json

TITLES = {"C": "CHIEF", "D": "DEPUTY_CHIEF", "A": "ATTENDING"}


@dataclass(frozen=True)
class Group:
    """Colleagues of one hospital with the same specialties; `titles` has a letter a person: C, D or A."""

    hospital: str
    specialties: str
    titles: str
    kinds: tuple[str, ...]
    role: str = "DOCTOR"


@dataclass(frozen=True)
class Person:
    """A numbered specialist: `number` counts all people from 0, `nth` those of the group."""

    id: str
    number: int
    nth: int
    group: Group

    def entity(self) -> Json:
        """Return what the group says of the person, as an entity of the instance."""
        entity: Json = {"id": self.id, "hospital": self.group.hospital}
        if self.group.specialties:
            entity["specialties"] = self.group.specialties.split()
        entity |= {"role": self.group.role, "title": TITLES[self.group.titles[self.nth]]}
        return entity | {"tour_kinds": list(self.group.kinds)}


def numbered(groups: Sequence[Group]) -> Iterator[Person]:
    """Number the people of all groups: ids such as `jsph-03` count within a hospital."""
    in_hospital: Counter[str] = Counter()
    number = 0
    for group in groups:
        for nth in range(len(group.titles)):
            in_hospital[group.hospital] += 1
            yield Person(f"{group.hospital}-{in_hospital[group.hospital]:02d}", number, nth, group)
            number += 1
