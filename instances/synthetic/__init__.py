"""Synthetic instances of four sizes, as realistic as is needed to measure a search; README.md of the folder above says how.

Hospitals and people are numbered and stand for nobody. The same request gives the same text on every machine.
"""

from instances.programmes.builders.document import Json, render
from instances.programmes.builders.specialties import NAMES
from instances.synthetic import capacity, demand, geography, links, supply, terms
from instances.synthetic.demand import NURSING, Department
from instances.synthetic.dice import Dice
from instances.synthetic.geography import Recipient, Supporter
from instances.synthetic.request import Profile, Regions, Request, Size, Starts, Tightness, named

__all__ = ["Profile", "Regions", "Request", "Size", "Starts", "Tightness", "build", "named", "text"]

NOTES = (
    "全部医院与人员均为编号，均属虚构；数量级见 instances/README.md。",
    "Every hospital and person is a number and stands for nobody; made by zutuan generate.",
)


def text(request: Request) -> str:
    """Return the JSON text of the instance that is asked for."""
    return render(build(request))


def build(request: Request) -> Json:
    """Return the instance that is asked for."""
    hospitals, sides = geography.recipients(request), geography.supporters(request)
    places = demand.departments(request, hospitals)
    posts = demand.posts(request, places)
    people = list(supply.specialists(request, sides, posts))
    houses = capacity.housing(request, hospitals, posts)
    spared = capacity.releases(request, sides, people, posts)
    return {
        "version": 1,
        "name": request.name,
        "notes": list(NOTES),
        "calendar": terms.calendar(request),
        "supporting_hospitals": [_supporter(request, side, people, spared[side.id]) for side in sides],
        "specialists": people,
        "recipient_hospitals": [_recipient(hospital, houses[hospital.id]) for hospital in hospitals],
        "departments": [_department(place) for place in places],
        "tour_kinds": terms.tour_kinds(request),
        "posts": [post.entity for post in posts],
        "relations": links.relations(sides),
        "pairings": links.pairings(request, sides, places, people),
        "policy": terms.policy(request, posts),
    }


def _supporter(request: Request, side: Supporter, people: list[Json], release: Json) -> Json:
    dice = Dice(request.seed, "supporter", side.id)
    own = [person for person in people if person["hospital"] == side.id]
    return {
        "id": side.id,
        "name": side.name,
        "kind": dice.weighted(("GENERAL", "SPECIALIST", "MCH"), (86, 8, 6)),
        "owner_level": dice.weighted(("PROVINCE", "CITY"), (40, 60)),
        "place": side.place,
        "release": release,
        "strength": links.strengths(request, side, own),
        "max_targets": links.max_targets(request),
        "opening_price": dice.between(5, 15),
        "training_place": f"训练地{side.regions[0] + 1:02d}",
    }


def _recipient(hospital: Recipient, places: int) -> Json:
    return {
        "id": hospital.id,
        "name": hospital.name,
        "kind": "GENERAL",
        "place": geography.place_of(hospital.region),
        "altitude_m": hospital.altitude_m,
        "housing": places,
    }


def _department(place: Department) -> Json:
    known = {} if place.code == NURSING else {"specialty": place.code}
    name = "护理部" if place.code == NURSING else NAMES[place.code]
    pairing = {"min_supporters": 1, "max_supporters": 2}
    return {"id": place.id, "hospital": place.recipient.id, "name": name, **known, "pairing": pairing}
