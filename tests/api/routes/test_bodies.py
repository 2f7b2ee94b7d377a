"""Bodies: bounded packed and unpacked, in time, of the right kind."""

import asyncio
import gzip
import zlib

import pytest

from api.bodies import Bodies, unpacked
from api.problems import Problem

JSON = {"Content-Type": "application/json"}


@pytest.mark.parametrize(("encoding", "pack"), [("gzip", gzip.compress), ("deflate", zlib.compress)])
def test_a_body_may_be_packed(asking, demo, encoding, pack):
    import json

    body = pack(json.dumps({"instance": demo}).encode())
    response = asking.post("/v1/jobs", content=body, headers={**JSON, "Content-Encoding": encoding})
    assert response.status_code == 202


@pytest.mark.parametrize(
    ("body", "headers", "status", "code"),
    [
        (b" " * (1 << 20) + b"{}", {}, 413, "too_large"),
        (gzip.compress(b" " * (1 << 20) + b"{}"), {"Content-Encoding": "gzip"}, 413, "too_large"),
        (gzip.compress(b"{}" * 1000)[:-9], {"Content-Encoding": "gzip"}, 400, "unpacking_failed"),
        (gzip.compress(b"{}") + b"more", {"Content-Encoding": "gzip"}, 400, "unpacking_failed"),
        (b"{}", {"Content-Encoding": "gzip"}, 400, "unpacking_failed"),
        (b"{}", {"Content-Encoding": "br"}, 415, "encoding"),
        (b"{}", {"Content-Type": "text/plain"}, 415, "media_type"),
        (b"", {}, 400, "not_json"),
        (b"[" * 100_000, {}, 400, "not_json"),
        (b'{"instance":' + b'{"a":' * 200 + b"1" + b"}" * 201, {}, 422, "invalid_instance"),
        (b'{"kind": "solve", "kind": "pair"}', {}, 422, "invalid_request"),
    ],
)
def test_what_is_no_body_of_ours_is_refused(asking, body, headers, status, code):
    response = asking.post("/v1/jobs", content=body, headers=JSON | headers)
    assert (response.status_code, response.json()["code"]) == (status, code)


def test_a_bomb_is_not_unpacked_beyond_the_limit():
    bomb = gzip.compress(gzip.compress(b"\0" * 50_000_000))
    with pytest.raises(Problem) as refused:
        unpacked(gzip.decompress(bomb), 31, 1000)
    assert refused.value.code == "too_large"


class _Request:
    """A request whose body comes in pieces, some of them late."""

    def __init__(self, *pieces: bytes, late: float = 0.0) -> None:
        self.headers: dict[str, str] = {}
        self._pieces, self._late = pieces, late

    async def stream(self):
        for piece in self._pieces:
            await asyncio.sleep(self._late)
            yield piece


async def _read(bodies: Bodies, request: _Request) -> bytes:
    async with bodies.read(request) as body:
        return body


def test_a_body_without_a_length_is_counted_as_it_comes():
    bodies = Bodies(limit=10, seconds=5, budget=100)
    assert asyncio.run(_read(bodies, _Request(b"12345", b"67890"))) == b"1234567890"
    with pytest.raises(Problem, match="too_large"):
        asyncio.run(_read(bodies, _Request(b"12345", b"67890", b"1")))


def test_a_body_that_never_ends_is_given_up():
    bodies = Bodies(limit=10, seconds=0.05, budget=100)
    with pytest.raises(Problem, match="slow_request"):
        asyncio.run(_read(bodies, _Request(b"1", b"2", late=10)))


def test_bodies_held_at_once_are_bounded_and_given_back():
    bodies = Bodies(limit=10, seconds=5, budget=15)

    async def two() -> None:
        async with bodies.read(_Request(b"1234567890")):
            with pytest.raises(Problem, match="too_busy"):
                await _read(bodies, _Request(b"1234567890"))
        assert await _read(bodies, _Request(b"1234567890"))

    asyncio.run(two())


def test_answers_are_packed_for_whoever_takes_that(asking):
    plain = asking.get("/v1/rules", headers={"Accept-Encoding": "identity"})
    packed = asking.get("/v1/rules", headers={"Accept-Encoding": "gzip"})
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.json() == plain.json()
