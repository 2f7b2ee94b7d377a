import pytest

from solver.report.blocks import MOST_LINES, headed, packed
from solver.report.tours import Heading, PersonLine


def lines(*sizes):
    return [
        PersonLine(
            specialist=f"{hospital}-{n}", unit=0, supporter=f"h{hospital}", person="", title="", specialty="", tours=()
        )
        for hospital, size in enumerate(sizes)
        for n in range(size)
    ]


def supporter(line):
    return line.supporter


@pytest.mark.parametrize(
    ("sizes", "blocks"),
    [
        ((3,), [["h0"]]),
        ((3, 4), [["h0", "h1"]]),
        ((MOST_LINES - 2, 2), [["h0"], ["h1"]]),
        ((5 * MOST_LINES, 2), [["h0"], ["h1"]]),  # a big hospital is not parted
        ((2, 5 * MOST_LINES, 2), [["h0"], ["h1"], ["h2"]]),
        ((), []),
    ],
)
def test_small_hospitals_share_a_block(sizes, blocks):
    packs = packed(lines(*sizes), supporter)
    assert [hospitals for hospitals, _ in packs] == blocks
    assert sum(len(mine) for _, mine in packs) == sum(sizes)


def test_several_hospitals_of_a_block_are_headed_and_a_single_one_is_not():
    assert [line.text for line in headed(lines(2, 1), supporter) if isinstance(line, Heading)] == ["h0", "h1"]
    assert isinstance(headed(lines(2, 1), supporter)[0], Heading)
    assert headed(lines(2), supporter) == lines(2)
