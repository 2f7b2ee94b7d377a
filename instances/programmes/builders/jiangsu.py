"""Jiangsu's north–south pairing to 2025, annexes 1 to 3 link by link. Facts and sources: instances/README.md."""

from collections.abc import Iterator

from instances.programmes.builders.document import Json

PROVINCE = "江苏省"

CITY_PAIRS = (("南京", "淮安"), ("无锡", "连云港"), ("常州", "盐城"), ("苏州", "宿迁"))

COUNTIES = (
    # id, name, city: the ten counties that the province names first
    ("guanyun", "灌云县", "连云港"),
    ("donghai", "东海县", "连云港"),
    ("guannan", "灌南县", "连云港"),
    ("lianshui", "涟水县", "淮安"),
    ("xuyi", "盱眙县", "淮安"),
    ("binhai", "滨海县", "盐城"),
    ("funing", "阜宁县", "盐城"),
    ("shuyang", "沭阳县", "宿迁"),
    ("sihong", "泗洪县", "宿迁"),
    ("siyang", "泗阳县", "宿迁"),
)

FIRST_PEOPLES = ("guannan", "shuyang", "sihong", "siyang")
"""Counties whose hospital in annex 1 is called 第一人民医院."""

SUPPORTERS = (
    # id, name as in the annexes, kind, owner, place
    ("wx-second", "无锡市第二人民医院", "GENERAL", "CITY", "无锡"),
    ("suda-first", "苏州大学附属第一医院", "GENERAL", "PROVINCE", PROVINCE),
    ("wx-jiangnan", "江南大学附属医院", "GENERAL", "CITY", "无锡"),
    ("wx-orthopaedic", "无锡市骨科医院", "SPECIALIST", "CITY", "无锡"),
    ("wx-people", "无锡市人民医院", "GENERAL", "CITY", "无锡"),
    ("wx-mental", "无锡市精卫中心", "SPECIALIST", "CITY", "无锡"),
    ("nj-gulou", "南京鼓楼医院", "GENERAL", "CITY", "南京"),
    ("zhongda", "东南大学附属中大医院", "GENERAL", "PROVINCE", PROVINCE),
    ("njmu-second", "南京医科大学第二附属医院", "GENERAL", "PROVINCE", PROVINCE),
    ("cz-first", "常州市第一人民医院", "GENERAL", "CITY", "常州"),
    ("sz-kunshan", "苏州昆山市第一人民医院", "GENERAL", "COUNTY", "苏州"),
    ("sz-changshu", "苏州常熟市第二人民医院", "GENERAL", "COUNTY", "苏州"),
    ("xzmu", "徐州医科大学附属医院", "GENERAL", "PROVINCE", PROVINCE),
    ("sz-ninth", "苏州市第九人民医院", "GENERAL", "CITY", "苏州"),
    ("js-people", "省人民医院", "GENERAL", "PROVINCE", PROVINCE),
    ("wx-tcm", "无锡市中医医院", "TCM", "CITY", "无锡"),
    ("js-tcm-second", "省第二中医院", "TCM", "PROVINCE", PROVINCE),
    ("nj-integrated", "南京市中西医结合医院", "TCM", "CITY", "南京"),
    ("js-integrated", "省中西医结合医院", "TCM", "PROVINCE", PROVINCE),
    ("cz-wujin-tcm", "常州市武进中医医院", "TCM", "COUNTY", "常州"),
    ("cz-tcm", "常州市中医医院", "TCM", "CITY", "常州"),
    ("sz-kunshan-tcm", "苏州昆山市中医医院", "TCM", "COUNTY", "苏州"),
    ("sz-zhangjiagang-tcm", "苏州张家港市中医医院", "TCM", "COUNTY", "苏州"),
    ("sz-tcm", "苏州市中医医院", "TCM", "CITY", "苏州"),
    ("js-cdc", "省疾控中心", "CDC", "PROVINCE", PROVINCE),
    ("wx-cdc", "无锡市疾控中心", "CDC", "CITY", "无锡"),
    ("nj-cdc", "南京市疾控中心", "CDC", "CITY", "南京"),
    ("sz-cdc", "苏州市疾控中心", "CDC", "CITY", "苏州"),
    ("cz-cdc", "常州市疾控中心", "CDC", "CITY", "常州"),
)
"""省人民医院 is the hospital that other programmes here call 江苏省人民医院."""

