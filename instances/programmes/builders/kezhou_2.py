"""Kezhou one year later: what the published plan has served by March 2027 is over, under way, or counted."""

import datetime as dt
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from instances.programmes.builders import kezhou
from instances.programmes.builders.document import Json
from instances.programmes.builders.kezhou_asks import Served, milestones, quotas
from instances.programmes.builders.kezhou_people import specialists
from instances.programmes.builders.kezhou_posts import posts

SINCE = 12
START = dt.date(2027, 3, 1)

ALIKE = ("hospital", "specialties", "role", "title", "tour_kinds", "max_tours")
"""What a colleague has in common with whom they follow on the list; wishes and family dates are not."""

NOTES = [
    "一年后：上一年计划（kezhou.plan.json）中已结束的援期成为经历，未满的轮休写成不能外派的日期，未结束的援期锁定。",
    "派满约定次数的专家由同院同专科同职称的同事接替进入名单；专家仅有编号，均为虚构。",
    "Facts and assumptions, each with its source: instances/README.md.",
]


def build() -> Json:
    """Return the instance as JSON."""
    began = [tour for tour in _published() if tour["from_period"] < SINCE]
    entities: Json = {
        "specialists": [*_a_year_older(began), *_colleagues(began)],
        "quotas": quotas([row[0] for row in kezhou.SUPPORTERS]),
        "milestones": milestones(SINCE, _served(began)),
        "locked": [_under_way(tour) for tour in began if tour["to_period"] > SINCE],
    }
    title = "江苏省—克州人民医院医疗人才“组团式”援疆：一年后"
    return kezhou.programme("kezhou-2", title, NOTES, SINCE, entities)


def _published() -> list[Json]:
    path = Path(__file__).parent.parent / "kezhou.plan.json"
    tours: list[Json] = json.loads(path.read_text(encoding="utf-8"))["tours"]
    return tours


def _a_year_older(began: list[Json]) -> Iterator[Json]:
    """Yield those who have not served all the tours they agreed to, or are still on the last one."""
    of_person: dict[str, list[Json]] = defaultdict(list)
    for tour in began:
        of_person[tour["specialist"]].append(tour)
    for entity in specialists():
        over = [tour for tour in of_person[entity["id"]] if tour["to_period"] <= SINCE]
        if entity.get("max_tours") == len(over):
            continue
        if over:
            entity["history"] = [{"altitude_m": 1300, "from": tour["from"], "to": tour["to"]} for tour in over]
        away = [days for days in entity.pop("unavailable", []) if days["to"] > START.isoformat()]
        away += [rest for tour in over if (rest := _rest(tour))["to"] > START.isoformat()]
        if away:
            entity["unavailable"] = away
        if over and "max_tours" in entity:
            entity["max_tours"] -= len(over)
        yield entity


def _rest(tour: Json) -> Json:
    """Return the days of rest after a tour of the year before; the history of low places owes none."""
    kind = next(post.get("tour_kind", "RESIDENT") for post in posts() if post["id"] == tour["post"])
    months = next(row["rest_months"] for row in kezhou.TOUR_KINDS if row["id"] == kind)
    year, month = divmod(int(tour["to"][:4]) * 12 + int(tour["to"][5:7]) - 1 + months, 12)
    return {"from": tour["to"], "to": f"{year}-{month + 1:02d}-01", "note": "轮休"}


def _colleagues(began: list[Json]) -> Iterator[Json]:
    """Yield, for everybody whose agreed tours have all begun, a colleague alike whom the hospital names for the years after."""
    tours = Counter(tour["specialist"] for tour in began)
    last = {entity["hospital"]: int(entity["id"].rpartition("-")[2]) for entity in specialists()}
    for entity in specialists():
        if entity.get("max_tours") == tours[entity["id"]]:
            last[entity["hospital"]] += 1
            colleague = {key: value for key, value in entity.items() if key in ALIKE}
            yield {"id": f"{entity['hospital']}-{last[entity['hospital']]:02d}", **colleague}


def _under_way(tour: Json) -> Json:
    return {
        "specialist": tour["specialist"],
        "post": tour["post"],
        "from_period": tour["from_period"] - SINCE,
        "to_period": tour["to_period"] - SINCE,
    }


def _served(began: list[Json]) -> Iterator[Served]:
    """Yield what each tour of the first year served: where, by whom, how many months."""
    department = {post["id"]: post["department"] for post in posts()}
    main = {entity["id"]: next(iter(entity.get("specialties", ())), None) for entity in specialists()}
    for tour in began:
        months = min(tour["to_period"], SINCE) - max(tour["from_period"], 0)
        yield department[tour["post"]], main[tour["specialist"]], max(months, 0)
