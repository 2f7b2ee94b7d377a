"""Draws that are the same everywhere."""

from collections import Counter

from instances.synthetic.dice import Dice


def test_the_stream_is_splitmix64() -> None:
    """The first outputs of the published generator from the state 0."""
    dice = Dice()
    dice._state = 0
    assert [dice._next() for _ in range(3)] == [0xE220A8397B1DCDAF, 0x6E789E6AA1B965F4, 0x06C45D188009454F]


def test_words_make_the_stream() -> None:
    assert [Dice(1, "people").below(10**9) for _ in range(2)] == [Dice(1, "people").below(10**9)] * 2
    assert Dice(1, "people").below(10**9) != Dice(2, "people").below(10**9)


def test_weights_are_kept_to() -> None:
    dice = Dice("weights")
    drawn = Counter(dice.weighted("ab", (3, 1)) for _ in range(4000))
    assert 2850 < drawn["a"] < 3150


def test_a_deck_keeps_its_cards() -> None:
    assert sorted(Dice("deck").shuffled(range(50))) == list(range(50))
    assert Dice("deck").shuffled(range(50)) != list(range(50))
