"""Events: from the first to `done`, resumed where a client left off, and open to browsers with a ticket."""

import asyncio
import json

import pytest

from api.jobs import Jobs
from api.problems import Problem
from api.streams import Streams, Tickets
from tests.api.made import Clock
from tests.api.routes.asking import searched


def _events(text: str) -> list[tuple[int, str, dict]]:
    found = []
    for block in text.strip().split("\n\n"):
        fields = dict(line.split(": ", 1) for line in block.splitlines() if not line.startswith(":"))
        if fields:
            found.append((int(fields["id"]), fields["event"], json.loads(fields["data"])))
    return found


@pytest.fixture
def address(asking, demo, jobs, solved) -> str:
    """A job that has been answered."""
    job_id = asking.submitted(demo)
    searched(jobs, solved)
    return f"/v1/jobs/{job_id}"


def test_a_finished_job_tells_everything_and_ends(asking, address, solved):
    response = asking.get(f"{address}/events")
    assert response.headers["content-type"].startswith("text/event-stream")
    told = _events(response.text)
    assert [seq for seq, _, _ in told] == list(range(1, len(told) + 1))
    assert [kind for _, kind, _ in told] == ["state", "state", "incumbent", "state", "done"]
    assert told[2][2]["body"]["incumbent"] == solved.objective
    assert told[-1][2]["body"] == {"state": "COMPLETED", "outcome": "solved"}


@pytest.mark.parametrize(("headers", "query"), [({"Last-Event-ID": "3"}, ""), ({}, "?after=3")])
def test_a_client_goes_on_where_it_left_off(asking, address, headers, query):
    told = _events(asking.get(f"{address}/events{query}", headers=headers).text)
    assert [seq for seq, _, _ in told] == [4, 5]


def test_a_browser_that_has_everything_is_told_to_stay_away(asking, address):
    assert asking.get(f"{address}/events", headers={"Last-Event-ID": "5"}).status_code == 204
    for nonsense in ("x", "-1", "9" * 30):
        assert asking.get(f"{address}/events", headers={"Last-Event-ID": nonsense}).status_code == 422


def test_events_arrive_while_a_search_runs(asking, demo, jobs, solved):
    job_id = asking.submitted(demo)

    async def follow() -> list[str]:
        streams, seen = Streams(jobs), []
        async for event in streams.follow(job_id, 0, "local"):
            seen.append(event.kind)
            if seen == ["state"]:
                await asyncio.to_thread(searched, jobs, solved)
        assert streams.open == 0
        return seen

    assert asyncio.run(asyncio.wait_for(follow(), 20)) == ["state", "state", "incumbent", "state", "done"]


def test_a_stream_ends_with_the_server_and_with_its_job(asking, demo, jobs):
    waiting, removed = asking.submitted(demo), asking.submitted(demo)

    async def follow() -> None:
        streams = Streams(jobs)

        async def count(job_id: str) -> int:
            return len([event async for event in streams.follow(job_id, 0, "local")])

        open_streams = [asyncio.create_task(count(job_id)) for job_id in (waiting, removed)]
        await asyncio.sleep(0.3)
        await asyncio.to_thread(jobs.delete, removed, group="local")
        assert await asyncio.wait_for(open_streams[1], 20) == 1
        assert not open_streams[0].done()
        await streams.close()
        assert await asyncio.wait_for(open_streams[0], 20) == 1

    asyncio.run(follow())


def test_streams_are_bounded(jobs: Jobs):
    with pytest.raises(Problem, match="too_busy"):
        Streams(jobs, most=0).room()


def test_a_ticket_opens_the_events_of_one_job_for_a_minute():
    clock = Clock()
    tickets = Tickets(clock)
    ticket = tickets.issue("job-1", "east").ticket
    assert tickets.group_of(ticket, "job-1") == "east"
    assert tickets.group_of(ticket, "job-2") is None
    assert Tickets(clock).group_of(ticket, "job-1") is None  # signed by another server
    for forged in ("", "x", ticket[:-1], "A" + ticket[1:], "é"):
        assert tickets.group_of(forged, "job-1") is None
    clock.now += 61
    assert tickets.group_of(ticket, "job-1") is None


def test_a_ticket_is_had_for_a_job_that_is_there(asking, address):
    ticket = asking.post(f"{address}/ticket").json()
    assert set(ticket) == {"ticket", "expires_at"}
    assert asking.get(f"{address}/events", params={"ticket": ticket["ticket"]}).status_code == 200
