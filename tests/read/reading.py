"""What the tests of reading share: bytes to what is read, and a page and a text of our own."""

import tempfile
from pathlib import Path

from reportedly.model import Failure, Report
from reportedly.read import Options, read

BODY = (
    "The envoy told reporters in Geneva on Tuesday that both sides would meet again next month. "
    "A spokeswoman for the ministry declined to say who would lead the talks, but she called them useful."
)
SECOND = (
    "Officials in the capital had said a day before that the talks were close to failing, and that no date had been set for another round."
)


def read_bytes(data: bytes, options: Options = Options()) -> list[Report | Failure]:  # noqa: B008 - frozen
    """Read bytes as a file whose name says nothing of its type."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "input")
        path.write_bytes(data)
        return list(read([path], options=options))


def page(head: str = "", body: str = f"<p>{BODY}</p><p>{SECOND}</p>", title: str = "Envoys to meet again next month") -> bytes:
    top = f"<!doctype html><html lang='en'><head><title>{title}</title>{head}</head>"
    return f"{top}<body><article><h1>{title}</h1>{body}</article></body></html>".encode()


def one_report(found: list[Report | Failure]) -> Report:
    assert [type(f) for f in found] == [Report], found
    assert isinstance(found[0], Report)
    return found[0]


def one_failure(found: list[Report | Failure]) -> Failure:
    assert [type(f) for f in found] == [Failure], found
    assert isinstance(found[0], Failure)
    return found[0]


def reports(found: list[Report | Failure]) -> list[Report]:
    return [f for f in found if isinstance(f, Report)]


def failures(found: list[Report | Failure]) -> list[Failure]:
    return [f for f in found if isinstance(f, Failure)]
