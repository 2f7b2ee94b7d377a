"""Where a chart is put together: what all its layers share, and the rows that they draw."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import altair as alt

from solver.report.axes import WIDTH, Timeline
from solver.report.names import Names

LABELS = 196
"""Room for the labels at the left, pixels, the same in all charts so that their months line up."""
FONT = '"Noto Sans CJK SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", "Helvetica Neue", Arial, sans-serif'


@dataclass(frozen=True)
class Picture:
    """A chart and, apart from it, the rows it draws: Altair would check and copy each of them, slow in big plans."""

    chart: alt.LayerChart
    datasets: dict[str, list[dict[str, Any]]]

    def to_dict(self) -> dict[str, Any]:
        """Return the Vega-Lite specification, whole; without the address of its schema, for no page shall look it up."""
        specification: dict[str, Any] = self.chart.to_dict(validate=False)
        specification.pop("$schema")
        return specification | {"datasets": self.datasets}


@dataclass(frozen=True)
class Layers:
    """Layers to be drawn over one another, one dataset for each."""

    names: Names
    _datasets: dict[str, list[dict[str, Any]]] = field(default_factory=dict, kw_only=True)

    def layer(self, rows: Sequence[Any]) -> alt.Chart:
        """Return a layer to draw typed rows."""
        return self.plain(dict(vars(row)) for row in rows)

    def plain(self, rows: Iterable[dict[str, Any]]) -> alt.Chart:
        """Return a layer to draw plain rows."""
        name = f"rows-{len(self._datasets)}"
        self._datasets[name] = list(rows)
        chart: alt.Chart = alt.Chart(alt.NamedData(name=name))
        return chart

    def tips(self, *fields: str) -> list[alt.Tooltip]:
        """Return what shows on pointing at a mark."""
        return [alt.Tooltip(f"{name}:N", title=self.names.say(f"chart.{name}")) for name in fields]

    def picture(self, layers: Sequence[alt.Chart], height: int, width: int = WIDTH) -> Picture:
        """Return the chart of all layers that have something to draw."""
        shown = [layer for layer in layers if self._datasets[layer.data.name]]
        chart = alt.LayerChart(layer=shown).properties(width=width, height=height)
        look: alt.LayerChart = chart.configure(font=FONT, background="white").configure_view(stroke=None)
        return Picture(look, {layer.data.name: self._datasets[layer.data.name] for layer in shown})


@dataclass(frozen=True)
class Canvas(Layers):
    """Layers with time across and lines down."""

    time: Timeline
    y: alt.Y

    def picture(self, layers: Sequence[alt.Chart], height: int, width: int = WIDTH) -> Picture:
        """Return the chart of all layers that have something to draw, under the axis of time."""
        # The axis stands on a layer of its own: Vega-Lite warns of a domain that also meets an x2.
        frame = self.plain([{"start": self.time.first.isoformat()}]).mark_rule(opacity=0).encode(x=self.time.axis())
        spacer = self.plain([{}]).mark_rect(opacity=0).encode(x=alt.value(-LABELS), x2=alt.value(0), y=alt.value(0))
        return super().picture([frame, *layers, spacer], height, width)
