"""The questions that a benchmark may ask: instances of the package, and synthetic ones made anew and compared."""

import hashlib
import json

import instances
from instances.synthetic import named, sums
from instances.synthetic import text as synthetic_text


def text(name: str) -> str:
    """Return the JSON text of a question.

    Raises ValueError for an unknown name, and for a synthetic instance that is not the one that was measured before.
    """
    if name in instances.names():
        return instances.text(name)
    made = synthetic_text(named(name))
    expected = sums.listed().get(name)
    if expected not in (None, hashlib.sha256(made.encode()).hexdigest()):
        raise ValueError(f"{name} is another instance now: python -m instances.synthetic.sums says which are")
    return made


def fingerprint(document: str) -> str:
    """Return a short hash of an instance's content, whatever its layout."""
    content = json.dumps(json.loads(document), sort_keys=True)
    return hashlib.sha256(content.encode()).hexdigest()[:16]
