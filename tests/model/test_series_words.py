"""What a series says of two of its events, and of one."""

from datetime import date

from reportedly.model.series import Dated, apart_in, series_of, stands_in


def test_two_of_a_series_are_two_times_of_it_only_where_both_have_a_date():
    days = {"a": (2020, 5, 1), "b": (2021, 5, 1), "c": (2022, 9, 1), "d": (2023, 3, 1)}
    dated = [Dated(id, date(*day).toordinal(), date(*day).toordinal(), is_told=id in "cd") for id, day in days.items()]
    series = series_of("CONSULT/letter|PRK~RUS", dated, ["North Korea", "Russia"])
    assert series is not None
    assert apart_in(series, "a", "b") == "they are two times of one series"
    assert "nobody dates: they may be one time of it or two" in apart_in(series, "c", "d")
    assert "nobody dates one: they may be" in apart_in(series, "a", "d")
    assert apart_in(series, "a", "x") == apart_in(None, "a", "b") == ""
    assert stands_in(series, "a") == "never one with its other times"
    assert "may be one of the times" in stands_in(series, "d")
