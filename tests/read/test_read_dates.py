import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.read import dates


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("2023-10-12", "2023-10-12"),
        ("2023-10", "2023-10"),
        ("2023-10-12T08:05:00Z", "2023-10-12T08:05:00+00:00"),
        ("2023-10-12T08:05:00.123+0900", "2023-10-12T08:05:00+09:00"),
        ("2023-10-12 08:05:00 +02:00", "2023-10-12T08:05:00+02:00"),
        ("20231012T080500Z", "2023-10-12T08:05:00+00:00"),
        ("20231012", "2023-10-12"),
        ("20231012080500", "2023-10-12"),
        ("2023-10-12T08:05:00", "2023-10-12"),
        ("Thu, 12 Oct 2023 08:05:00 +0900", "2023-10-12T08:05:00+09:00"),
        ("Thu, 12 Oct 2023 08:05:00 -0000", "2023-10-12T08:05:00+00:00"),
        ("Thu Oct 12 2023 08:05:00 GMT+0200 (CEST)", "2023-10-12T08:05:00+02:00"),
        ("1697097900", "2023-10-12T08:05:00+00:00"),
        ("1697097900000", "2023-10-12T08:05:00+00:00"),
        ("October 12, 2023", "2023-10-12"),
        ("12 Oct. 2023", "2023-10-12"),
        ("12. Oktober 2023", "2023-10-12"),
        ("12 de octubre de 2023", "2023-10-12"),
        ("12 октября 2023", "2023-10-12"),
        ("2023年10月12日", "2023-10-12"),
        ("13/10/2023", "2023-10-13"),
        ("10/13/2023", "2023-10-13"),
        ("12.10.2023", "2023-10-12"),
        ("2023/10/12", "2023-10-12"),
    ],
)
def test_a_stated_date_is_read_at_its_precision(written: str, value: str) -> None:
    assert dates.read(written).value == value


@pytest.mark.parametrize("written", ["", "today", "6 YEARS AGO", "2023-13-40", "12/10/2023", "Oct 12", "99999999999999999999", "20231399"])
def test_what_is_no_date_or_two_is_none_with_a_reason(written: str) -> None:
    reading = dates.read(written)
    assert reading.value is None
    assert reading.reason


@pytest.mark.parametrize("written", ["1970-01-01T00:00:00Z", "0", "0001-01-01T00:00:00Z", "1969-07-20", "2024-01-05T00:00:00Z"])
def test_a_lying_date_is_refused_with_the_reason(written: str) -> None:
    value, reason = dates.choose([("the field 'date'", written)], latest="2023-10-12T00:00:00Z")
    assert value is None
    assert "refused" in reason


def test_the_next_field_is_taken_and_the_refused_one_named() -> None:
    value, reason = dates.choose([("meta date", "1970-01-01"), ("the address", "2023-10-12")])
    assert value == "2023-10-12"
    assert reason.startswith("the address says")
    assert "1970-01-01" in reason


def test_a_day_ahead_of_the_capture_is_a_time_zone() -> None:
    assert dates.choose([("x", "2023-10-13")], latest="2023-10-12T20:00:00Z")[0] == "2023-10-13"


@pytest.mark.parametrize(
    ("url", "value"),
    [
        ("https://example.org/world/2023/10/12/envoys", "2023-10-12"),
        ("https://example.org/news/20231012-envoys", "2023-10-12"),
        ("https://example.org/2023-10-12-envoys.html", "2023-10-12"),
        ("https://example.org/a/202310123456", None),
        ("https://example.org/2023/10/12/what-happened-2022/10/11/", None),
        ("https://example.org/story/12345", None),
    ],
)
def test_the_date_in_an_address(url: str, value: str | None) -> None:
    assert dates.in_url(url) == value


@given(st.text(max_size=60) | st.from_regex(r"[0-9/.\-: TZ+]{1,30}", fullmatch=True))
def test_no_text_breaks_it_and_every_value_is_iso(written: str) -> None:
    value = dates.read(written).value
    assert value is None or dates.is_iso(value)
