"""Hainan: three provincial hospitals behind sixteen cities and counties, nine of them in trust. See instances/README.md."""

from instances.programmes.builders.document import Json
from instances.programmes.builders.specialties import NAMES

SUPPORTERS = (
    # id, name, strength by specialty
    ("hnry", "海南省人民医院", {"03.04": 5, "04.02": 5, "20": 4, "05": 4, "03.03": 4, "28": 4, "04.03": 3}),
    ("hyyy", "海南医学院第一附属医院", {"20": 5, "03.01": 5, "03.04": 4, "05": 5, "07": 4, "28": 3}),
    ("hyey", "海南医学院第二附属医院", {"04.03": 5, "03.03": 4, "03.06": 5, "07": 3, "28": 5, "20": 3}),
)

FORMS = {"T": "TRUSTEESHIP", "J": "TECHNICAL"}
WORKLOAD = {"T": 3, "J": 1}
CAPACITY = 12

COUNTIES = (
    # id, name, specialties to be built up, form, supporter that has signed
    ("danzhou", "儋州市", "03.04 20", "J", "hnry"),
    ("wenchang", "文昌市", "03.03 07", "J", "hyyy"),
    ("qionghai", "琼海市", "03.04 28", "J", "hnry"),
    ("wanning", "万宁市", "05 20", "J", "hyyy"),
    ("dongfang", "东方市", "04.03 03.06", "J", "hyey"),
    ("wuzhishan", "五指山市", "20 05", "T", "hyyy"),
    ("dingan", "定安县", "03.04 03.03", "T", "hnry"),
    ("tunchang", "屯昌县", "03.01 07", "T", "hyyy"),
    ("chengmai", "澄迈县", "04.02 28", "T", "hnry"),
    ("lingao", "临高县", "03.06 04.03", "T", "hyey"),
    ("baisha", "白沙黎族自治县", "28 03.03", "T", "hyey"),
    ("changjiang", "昌江黎族自治县", "04.03 20", "J", None),
    ("ledong", "乐东黎族自治县", "05 07", "T", "hyyy"),
    ("lingshui", "陵水黎族自治县", "03.04 04.02", "J", None),
    ("baoting", "保亭黎族苗族自治县", "03.01 05", "T", None),
    ("qiongzhong", "琼中黎族苗族自治县", "03.06 28", "T", None),
)

NOTES = [
    "事实：3家省属公立医院与16个市（县）商定下沉帮扶形式，托管9个、技术帮扶7个；已签托管协议7个、技术协议5个；至2023年11月选派128人。",
    "假设：16个市县即海口、三亚、三沙以外的市县；形式与签约的对应关系、专科、专科能力、工作量（托管3、技术1）与承担能力。",
    "Facts and assumptions, each with its source: instances/README.md.",
]


def build() -> Json:
    """Return the instance as JSON."""
    return {
        "version": 1,
        "name": "hainan",
        "title": "海南省属公立医院下沉帮扶市（县）医院",
        "notes": NOTES,
        "supporting_hospitals": [_supporter(*row) for row in SUPPORTERS],
        "recipient_hospitals": [_recipient(key, name, form) for key, name, _, form, _ in COUNTIES],
        "departments": [_department(row[0], code) for row in COUNTIES for code in row[2].split()],
        "pairings": [_link(row[0], key, form, signed) for key, _, _, form, signed in COUNTIES for row in SUPPORTERS],
        "policy": {"objective": "weighted"},
    }


def _supporter(key: str, name: str, strength: dict[str, int]) -> Json:
    supporter: Json = {"id": key, "name": name, "kind": "GENERAL", "owner_level": "PROVINCE", "place": "海南省"}
    return supporter | {"strength": strength, "pairing_capacity": CAPACITY}


def _recipient(key: str, name: str, form: str) -> Json:
    pairing = {"min_supporters": 1, "max_supporters": 1, "workload": WORKLOAD[form]}
    return {"id": key, "name": f"{name}人民医院", "kind": "GENERAL", "place": name, "pairing": pairing}


def _department(hospital: str, code: str) -> Json:
    return {"id": f"{hospital}-{code}", "hospital": hospital, "name": NAMES[code], "specialty": code}


def _link(supporter: str, target: str, form: str, signed: str | None) -> Json:
    link: Json = {"supporter": supporter, "target": target, "form": FORMS[form]}
    return link | ({"state": "EXISTING"} if supporter == signed else {})
