"""Documents as they are stored: canonical JSON, its hash, and compressed bytes."""

import hashlib
import json
import zlib
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

LEVEL = 6
"""Of zlib: instances shrink to a tenth; higher levels take longer for next to nothing."""


@dataclass(frozen=True)
class Packed:
    """A document ready to be stored; plain bytes, cheap to hand from process to process."""

    id: str
    body: bytes
    size: int


def canonical(document: BaseModel | dict[str, Any]) -> bytes:
    """Return the one JSON text of a document: keys sorted, no spaces, UTF-8."""
    raw = document if isinstance(document, dict) else document.model_dump(mode="json", by_alias=True)
    return json.dumps(raw, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


def packed(document: BaseModel | dict[str, Any], salt: str = "") -> Packed:
    """Return a document with its id, the sha-256 of `salt` and its canonical text."""
    text = canonical(document)
    return Packed(hashlib.sha256(salt.encode() + text).hexdigest(), zlib.compress(text, LEVEL), len(text))


def unpacked(body: bytes) -> bytes:
    """Return the canonical JSON text of a stored document."""
    return zlib.decompress(body)
