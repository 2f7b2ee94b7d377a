"""Interrupts, with real signals to this process."""

import signal

import pytest

from zutuan.interrupts import stop_on_interrupt


def test_the_first_interrupt_asks_and_the_second_ends() -> None:
    notices: list[str] = []
    before = signal.getsignal(signal.SIGINT)
    with stop_on_interrupt(lambda: notices.append("stopping")) as stop:
        assert not stop.is_set()
        signal.raise_signal(signal.SIGINT)
        assert stop.is_set()
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
    assert notices == ["stopping"]
    assert signal.getsignal(signal.SIGINT) is before


def test_a_scheduler_may_ask_as_well() -> None:
    with stop_on_interrupt(lambda: None) as stop:
        signal.raise_signal(signal.SIGTERM)
        assert stop.is_set()
