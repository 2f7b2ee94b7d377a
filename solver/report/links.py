"""Where supporters and targets stand in the graph of pairings: supporters left, targets right, one group under another.

A group is what pairings connect, directly or over others; drawn apart, no link of one crosses a link of another.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import networkx as nx

from solver.domain.document import HospitalId
from solver.report.names import Names
from solver.report.pairings import PairingRow, target_name, targets_in_order

MOST_ROWS = 40
"""Rows of a picture, so that it prints on a page; one group is never parted."""


@dataclass(frozen=True)
class Node:
    """A supporter (left) or target (right); `row` counts lines from the top and may lie between two."""

    is_target: bool
    row: float
    text: str
    is_alone: bool


@dataclass(frozen=True)
class LinkLine:
    """A pairing drawn from its supporter at `row` to its target at `target_row`."""

    row: float
    target_row: float
    supporter: str
    target_name: str
    role: str
    state: str
    basis: str
    is_lead: bool
    is_open: bool
    is_new: bool


@dataclass(frozen=True)
class PairingGraph:
    """One picture of nodes and links, so many rows high."""

    rows: int
    nodes: tuple[Node, ...]
    links: tuple[LinkLine, ...]


def pairing_graphs(pairings: Sequence[PairingRow], names: Names) -> tuple[PairingGraph, ...]:
    """Return the graph of all targets and their supporters in pictures of some groups each."""
    order = {target: number for number, target in enumerate(targets_in_order(names.instance))}
    graph: nx.Graph[tuple[bool, str]] = nx.Graph()
    graph.add_nodes_from((True, target) for target in order)
    graph.add_edges_from(((False, row.supporter_id), (True, row.target_id)) for row in pairings)
    groups = [_Group(component, pairings, order) for component in nx.connected_components(graph)]
    packs: list[list[_Group]] = []
    for group in sorted(groups, key=lambda group: order[group.targets[0]]):
        if not packs or sum(one.height for one in packs[-1]) + group.height > MOST_ROWS:
            packs.append([])
        packs[-1].append(group)
    return tuple(_picture(pack, names) for pack in packs)


class _Group:
    """Targets in the document's order, and their supporters in the order of the targets they stand behind."""

    def __init__(self, nodes: set[tuple[bool, str]], pairings: Sequence[PairingRow], order: dict[str, int]) -> None:
        self.links = [row for row in pairings if (True, row.target_id) in nodes]
        self.targets = sorted((name for is_target, name in nodes if is_target), key=order.__getitem__)
        behind: dict[str, list[int]] = {}
        for row in self.links:
            behind.setdefault(row.supporter_id, []).append(order[row.target_id])
        leading = {row.supporter_id for row in self.links if row.is_lead}
        self.supporters = sorted(
            behind, key=lambda name: (sum(behind[name]) / len(behind[name]), name not in leading, name)
        )
        self.height = max(len(self.targets), len(self.supporters))


def _picture(groups: Sequence[_Group], names: Names) -> PairingGraph:
    nodes: list[Node] = []
    links: list[LinkLine] = []
    top = 0
    for group in groups:
        left = _spread(group.supporters, top, group.height)
        right = _spread(group.targets, top, group.height)
        nodes += [Node(False, row, names.supporter(HospitalId(name)), False) for name, row in left.items()]
        nodes += [Node(True, row, target_name(name, names), not group.links) for name, row in right.items()]
        links += [_line(row, left[row.supporter_id], right[row.target_id]) for row in group.links]
        top += group.height
    return PairingGraph(top, tuple(nodes), tuple(links))


def _spread(ids: Sequence[str], top: int, height: int) -> dict[str, float]:
    """Return a row for each id, evenly over a group's height."""
    return {name: top + (number + 0.5) * height / len(ids) for number, name in enumerate(ids)}


def _line(row: PairingRow, left: float, right: float) -> LinkLine:
    return LinkLine(
        row=left,
        target_row=right,
        supporter=row.supporter,
        target_name=row.target,
        role=row.role,
        state=row.state,
        basis=row.basis,
        is_lead=row.is_lead,
        is_open=row.is_open,
        is_new=row.is_new,
    )