PUBLISHED = (
    # county, its people's hospital ←, its TCM hospital ←, its CDC ←
    ("guanyun", "wx-second suda-first", "wx-tcm", "js-cdc"),
    ("donghai", "wx-jiangnan wx-orthopaedic", "js-tcm-second", "wx-cdc"),
    ("guannan", "wx-people wx-mental", "", "wx-cdc"),
    ("lianshui", "nj-gulou zhongda", "nj-integrated", "nj-cdc"),
    ("xuyi", "nj-gulou zhongda", "js-integrated", "nj-cdc"),
    ("binhai", "njmu-second", "cz-wujin-tcm", "js-cdc"),
    ("funing", "cz-first", "cz-tcm", "cz-cdc"),
    ("shuyang", "sz-kunshan zhongda", "sz-kunshan-tcm", "sz-cdc"),
    ("sihong", "sz-changshu xzmu", "sz-zhangjiagang-tcm", "js-cdc"),
    ("siyang", "sz-ninth js-people", "sz-tcm", "sz-cdc"),
)
"""Supporters in the order of the annexes. Annex 2 has no row for 灌南县."""

UNDECIDED = ("donghai-people", "guannan-people")
"""Where two supporters of one city stand side by side, the document's rule names no lead."""

NOTES = [
    "事实：四对结对城市、10个重点帮扶县，附件1—3逐条录入（人民医院18对、中医院9对、疾控中心10对）；附件2没有灌南县中医院，故其最少支援数为0。",
    "假设：医院隶属关系；中西医结合医院按中医类；每家支援单位结对1—3家，每家受援单位最多2家支援单位。",
    "Facts and assumptions, each with its source: instances/README.md.",
]


def build() -> Json:
    """Return the instance as JSON."""
    return {
        "version": 1,
        "name": "jiangsu-north-south",
        "title": "江苏省医疗卫生南北结对帮扶",
        "notes": NOTES,
        "supporting_hospitals": [_supporter(*row) for row in SUPPORTERS],
        "recipient_hospitals": [hospital for county in COUNTIES for hospital in _recipients(*county)],
        "relations": [*_between_cities(), *_from_the_province()],
        "pairings": [{"supporter": who, "target": target, "state": "EXISTING"} for who, target in links()],
        "policy": {"objective": "weighted"},
    }


def plan() -> Json:
    """Return the published pairing as a plan: leads by the document's rule, left open where it is silent."""
    owner = {row[0]: row[3] for row in SUPPORTERS}
    behind: dict[str, list[str]] = {}
    for supporter, target in links():
        behind.setdefault(target, []).append(supporter)
    return {"pairings": [_planned(who, target, behind[target], owner) for who, target in links()]}


def links() -> Iterator[tuple[str, str]]:
    """Yield supporter and target of all links of the annexes, annex by annex."""
    for column, kind in enumerate(("people", "tcm", "cdc"), start=1):
        for row in PUBLISHED:
            for supporter in row[column].split():
                yield supporter, f"{row[0]}-{kind}"


def _supporter(key: str, name: str, kind: str, owner: str, place: str) -> Json:
    supporter: Json = {"id": key, "name": name, "kind": kind, "owner_level": owner, "place": place}
    return supporter | {"min_targets": 1, "max_targets": 3}


def _recipients(key: str, county: str, city: str) -> Iterator[Json]:
    first = "第一" if key in FIRST_PEOPLES else ""
    for kind, word, label in (
        ("people", "GENERAL", f"{first}人民医院"),
        ("tcm", "TCM", "中医院"),
        ("cdc", "CDC", "疾控中心"),
    ):
        least = 0 if (key, kind) == ("guannan", "tcm") else 1
        yield {
            "id": f"{key}-{kind}",
            "name": county + label,
            "kind": word,
            "place": city,
            "pairing": {"min_supporters": least, "max_supporters": 2},
        }


def _between_cities() -> Iterator[Json]:
    for south, north in CITY_PAIRS:
        yield {"from_place": south, "to_place": north}


def _from_the_province() -> Iterator[Json]:
    for _, north in CITY_PAIRS:
        yield {"from_place": PROVINCE, "to_place": north}


def _planned(supporter: str, target: str, together: list[str], owner: dict[str, str]) -> Json:
    planned: Json = {"supporter": supporter, "target": target, "state": "EXISTING"}
    if target in UNDECIDED:
        return planned | {"lead_basis": "OPEN"}
    if len(together) > 1 and owner[supporter] == "PROVINCE":
        return planned | {"role": "COOPERATE"}
    return planned | {"role": "LEAD", "lead_basis": "RULE"}
