"""Load on the service: `python -m benchmarks.load` measures what it takes, and how quick light polls stay under load.

Two parts, each on a service of its own: submissions, polls and event streams per second while nothing else
runs; polls while two searches run, and while a large instance comes in besides.
"""

import argparse
import asyncio
import contextlib
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any

import httpx

import instances
from benchmarks.service import Service, running
from instances.synthetic import text
from instances.synthetic.request import Request, Size

JSON = {"Content-Type": "application/json"}
POLL_EVERY = 0.05
"""Seconds between two polls while searches run: as twenty clients that ask once a second."""


def tell(line: str) -> None:
    """Write a line to standard output."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def quantile(values: Sequence[float], share: float) -> float:
    """Return the value below which a share of the values lies."""
    ordered = sorted(values)
    return ordered[min(int(share * len(ordered)), len(ordered) - 1)]


def shown(name: str, seconds: Sequence[float]) -> str:
    """Return times as a line: how many, median, 99 %, largest, milliseconds."""
    figures = (statistics.median(seconds), quantile(seconds, 0.99), max(seconds))
    return f"{name}: {len(seconds)}, " + ", ".join(f"{figure * 1000:.0f} ms" for figure in figures)


def large_instance(mebibytes: int) -> bytes:
    """Return a valid instance of a size: the synthetic one of a whole country, blown up by remarks."""
    document = json.loads(text(Request(Size.XL)))
    document["notes"] = ["x" * 1000] * max((mebibytes * 2**20 - len(json.dumps(document))) // 1004, 0)
    return json.dumps(document, ensure_ascii=False).encode()


def submit(service: Service, name: str, seconds: float) -> str:
    """Submit an instance that comes with zutuan, and return the job's id."""
    body = {"instance": json.loads(instances.text(name)), "settings": {"seconds": seconds, "workers": 1}}
    response = service.ask("POST", "/v1/jobs", json=body)
    response.raise_for_status()
    return str(response.json()["id"])


async def polls(client: httpx.AsyncClient, path: str, until: Callable[[], bool]) -> list[float]:
    """Poll a path in even steps, and return how long each answer took, from when it was due."""
    taken: list[float] = []
    pending: list[asyncio.Task[None]] = []

    async def poll(due: float) -> None:
        response = await client.get(path)
        assert response.status_code in (200, 304), response.status_code
        taken.append(time.perf_counter() - due)

    while not until():
        pending.append(asyncio.create_task(poll(time.perf_counter())))
        await asyncio.sleep(POLL_EVERY)
    await asyncio.gather(*pending)
    return taken


async def under_load(service: Service, job_id: str, body: bytes) -> None:
    """Poll while two searches run, and again while a large instance comes in besides."""
    async with httpx.AsyncClient(base_url=service.url(""), timeout=300, trust_env=False) as client:
        end = time.perf_counter() + 20
        tell(shown("polls, two searches", await polls(client, f"/v1/jobs/{job_id}", lambda: time.perf_counter() > end)))
        began = time.perf_counter()
        posting = asyncio.create_task(client.post("/v1/instances", content=body, headers=JSON))
        taken = await polls(client, f"/v1/jobs/{job_id}", posting.done)
        response = await posting
        tell(
            f"instance of {len(body) / 2**20:.0f} MiB: {response.status_code} after {time.perf_counter() - began:.1f} s"
        )
        tell(shown("polls, two searches and the instance", taken))


async def rate(clients: int, seconds: float, ask: Callable[[], Awaitable[httpx.Response]]) -> tuple[float, list[float]]:
    """Let some clients ask one after another for a time; return answers per second and their times."""
    taken: list[float] = []
    end = time.perf_counter() + seconds

    async def one() -> None:
        while time.perf_counter() < end:
            began = time.perf_counter()
            response = await ask()
            assert response.status_code < 300, response.text[:200]
            taken.append(time.perf_counter() - began)

    await asyncio.gather(*(one() for _ in range(clients)))
    return len(taken) / seconds, taken


async def throughput(service: Service) -> None:
    """Measure submissions and polls per second."""
    limits = httpx.Limits(max_connections=None)
    async with httpx.AsyncClient(base_url=service.url(""), timeout=60, limits=limits, trust_env=False) as client:
        body = {"instance": json.loads(instances.text("demo")), "settings": {"seconds": 1}}
        stored = (await client.post("/v1/instances", json=body["instance"])).json()["id"]
        submissions: dict[str, Any] = {"instance_id": stored, "settings": {"seconds": 1}}
        for clients in (1, 16):
            answers, taken = await rate(clients, 8, lambda: client.post("/v1/jobs", json=submissions))
            tell(f"submissions, {clients} clients: {answers:.0f}/s; " + shown("times", taken))
        job = (await client.get("/v1/jobs", params={"limit": 1})).json()["items"][0]["id"]
        for clients in (1, 16, 64):
            answers, taken = await rate(clients, 8, lambda: client.get(f"/v1/jobs/{job}"))
            tell(f"polls, {clients} clients: {answers:.0f}/s; " + shown("times", taken))
        await streams(client, job)


async def streams(client: httpx.AsyncClient, job: str) -> None:
    """Open more and more event streams of one job, and look how many are held and how light polls fare."""
    opened: list[asyncio.Task[int]] = []

    async def follow() -> int:
        async with client.stream("GET", f"/v1/jobs/{job}/events") as response:
            with contextlib.suppress(httpx.HTTPError):
                async for _ in response.aiter_raw():
                    pass
            return response.status_code

    for count in (100, 400, 900):
        began = time.perf_counter()
        opened += [asyncio.create_task(follow()) for _ in range(count - len(opened))]
        await asyncio.sleep(5)
        answers, taken = await rate(1, 5, lambda: client.get(f"/v1/jobs/{job}"))
        held = sum(not task.done() for task in opened)
        tell(
            f"streams: {held} of {count} held after {time.perf_counter() - began:.0f} s; {answers:.0f} polls/s; "
            + shown("times", taken)
        )
    for task in opened:
        task.cancel()
    await asyncio.gather(*opened, return_exceptions=True)


def main(arguments: Sequence[str]) -> None:
    """Measure, and print a line for each figure."""
    parser = argparse.ArgumentParser(prog="benchmarks.load")
    parser.add_argument("--mebibytes", type=int, default=20)
    parser.add_argument("--only", choices=("load", "throughput"))
    asked = parser.parse_args(arguments)
    if asked.only != "throughput":
        body = large_instance(asked.mebibytes)
        with tempfile.TemporaryDirectory() as folder, running(Path(folder), workers=2) as service:
            job_id, _ = (submit(service, "tibet", 600) for _ in range(2))
            time.sleep(10)
            asyncio.run(under_load(service, job_id, body))
    if asked.only != "load":
        with tempfile.TemporaryDirectory() as folder, running(Path(folder), workers=0, queue_limit="100000") as service:
            asyncio.run(throughput(service))


if __name__ == "__main__":
    main(sys.argv[1:])
