"""Blocks of lines for one chart each: some hospitals together, so that a plan has neither one endless chart nor hundreds."""

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import TypeVar

from solver.report.tours import Heading, PersonLine, PostLine

MOST_LINES = 50
"""Lines and headings of a block of several hospitals, so that it prints on a page; one hospital is never parted."""

Line = TypeVar("Line", PostLine, PersonLine)


def packed(lines: Sequence[Line], hospital: Callable[[Line], str]) -> list[tuple[list[str], list[Line]]]:
    """Return the lines in blocks, each with the names of its hospitals."""
    blocks: list[tuple[list[str], list[Line]]] = []
    for name, group in groupby(lines, key=hospital):
        mine: list[Line] = list(group)
        if not blocks or len(blocks[-1][0]) + len(blocks[-1][1]) + len(mine) >= MOST_LINES:
            blocks.append(([], []))
        blocks[-1][0].append(name)
        blocks[-1][1].extend(mine)
    return blocks


def headed(lines: Sequence[Line], hospital: Callable[[Line], str]) -> list[Line | Heading]:
    """Return the lines with a heading before those of each hospital, where there are several."""
    lines_and_headings: list[Line | Heading] = []
    for name, group in groupby(lines, key=hospital):
        lines_and_headings.append(Heading(name))
        lines_and_headings.extend(group)
    is_one = sum(isinstance(line, Heading) for line in lines_and_headings) == 1
    return lines_and_headings[1:] if is_one else lines_and_headings
