"""Reading a body: bounded as it comes and as it unpacks, within a time, and within a budget of all bodies at once."""

import asyncio
import zlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import Request

from api.problems import Problem

WINDOW = {"gzip": 31, "x-gzip": 31, "deflate": 15}
"""Content-Encoding → the window bits that zlib reads it with."""

JSON_TYPES = ("application/json",)


class Budget:
    """How many bytes of bodies are held at once, over all requests."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._held = 0

    def take(self, size: int) -> None:
        """Count bytes. Raises Problem where there are too many."""
        if self._held + size > self._limit:
            raise Problem("too_busy", seconds=5, headers={"Retry-After": "5"})
        self._held += size

    def give_back(self, size: int) -> None:
        """Forget bytes that were counted."""
        self._held -= size


class Bodies:
    """How bodies are read: `limit` bytes each, packed or not; `seconds` for all of it; `budget` bytes at once."""

    def __init__(self, limit: int, seconds: float, budget: int) -> None:
        self.limit, self._seconds = limit, seconds
        self._budget = Budget(budget)

    @asynccontextmanager
    async def read(self, request: Request) -> AsyncIterator[bytes]:
        """Hold the body of a request, unpacked. Raises Problem: too large, too slow, too many, cannot be unpacked."""
        encoding = request.headers.get("content-encoding", "identity").strip().lower()
        if encoding not in WINDOW and encoding not in ("identity", ""):
            raise Problem("encoding", headers={"Accept-Encoding": "gzip, deflate"})
        if int(request.headers.get("content-length") or 0) > self.limit:
            raise self._too_large()
        held = 0
        try:
            packed = bytearray()
            try:
                async with asyncio.timeout(self._seconds):
                    async for piece in request.stream():
                        self._budget.take(len(piece))
                        held += len(piece)
                        if held > self.limit:
                            raise self._too_large()
                        packed += piece
            except TimeoutError:
                raise Problem("slow_request", seconds=int(self._seconds), headers={"Connection": "close"}) from None
            body = bytes(packed)
            if encoding in WINDOW:
                body = await asyncio.to_thread(unpacked, body, WINDOW[encoding], self.limit)
                self._budget.take(len(body))
                held += len(body)
            yield body
        finally:
            self._budget.give_back(held)

    def _too_large(self) -> Problem:
        return Problem("too_large", limit_mb=self.limit >> 20, headers={"Connection": "close"})


def unpacked(packed: bytes, window: int, limit: int) -> bytes:
    """Return what was packed, never more than `limit` bytes. Raises Problem where it is larger or broken."""
    reader = zlib.decompressobj(window)
    try:
        body = reader.decompress(packed, limit + 1)
    except zlib.error:
        raise Problem("unpacking_failed") from None
    if len(body) > limit:
        raise Problem("too_large", limit_mb=limit >> 20)
    if not reader.eof or reader.unused_data:
        raise Problem("unpacking_failed")
    return body


def require_type(request: Request, *wanted: str) -> None:
    """Raise Problem unless the body is of one of the types."""
    given = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if given not in wanted:
        raise Problem("media_type", wanted=", ".join(wanted), headers={"Accept": ", ".join(wanted)})
