"""`python -m solver.rulebook docs` writes the pages of the rule book into a folder, from the prose in its `rulebook/`."""

import sys
from pathlib import Path

from solver.rulebook.page import pages

if __name__ == "__main__":
    folder = Path(sys.argv[1])
    for name, text in pages(folder).items():
        (folder / name).write_text(text, encoding="utf-8")
