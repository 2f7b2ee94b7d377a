"""What a solver had when: better plans as they come, the bound, and the plans that it held at the checkpoints."""

import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from solver.domain.plan import Plan

CHECKPOINTS = (10.0, 60.0, 300.0)
"""Seconds at which the plan in hand is judged, besides the end."""


@dataclass
class Recording:
    """The clock of one run, and what it has found. A plan is handed over as a function, called only if it is judged."""

    limit: float
    began: float = field(default_factory=time.monotonic)
    events: list[dict[str, float | int | None]] = field(default_factory=list)
    facts: dict[str, Any] = field(default_factory=dict)
    _held: dict[float, Callable[[], Plan]] = field(default_factory=dict)
    _last: Callable[[], Plan] | None = None
    _since: float = 0.0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def seconds(self) -> float:
        """Return the seconds since the question had been read."""
        return time.monotonic() - self.began

    def left(self) -> float:
        """Return the seconds left, at least a tenth."""
        return max(0.1, self.limit - self.seconds())

    def built(self) -> None:
        """Note that the model stands."""
        self.facts["build_seconds"] = round(self.seconds(), 3)

    def offer(self, objective: int | None, plan: Callable[[], Plan]) -> None:
        """Take over a better plan, with its cost as the solver counts it."""
        now = self.seconds()
        with self._lock:
            self._pass(now)
            self._last, self._since = plan, now
            self.events.append({"seconds": round(now, 3), "objective": objective, "bound": None})

    def bound(self, bound: int | None) -> None:
        """Take over a bound of the whole question."""
        if bound is not None:
            with self._lock:
                self.events.append({"seconds": round(self.seconds(), 3), "objective": None, "bound": bound})

    def _pass(self, now: float) -> None:
        """Keep the plan in hand for the checkpoints that have passed since it was found."""
        for checkpoint in CHECKPOINTS:
            if self._since <= checkpoint < now and self._last is not None:
                self._held[checkpoint] = self._last

    def write(self, folder: Path) -> None:
        """Write events, facts and plans; the same plan is written once, and the facts say at which checkpoints it was held."""
        total = self.seconds()
        self._pass(total)
        held = self._held | ({self.limit: self._last} if self._last is not None else {})
        written: dict[int, str] = {}
        for checkpoint, plan in held.items():
            if id(plan) not in written:
                written[id(plan)] = f"plan-{len(written)}.json"
                (folder / written[id(plan)]).write_text(plan().model_dump_json(by_alias=True), encoding="utf-8")
            self.facts.setdefault("held", {})[str(checkpoint)] = written[id(plan)]
        self.facts["seconds"] = round(total, 3)
        self.facts["cpu_seconds"] = round(time.process_time(), 2)
        lines = (json.dumps(event) + "\n" for event in self.events)
        (folder / "events.jsonl").write_text("".join(lines), encoding="utf-8")
        (folder / "facts.json").write_text(json.dumps(self.facts), encoding="utf-8")
