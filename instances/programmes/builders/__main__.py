"""Write the programmes, all or those named, beside this package."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from instances.programmes.builders import (
    alar,
    fujian,
    hainan,
    jiangsu,
    kezhou,
    kezhou_2,
    kezhou_joint,
    naqu,
    shanxi,
    tacheng,
    tacheng_trainees,
    tibet,
    xinjiang_counties,
)
from instances.programmes.builders.document import Json, render

PROGRAMMES: dict[str, Callable[[], Json]] = {
    "alar": alar.build,
    "fujian": fujian.build,
    "hainan": hainan.build,
    "jiangsu-north-south": jiangsu.build,
    "kezhou": kezhou.build,
    "kezhou-2": kezhou_2.build,
    "kezhou-joint": kezhou_joint.build,
    "naqu": naqu.build,
    "shanxi": shanxi.build,
    "tacheng": tacheng.build,
    "tacheng-trainees": tacheng_trainees.build,
    "tibet": tibet.build,
    "xinjiang-counties": xinjiang_counties.build,
}

PLANS: dict[str, Callable[[], Json]] = {"jiangsu-north-south": jiangsu.plan}
"""Published plans that stand beside their instance as `<name>.plan.json`."""


def main(names: Sequence[str] = ()) -> None:
    """Write the JSON file of every programme named, or of all."""
    folder = Path(__file__).parent.parent
    for name in names or PROGRAMMES:
        _write(folder / f"{name}.json", PROGRAMMES[name]())
        if name in PLANS:
            _write(folder / f"{name}.plan.json", PLANS[name]())


def _write(path: Path, document: Json) -> None:
    path.write_text(render(document), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
