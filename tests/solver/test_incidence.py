"""Which tours concern which entity in which period, against counting one by one."""

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from solver.incidence import incidence

PERIODS, ENTITIES = 5, 3
Span = tuple[int, int, int]
SPANS = st.lists(st.tuples(st.integers(-1, ENTITIES - 1), st.integers(-3, 6), st.integers(0, 7)), max_size=8)


@given(SPANS)
def test_every_period_lists_who_covers_it(spans: list[Span]) -> None:
    """A negative entity is nobody; what lies outside the periods is clipped."""
    entity, begin, length = (np.array([span[part] for span in spans], dtype=np.int64) for part in range(3))
    table = incidence(entity, ENTITIES, begin, begin + length, PERIODS)
    for one in range(ENTITIES):
        for period in range(PERIODS):
            wanted = [
                row
                for row, (whose, first, periods) in enumerate(spans)
                if whose == one and first <= period < first + periods
            ]
            assert table.at(one, period).tolist() == wanted


@given(SPANS, st.lists(st.integers(0, 1), min_size=PERIODS, max_size=PERIODS))
def test_runs_are_the_longest_that_are_alike(spans: list[Span], series: list[int]) -> None:
    entity, begin, length = (np.array([span[part] for span in spans], dtype=np.int64) for part in range(3))
    table = incidence(entity, ENTITIES, begin, begin + length, PERIODS)
    for one in range(ENTITIES):
        runs = list(table.runs(one, series))
        assert [period for first, periods, _ in runs for period in range(first, first + periods)] == list(
            range(PERIODS)
        )
        for first, periods, columns in runs:
            for period in range(first, first + periods):
                assert table.at(one, period).tolist() == columns.tolist()
                assert series[period] == series[first]
        for (before, _, columns), (after, _, others) in pairwise(runs):
            assert (columns.tolist(), series[before]) != (others.tolist(), series[after])


@given(SPANS)
def test_all_runs_at_once_are_those_of_each_entity(spans: list[Span]) -> None:
    entity, begin, length = (np.array([span[part] for span in spans], dtype=np.int64) for part in range(3))
    table = incidence(entity, ENTITIES, begin, begin + length, PERIODS)
    runs = table.all_runs()
    one_by_one = [
        (one, period, periods, columns.tolist())
        for one in range(ENTITIES)
        for period, periods, columns in table.runs(one)
        if len(columns)
    ]
    columns = np.split(runs.columns, runs.first[1:-1])
    at_once = zip(runs.entity.tolist(), runs.period.tolist(), runs.periods.tolist(), columns, strict=False)
    assert [(*run, mine.tolist()) for *run, mine in at_once] == one_by_one
