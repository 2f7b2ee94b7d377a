"""Keys of repeated requests: one at a time, for a day, and through a crash."""

import pytest

from api.idempotency import HOURS, TAKEN_SECONDS, Kept, Repeats, Taken
from api.problems import Problem
from tests.api.made import Clock

ANSWER = Kept(202, {"location": "/v1/jobs/1"}, b"{}")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def repeats(store, clock) -> Repeats:
    return Repeats(store, clock)


def _taken(repeats: Repeats, key: str = "k", body: str = "b", group: str = "east") -> Taken:
    taken = repeats.take(key, body, group)
    assert isinstance(taken, Taken)
    return taken


def test_the_answer_is_kept_for_a_day(repeats, clock):
    repeats.keep(_taken(repeats), ANSWER)
    clock.now += HOURS * 3600 - 1
    assert repeats.take("k", "b", "east") == ANSWER
    clock.now += 2
    assert isinstance(repeats.take("k", "b", "east"), Taken)


def test_another_body_and_a_second_of_the_same_are_refused(repeats):
    _taken(repeats)
    with pytest.raises(Problem, match="in_progress"):
        repeats.take("k", "b", "east")
    with pytest.raises(Problem, match="key_reused"):
        repeats.take("k", "other", "east")


def test_keys_of_groups_do_not_meet(repeats):
    assert _taken(repeats, group="east").id != _taken(repeats, group="west").id


def test_after_a_crash_the_same_work_is_done_under_the_same_id(repeats, clock):
    first = _taken(repeats)
    clock.now += TAKEN_SECONDS + 1
    assert _taken(repeats).id == first.id


def test_a_key_that_is_used_anew_makes_something_new(repeats, clock):
    first = _taken(repeats)
    repeats.keep(first, ANSWER)
    clock.now += HOURS * 3600 + 1
    assert _taken(repeats).id != first.id


def test_a_refused_request_frees_its_key(repeats):
    repeats.free(_taken(repeats))
    _taken(repeats, body="corrected")
