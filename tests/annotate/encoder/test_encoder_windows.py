from hypothesis import given
from hypothesis import strategies as st

from reportedly.annotate.encoder.windows import windows

LENGTHS = st.lists(st.integers(1, 12), max_size=300)


def test_no_words_need_no_window() -> None:
    assert windows([], limit=50, overlap=10) == []


def test_what_fits_is_one_window() -> None:
    (only,) = windows([1] * 50, limit=50, overlap=10)
    assert (only.first, only.last, only.own_first, only.own_last) == (0, 50, 0, 50)


def test_neighbours_share_words_and_cut_in_the_middle_of_them() -> None:
    a, b = windows([1] * 80, limit=50, overlap=10)
    assert b.first < a.last
    assert a.own_last == b.own_first
    assert abs(a.own_last - (b.first + a.last) / 2) <= 1


@given(LENGTHS)
def test_each_word_is_owned_once_and_lies_within_its_window(lengths: list[int]) -> None:
    found = windows(lengths, limit=40, overlap=10)
    assert [i for w in found for i in range(w.own_first, w.own_last)] == list(range(len(lengths)))
    assert all(w.first <= w.own_first <= w.own_last <= w.last for w in found)


@given(LENGTHS)
def test_no_window_is_too_long(lengths: list[int]) -> None:
    assert all(sum(lengths[w.first : w.last]) <= 40 for w in windows(lengths, limit=40, overlap=10))
