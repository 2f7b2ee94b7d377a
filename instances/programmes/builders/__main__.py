"""Write both programmes beside this package."""

from pathlib import Path

from instances.programmes.builders import kezhou, naqu
from instances.programmes.builders.document import render

PROGRAMMES = {"kezhou": kezhou.build, "naqu": naqu.build}


def main() -> None:
    """Write the JSON file of every programme."""
    folder = Path(__file__).parent.parent
    for name, build in PROGRAMMES.items():
        (folder / f"{name}.json").write_text(render(build()), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
