"""One address to a stream: with a time limit, few redirects, and errors that say what to do."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from reportedly.errors import FetchError
from reportedly.read.item import Whence
from reportedly.read.options import Options
from reportedly.read.stream import Stream

if TYPE_CHECKING:
    import httpx

HEADERS = {
    "User-Agent": "reportedly (news reader)",
    "Accept": "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/xml;q=0.9,*/*;q=0.8",
}
REDIRECTS = 8


@contextmanager
def fetched(address: str, options: Options, *, transport: "httpx.BaseTransport | None" = None) -> Iterator[tuple[Stream, Whence]]:
    """The answer's bytes while they arrive, with the address they came from in the end.

    The server's charset is passed on as a hint; its content type is not used. `captured` is `options.now`.
    Raises FetchError when there is no usable answer.
    """
    import httpx

    try:
        limits = httpx.Timeout(min(20.0, options.timeout))
        with (
            httpx.Client(timeout=limits, follow_redirects=True, max_redirects=REDIRECTS, headers=HEADERS, transport=transport) as client,
            client.stream("GET", address) as answer,
        ):
            if answer.status_code >= 400:
                raise FetchError(_status(answer))
            whence = Whence(
                address, url=str(answer.url), charset=answer.charset_encoding, captured=options.now, max_bytes=options.max_bytes
            )
            yield Stream(_chunks(answer, options.timeout)), whence
    except httpx.TooManyRedirects as error:
        raise FetchError(f"{address} redirects more than {REDIRECTS} times; open it in a browser and save the page.") from error
    except httpx.TimeoutException as error:
        raise FetchError(f"{_host(address)} did not answer in time; try again later.") from error
    except (httpx.InvalidURL, httpx.UnsupportedProtocol, ValueError) as error:
        raise FetchError(f"{address} is no valid address ({error}).") from error
    except httpx.HTTPError as error:
        raise FetchError(f"{address} could not be fetched ({error}); check the address and the connection.") from error


def _chunks(answer: "httpx.Response", seconds: float) -> Iterator[bytes]:
    """The body, until it takes too long; the errors of a broken connection become the stream's fault."""
    import httpx

    until = time.monotonic() + seconds  # a duration, not a date: a slow server must not hold the batch
    try:
        for chunk in answer.iter_bytes():
            yield chunk
            if time.monotonic() > until:
                raise FetchError(f"the server took over {seconds:g} seconds to send it; try again later")
    except httpx.HTTPError as error:
        raise FetchError(f"the connection broke ({error}); try again") from error


def _status(answer: "httpx.Response") -> str:
    what = {
        401: "wants a login",
        403: "refuses access",
        404: "has no such page",
        410: "has removed the page",
        429: "wants fewer requests",
    }.get(answer.status_code, "failed" if answer.status_code >= 500 else "refused")
    return f"{_host(str(answer.url))} {what} (status {answer.status_code}); open it in a browser and save the page, or try later."


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or address
    except ValueError:
        return address
