import bz2
import gzip
import io
import json
import lzma
import tarfile
import zipfile
from collections.abc import Callable

import pytest
from reading import BODY, SECOND, failures, one_failure, one_report, page, read_bytes, reports

from reportedly.read import Options

LINES = b"".join(json.dumps({"text": f"{number} {BODY} {number * 7919}"}).encode() + b"\n" for number in range(400))


def zipped(**members: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


def tarred(**members: bytes) -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return file.getvalue()


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_packed_lines_are_read_as_if_unpacked(pack: Callable[[bytes], bytes]) -> None:
    assert [r.raw for r in reports(read_bytes(pack(LINES)))] == LINES.splitlines()


def test_several_gzip_members_in_a_row_are_one_file() -> None:
    assert len(reports(read_bytes(gzip.compress(LINES) + gzip.compress(LINES)))) == 800


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_a_truncated_file_gives_what_can_be_read_then_one_failure(pack: Callable[[bytes], bytes]) -> None:
    found = read_bytes(pack(LINES)[:-20])
    assert len(failures(found)) == 1
    assert isinstance(found[-1], type(failures(found)[0]))
    assert "cut off" in failures(found)[0].error
    assert all(r.raw in LINES for r in reports(found))


def test_most_of_a_gzip_that_is_cut_in_its_last_bytes_is_read() -> None:
    found = read_bytes(gzip.compress(LINES)[:-20])
    assert len(reports(found)) > 300


def test_damaged_data_in_the_middle_are_one_failure() -> None:
    data = bytearray(gzip.compress(LINES))
    data[len(data) // 2 : len(data) // 2 + 40] = b"\xff" * 40
    found = read_bytes(bytes(data))
    assert len(failures(found)) <= 2
    assert any("damaged" in f.error or "no JSON" in f.error for f in failures(found))


def test_each_member_of_a_zip_is_read_by_its_content() -> None:
    found = read_bytes(zipped(a=BODY.encode(), b=page(), c=gzip.compress(SECOND.encode()), d=b"\x89PNG\r\n\x1a\n..."))
    assert [r.location.partition("#")[2] for r in reports(found)] == ["a", "b", "c"]
    assert [(f.location.partition("#")[2], f.kind) for f in failures(found)] == [("d", "skipped")]


def test_each_file_of_a_packed_tar_is_read() -> None:
    found = reports(read_bytes(gzip.compress(tarred(a=BODY.encode(), b=SECOND.encode()))))
    assert [r.text for r in found] == [BODY, SECOND]


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_a_truncated_archive_is_a_failure_and_no_exception(pack: Callable[..., bytes]) -> None:
    data = pack(a=BODY.encode() * 50, b=SECOND.encode() * 50)
    assert failures(read_bytes(data[: len(data) // 3]))


def test_a_bomb_is_stopped() -> None:
    bomb = gzip.compress(b"\0" * 110_000_000, 1)
    assert "bomb" in one_failure(read_bytes(bomb)).error
    inside = zipped(bomb=b"a" * 110_000_000, fine=BODY.encode())
    found = read_bytes(inside)
    assert "bomb" in failures(found)[0].error
    assert reports(found)[0].text == BODY


def test_containers_in_containers_end() -> None:
    data = BODY.encode()
    for _ in range(8):
        data = gzip.compress(data)
    assert "too many containers" in one_failure(read_bytes(data, Options(max_nesting=4))).error


def test_an_office_document_says_what_to_do() -> None:
    found = one_failure(read_bytes(zipped(**{"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"})))
    assert (found.kind, "save it as text" in found.error) == ("skipped", True)


@pytest.mark.parametrize(
    ("start", "what"),
    [
        (b"%PDF-1.7", "PDF"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"\x00\x00\x00 ftypisom", "MP4"),
        (b"\x80\x04\x95", "pickle"),
    ],
)
def test_binaries_are_skipped_by_what_they_are(start: bytes, what: str) -> None:
    found = one_failure(read_bytes(start + bytes(range(256)) * 4))
    assert found.kind == "skipped"
    assert what in found.error


def record(url: str, payload: bytes, *, status: str = "200 OK", kind: str = "response", number: int = 1) -> bytes:
    http = f"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {len(payload)}\r\n\r\n".encode() + payload
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:0000-{number}>\r\nWARC-Date: 2023-10-14T10:00:00Z\r\n"
        f"WARC-Target-URI: {url}\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


ARCHIVE = [
    record("https://example.org/1", page(), number=1),
    record("https://example.org/2", b"gone", status="404 Not Found", number=2),
    record("https://example.org/3", b"\x89PNG\r\n\x1a\n" + b"\0" * 50, number=3),
    record("https://example.org/4", page(title="Another title for the envoys"), number=4),
]


@pytest.mark.parametrize(
    "pack", [b"".join, lambda records: b"".join(map(gzip.compress, records)), lambda records: gzip.compress(b"".join(records))]
)
def test_each_response_of_a_web_archive_is_accounted_for(pack: Callable[[list[bytes]], bytes]) -> None:
    found = read_bytes(pack(ARCHIVE))
    assert [(r.url, r.captured, r.published) for r in reports(found)] == [
        ("https://example.org/1", "2023-10-14T10:00:00+00:00", None),
        ("https://example.org/4", "2023-10-14T10:00:00+00:00", None),
    ]
    assert [("404" in f.error, "PNG" in f.error) for f in failures(found)] == [(True, False), (False, True)]
    assert reports(found)[0].location.endswith("#urn:uuid:0000-1")
    assert reports(found)[0].raw == page()


def test_a_truncated_web_archive_gives_what_stood_before_and_failures() -> None:
    whole = b"".join(ARCHIVE)
    found = read_bytes(whole[: len(whole) - 300])
    assert [r.url for r in reports(found)] == ["https://example.org/1"]
    assert "cut off" in failures(found)[-1].error
    packed = read_bytes(gzip.compress(whole)[:-60])
    assert "https://example.org/1" in [r.url for r in reports(packed)]
    assert failures(packed)


def test_damage_between_records_is_one_failure_and_the_rest_is_read() -> None:
    found = read_bytes(ARCHIVE[0] + b"no record at all\r\n" * 20 + ARCHIVE[3])
    assert [r.url for r in reports(found)] == ["https://example.org/1", "https://example.org/4"]
    assert ["damaged" in f.error for f in failures(found)] == [True]


def test_a_page_of_an_archive_can_not_be_dated_after_its_capture() -> None:
    late = page('<meta property="article:published_time" content="2031-01-01">')
    found = one_report(read_bytes(record("https://example.org/1", late)))
    assert found.published is None
    assert "after the capture" in found.published_reason


def test_whatever_is_read_is_one_report_and_its_text_the_same_packed_or_not() -> None:
    assert one_report(read_bytes(gzip.compress(page()))).text == one_report(read_bytes(page())).text
