"""Minimum cuts of small networks whose nodes have names, by ortools' push-relabel maximum flow."""

from collections.abc import Hashable, Iterator

import numpy as np
from ortools.graph.python import max_flow

Node = Hashable


class Network:
    """Arcs with capacities from "source" to "sink"; an arc that is added again replaces the earlier one."""

    def __init__(self) -> None:
        self.capacity: dict[tuple[Node, Node], int] = {}
        self._number: dict[Node, int] = {"source": 0, "sink": 1}

    def arc(self, tail: Node, head: Node, capacity: int) -> None:
        """Add an arc."""
        for node in (tail, head):
            self._number.setdefault(node, len(self._number))
        self.capacity[tail, head] = capacity

    def cut(self) -> Iterator[tuple[Node, Node]]:
        """Yield the arcs of the minimum cut nearest to the source; their capacities add up to the maximum flow."""
        if not self.capacity:
            return
        flow = max_flow.SimpleMaxFlow()
        ends = np.array([(self._number[tail], self._number[head]) for tail, head in self.capacity], dtype=np.int32)
        capacities = np.fromiter(self.capacity.values(), dtype=np.int64, count=len(self.capacity))
        flow.add_arcs_with_capacity(ends[:, 0], ends[:, 1], capacities)
        flow.solve(0, 1)
        reached = set(flow.get_source_side_min_cut())
        for tail, head in self.capacity:
            if self._number[tail] in reached and self._number[head] not in reached:
                yield tail, head
