"""Growth is measured on the question that was meant, also by months."""

from typing import Any

import pytest

from benchmarks.scale.growth import finer, measured
from benchmarks.scale.growth_picture import picture
from instances.synthetic import Request, Size, Starts, build
from solver.load import read_instance

NAME = "s-free-tight-11"


def test_a_period_of_a_month_asks_for_the_same_months() -> None:
    quarters = build(Request(Size.S, Starts.batched))
    instance, findings = read_instance(finer(quarters))
    assert findings == ()
    assert instance is not None
    assert instance.calendar is not None
    assert instance.calendar.batch_starts == (0, 6, 12, 18, 24, 30)
    months = [sum((d.to_period - d.from_period) * d.target for d in post.demand) for post in instance.posts]
    assert months == [
        3 * sum((d["to_period"] - d["from_period"]) * d["target"] for d in post["demand"]) for post in quarters["posts"]
    ]


def test_stages_are_measured_and_drawn() -> None:
    rows = [measured(NAME, months=months) for months in (False, True)]
    assert [row["periods"] for row in rows] == [12, 36]
    assert rows[1]["tours"] > 3 * rows[0]["tours"]
    assert rows[0]["parts"] == 1
    assert rows[0]["largest_part"] == rows[0]["tours"]
    assert picture(rows).count("<polyline") == 4


@pytest.mark.parametrize(("name", "parts"), [("m-free-tight-11-separate", 2), ("m-free-tight-11", 1)])
def test_separate_regions_fall_apart_and_overlapping_ones_do_not(name: str, parts: int) -> None:
    row: dict[str, Any] = measured(name, months=False)
    assert row["parts"] == parts
