"""Fujian: eight tertiary hospitals behind twenty-five weak county hospitals. Facts and sources: instances/README.md."""

from instances.programmes.builders.document import Json

SUPPORTERS = (
    # id, name, owner, prefecture, workload that it can carry
    ("fjsl", "福建省立医院", "PROVINCE", "福州", 7),
    ("fjxh", "福建医科大学附属协和医院", "PROVINCE", "福州", 7),
    ("fjfy", "福建医科大学附属第一医院", "PROVINCE", "福州", 7),
    ("fjey", "福建医科大学附属第二医院", "PROVINCE", "泉州", 7),
    ("xmfy", "厦门大学附属第一医院", "CITY", "厦门", 6),
    ("xmzs", "厦门大学附属中山医院", "CITY", "厦门", 6),
    ("zzsy", "漳州市医院", "CITY", "漳州", 6),
    ("lyyy", "龙岩市第一医院", "CITY", "龙岩", 6),
)

COUNTIES = (
    # id, county, prefecture, workload
    ("shouning", "寿宁县", "宁德", 2),
    ("zhouning", "周宁县", "宁德", 1),
    ("zherong", "柘荣县", "宁德", 1),
    ("pingnan", "屏南县", "宁德", 1),
    ("gutian", "古田县", "宁德", 3),
    ("zhenghe", "政和县", "南平", 2),
    ("songxi", "松溪县", "南平", 1),
    ("guangze", "光泽县", "南平", 1),
    ("shunchang", "顺昌县", "南平", 2),
    ("pucheng", "浦城县", "南平", 3),
    ("mingxi", "明溪县", "三明", 1),
    ("qingliu", "清流县", "三明", 1),
    ("ninghua", "宁化县", "三明", 3),
    ("jianning", "建宁县", "三明", 1),
    ("taining", "泰宁县", "三明", 1),
    ("jiangle", "将乐县", "三明", 1),
    ("datian", "大田县", "三明", 3),
    ("wuping", "武平县", "龙岩", 3),
    ("liancheng", "连城县", "龙岩", 2),
    ("changting", "长汀县", "龙岩", 3),
    ("huaan", "华安县", "漳州", 1),
    ("pinghe", "平和县", "漳州", 3),
    ("zhaoan", "诏安县", "漳州", 3),
    ("yongtai", "永泰县", "福州", 2),
    ("minqing", "闽清县", "福州", 2),
)

NEIGHBOURS = {
    "福州": "宁德 南平 三明 泉州 莆田",
    "泉州": "福州 莆田 三明 龙岩 漳州 厦门",
    "厦门": "泉州 漳州",
    "漳州": "厦门 泉州 龙岩",
    "龙岩": "漳州 泉州 三明",
}
"""Prefectures that border on those of the supporters."""

SAME, NEXT, FAR = 2, 4, 7
"""Cost of a link within a prefecture, into the next one, and farther."""

NOTES = [
    "事实：福建省8家三级医院对口帮扶25家薄弱县医院。",
    "假设：医院与县的名单、工作量、承担能力、按地市远近计的费用、每家支援医院结对2—4家。",
    "Facts and assumptions, each with its source: instances/README.md.",
]


def build() -> Json:
    """Return the instance as JSON."""
    return {
        "version": 1,
        "name": "fujian",
        "title": "福建省三级医院对口帮扶薄弱县医院",
        "notes": NOTES,
        "supporting_hospitals": [_supporter(*row) for row in SUPPORTERS],
        "recipient_hospitals": [_recipient(*row) for row in COUNTIES],
        "pairings": [_link(row[0], row[3], county[0], county[2]) for row in SUPPORTERS for county in COUNTIES],
        "policy": {"objective": "weighted"},
    }


def _supporter(key: str, name: str, owner: str, place: str, capacity: int) -> Json:
    return {
        "id": key,
        "name": name,
        "kind": "GENERAL",
        "owner_level": owner,
        "place": place,
        "pairing_capacity": capacity,
        "min_targets": 2,
        "max_targets": 4,
    }


def _recipient(key: str, county: str, prefecture: str, workload: int) -> Json:
    return {
        "id": key,
        "name": f"{county}医院",
        "kind": "GENERAL",
        "place": prefecture,
        "pairing": {"min_supporters": 1, "max_supporters": 1, "workload": workload},
    }


def _link(supporter: str, seat: str, target: str, prefecture: str) -> Json:
    cost = SAME if seat == prefecture else NEXT if prefecture in NEIGHBOURS[seat].split() else FAR
    return {"supporter": supporter, "target": target, "cost": cost}
