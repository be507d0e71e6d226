import gzip
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reading import BODY, one_failure, page, read_bytes, reports

from reportedly.model import Report
from reportedly.read import Options

ENTITIES = b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>'
STARTS = [
    b"", b"\x1f\x8b\x08\x00", b"PK\x03\x04", b"BZh9", b"\xfd7zXZ\x00", b"WARC/1.0\r\n", b"%PDF-", b'{"text": "', b'[{"text":"a"},',
    b"<html>",
    b"<rss><channel><item>",
    b"<?xml version='1.0'?><nitf>", b"<newsItem>", b"From: a\nDate: b\n\n", b"From x Thu Oct 12 08:05:00 2023\nFrom: a\nDate: b\n\n",
    b"\x16\x16\x01\x02", b"\x01\x02\x03",
    b"a,text\n1,", b"---\ntitle: x\n---\n", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf",
]  # fmt: skip
SLOW = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@SLOW
@given(start=st.sampled_from(STARTS), data=st.binary(max_size=400))
def test_any_bytes_are_a_report_or_a_failure(start: bytes, data: bytes) -> None:
    found = read_bytes(start + data)
    assert found
    for each in found:
        assert each.location
        if isinstance(each, Report):
            each.text.encode()
            assert each.id
            assert len(each.sha256) == 64


@SLOW
@given(start=st.sampled_from(STARTS), text=st.text(max_size=200))
def test_any_text_is_a_report_or_a_failure(start: bytes, text: str) -> None:
    assert read_bytes(start + text.encode("utf-8", "surrogatepass"))


NAMES = st.sampled_from(
    ["text", "title", "html", "date", "published", "authors", "source", "url", "articles", "items", "uri", "bodies", "type", "id"]
)
JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=5),
    max_leaves=12,
)


@SLOW
@given(JSON)
def test_any_json_is_reports_or_failures(value: object) -> None:
    assert read_bytes(json.dumps(value).encode())


@SLOW
@given(at=st.integers(0, 5000), data=st.binary(min_size=1, max_size=30), packed=st.booleans())
def test_a_damaged_page_never_raises(at: int, data: bytes, packed: bool) -> None:
    whole = gzip.compress(page()) if packed else page()
    at %= len(whole)
    assert read_bytes(whole[:at] + data + whole[at + len(data) :])


@pytest.mark.parametrize(
    "body",
    [b"<rss><channel><item><title>&b;</title></item></channel></rss>", b"<nitf><body><body.content>&x;</body.content></body></nitf>"],
)
def test_entities_are_neither_expanded_nor_opened(body: bytes) -> None:
    assert "declares entities" in one_failure(read_bytes(ENTITIES + body)).error


def test_an_external_entity_in_a_page_is_nothing() -> None:
    data = b'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + page(body=f"<p>{BODY} &x;</p><p>{BODY}</p>")
    assert all("root:" not in r.text for r in reports(read_bytes(data)))


@pytest.mark.parametrize(
    "data",
    [
        b"<html><body>" + b"<div>" * 140_000 + BODY.encode(),
        b"<html><body>" + b"<p>" * 1_000_000,
        b"<html><body><div " + b"a=1 " * 300_000 + b">",
        b"[" * 1_000_000,
        b'{"a":' * 300_000,
        b"<rss>" + b"<" * 500_000,
        b"From: a\nSubject: b\nContent-Type: multipart/mixed; boundary=b\n\n"
        + b"--b\nContent-Type: multipart/mixed; boundary=b\n\n" * 20_000,
        b"<html><head><script type='application/ld+json'>" + b'{"@graph":[' * 100_000 + b"</script></head>",
        b'"' * 1_000_000,
        b"a,b,c\n" + b'1,2,"' * 200_000,
        b" \n" * 500_000,
    ],
    ids=["nested", "tags", "attributes", "brackets", "braces", "angles", "parts", "json-ld", "quotes", "cells", "blank"],
)
def test_deep_and_endless_input_ends_soon(data: bytes) -> None:
    assert read_bytes(data, Options())
