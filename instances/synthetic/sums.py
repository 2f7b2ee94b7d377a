"""Check sums of the instances that the benchmark uses: made anew, they must be the same byte for byte.

`python -m instances.synthetic.sums` compares; `--write` writes the list, for a commit that says why the instances change.
"""

import hashlib
import sys
import tomllib
from collections.abc import Iterator
from itertools import product
from pathlib import Path

from instances.synthetic import Size, Starts, Tightness, named, text

LIST = Path(__file__).parent / "sums.toml"
TUNING = (1, 2)
"""Seeds that may be looked at while a search is being built; those shown never were (11 to 48 have been, too)."""
SHOWN = {Size.S: (51, 52, 53, 54, 55), Size.M: (51, 52, 53, 54, 55), Size.L: (51, 52, 53), Size.XL: (51,)}


def names() -> Iterator[str]:
    """Yield the names of all instances of the benchmark."""
    for size, starts, tightness in product(Size, Starts, (Tightness.balanced, Tightness.tight)):
        for seed in (*TUNING, *SHOWN[size]):
            yield f"{size.lower()}-{starts}-{tightness}-{seed}"


def sum_of(name: str) -> str:
    """Return the SHA-256 of an instance's text."""
    return hashlib.sha256(text(named(name)).encode()).hexdigest()


def listed() -> dict[str, str]:
    """Return the sums as they are committed, by name."""
    return {name: str(digest) for name, digest in tomllib.loads(LIST.read_text(encoding="utf-8")).items()}


def main(arguments: list[str]) -> int:
    """Compare the list with what is made now, or write it."""
    made = {name: sum_of(name) for name in names()}
    if arguments == ["--write"]:
        rows = (f'{name} = "{digest}"\n' for name, digest in made.items())
        LIST.write_text("".join(rows), encoding="utf-8", newline="\n")
        return 0
    other = sorted(name for name in made.keys() | listed().keys() if made.get(name) != listed().get(name))
    sys.stdout.writelines(f"{name} is another now\n" for name in other)
    return 1 if other else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
