"""Sixty county-level hospitals of Xinjiang by the province or city that helps them, with the altitude of each town."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Sender:
    """A helping province or city: so many tertiary hospitals, numbered, and the counties it helps."""

    id: str
    name: str
    hospitals: int
    counties: str


SENDERS = (
    # id, name, tertiary hospitals, counties with the metres of their towns
    Sender("bj", "北京市", 5, "和田市:1380 和田县:1380 墨玉县:1330 洛浦县:1350"),
    Sender("tj", "天津市", 3, "策勒县:1370 于田县:1430 民丰县:1410"),
    Sender("ah", "安徽省", 1, "皮山县:1380"),
    Sender("gd", "广东省", 4, "疏附县:1310 伽师县:1210 图木舒克市:1100"),
    Sender("sz", "深圳市", 2, "喀什市:1289 塔什库尔干县:3090"),
    Sender("sd", "山东省", 4, "疏勒县:1280 英吉沙县:1300 岳普湖县:1200 麦盖提县:1180"),
    Sender("sh", "上海市", 5, "莎车县:1230 泽普县:1280 叶城县:1360 巴楚县:1120"),
    Sender("jx", "江西省", 1, "阿克陶县:1320"),
    Sender(
        "js",
        "江苏省",
        8,
        "阿图什市:1300 乌恰县:2180 阿合奇县:1990 察布查尔县:600 尼勒克县:1110 特克斯县:1210 昭苏县:1850",
    ),
    Sender("zj", "浙江省", 8, "乌什县:1400 柯坪县:1160 拜城县:1230 沙雅县:980 阿瓦提县:1040 温宿县:1130 新和县:1010"),
    Sender("ln", "辽宁省", 5, "托里县:1080 和布克赛尔县:1290 裕民县:710 额敏县:520 塔城市:540"),
    Sender("jl", "吉林省", 3, "吉木乃县:980 布尔津县:480 哈巴河县:530"),
    Sender("hl", "黑龙江省", 2, "青河县:1220 富蕴县:810"),
    Sender("hn", "湖南省", 2, "鄯善县:400 托克逊县:0"),
    Sender("hb", "湖北省", 2, "精河县:320 温泉县:1350"),
    Sender("he", "河北省", 4, "若羌县:890 且末县:1250 尉犁县:880 和硕县:1090"),
    Sender("fj", "福建省", 3, "木垒县:1270 奇台县:790 吉木萨尔县:740"),
    Sender("sx", "山西省", 1, "阜康市:550"),
    Sender("ha", "河南省", 2, "巴里坤县:1650 伊吾县:1730"),
)


@dataclass(frozen=True)
class County:
    """A county: `number` counts all of them from 0, `nth` those of its sender."""

    id: str
    number: int
    nth: int
    name: str
    altitude_m: int
    sender: Sender


@dataclass(frozen=True)
class Hospital:
    """A numbered tertiary hospital: `number` counts all of them from 0, `nth` those of its sender."""

    id: str
    number: int
    nth: int
    sender: Sender


def counties() -> tuple[County, ...]:
    """Return the counties, sender by sender."""
    rows = [(sender, nth, word) for sender in SENDERS for nth, word in enumerate(sender.counties.split())]
    return tuple(
        County(f"xj-{number + 1:02d}", number, nth, word.partition(":")[0], int(word.partition(":")[2]), sender)
        for number, (sender, nth, word) in enumerate(rows)
    )


def hospitals() -> tuple[Hospital, ...]:
    """Return the tertiary hospitals, sender by sender."""
    rows = [(sender, nth) for sender in SENDERS for nth in range(sender.hospitals)]
    return tuple(
        Hospital(f"{sender.id}-{nth + 1:02d}", number, nth, sender) for number, (sender, nth) in enumerate(rows)
    )
