from collections.abc import Callable, Iterator

import httpx
import pytest
from reading import BODY, page

from reportedly.errors import FetchError
from reportedly.model import Report
from reportedly.read import Options
from reportedly.read.fetch import fetched
from reportedly.read.members import members
from reportedly.read.reports import finish

Answer = Callable[[httpx.Request], httpx.Response]
OPTIONS = Options(now="2023-10-14T10:00:00Z")


def get(answer: Answer, options: Options = OPTIONS) -> list[object]:
    with fetched("https://example.org/a", options, transport=httpx.MockTransport(answer)) as (stream, whence):
        return [finish(d, options) if not hasattr(d, "error") else d for d in members(stream, whence)]


def test_a_fetched_page_is_a_report_with_its_final_address() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/a":
            return httpx.Response(301, headers={"Location": "/b"})
        return httpx.Response(200, content=page(), headers={"Content-Type": "application/octet-stream"})

    (found,) = get(answer)
    assert isinstance(found, Report)
    assert (found.url, found.location, found.captured) == ("https://example.org/b", "https://example.org/a", "2023-10-14T10:00:00+00:00")
    assert found.published is None


def test_a_fetched_feed_gives_its_entries() -> None:
    feed = b"<rss><channel><title>E</title><item><title>One of two</title></item><item><title>Two of two</title></item></channel></rss>"
    assert len(get(lambda _: httpx.Response(200, content=feed, headers={"Content-Type": "text/html"}))) == 2


def test_the_servers_charset_is_a_hint_for_text() -> None:
    text = "Посланник сообщил журналистам о новой встрече."
    (found,) = get(lambda _: httpx.Response(200, content=text.encode("koi8-r"), headers={"Content-Type": "text/plain; charset=koi8-r"}))
    assert isinstance(found, Report)
    assert found.text == text


@pytest.mark.parametrize(("status", "says"), [(404, "no such page"), (403, "refuses"), (429, "fewer"), (503, "failed")])
def test_an_error_status_says_what_to_do(status: int, says: str) -> None:
    with pytest.raises(FetchError, match=says):
        get(lambda _: httpx.Response(status))


def test_redirects_end() -> None:
    with pytest.raises(FetchError, match="redirects"):
        get(lambda _: httpx.Response(302, headers={"Location": "/a"}))


def test_a_broken_connection_is_one_failure() -> None:
    def refuse(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("no route", request=request)

    with pytest.raises(FetchError, match="check the address"):
        get(refuse)


def test_a_page_that_is_too_large_is_not_kept() -> None:
    (found,) = get(lambda _: httpx.Response(200, content=BODY.encode() * 100), Options(max_bytes=1000))
    assert "larger than 1,000" in found.error  # type: ignore[attr-defined]


def test_a_connection_that_breaks_in_the_middle_says_so() -> None:
    def body() -> Iterator[bytes]:
        yield BODY.encode()
        raise httpx.ReadError("reset")

    found = get(lambda _: httpx.Response(200, content=body()))
    assert isinstance(found[0], Report)
    assert "connection broke" in found[-1].error  # type: ignore[attr-defined]
