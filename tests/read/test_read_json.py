import json

import pytest
from reading import BODY, SECOND, failures, one_failure, one_report, read_bytes, reports

from reportedly.read import Options


def lines(*records: object) -> bytes:
    return b"".join(json.dumps(r).encode() + b"\n" for r in records)


def test_a_text_without_title_is_kept_character_for_character() -> None:
    text = f"  Heading\n\n\n{BODY}\r\n and   so on \u00a0…\n"
    found = one_report(read_bytes(lines({"id": "tr000", "dct": "2014-12-23", "outlet": "The Example", "text": text})))
    assert found.text == text
    assert (found.id, found.published, found.publisher) == ("tr000", "2014-12-23", "The Example")


def test_a_title_goes_before_a_text_that_does_not_begin_with_it() -> None:
    found = reports(
        read_bytes(lines({"title": "Envoys to meet", "text": BODY}, {"title": "Envoys to meet", "text": f"Envoys  to meet\n{BODY}"}))
    )
    assert found[0].text == f"Envoys to meet\n\n{BODY}"
    assert found[1].text == f"Envoys  to meet\n{BODY}"


@pytest.mark.parametrize(
    "record",
    [
        {"maintext": BODY, "title": "T here", "date_publish": "2023-10-12 00:00:00", "source_domain": "example.org", "url": "https://example.org/a"},
        {"text": BODY, "title": "T here", "publish_date": "2023-10-12", "source_url": "https://www.example.org", "url": "https://example.org/a"},
        {"text": BODY, "title": "T here", "date": "2023-10-12", "hostname": "example.org", "source": "https://example.org/a"},
        {"content": BODY, "title": "T here", "publishedAt": "2023-10-12", "source": {"name": "example.org"}, "url": "https://example.org/a"},
        {"body": {"summary": [], "sections": [{"headline": [], "paragraphs": [BODY]}]},
         "title": "T here", "publishing_date": "2023-10-12", "publisher": "example.org", "link": "https://example.org/a"},
        {"html": f"<p>{BODY}</p>", "headline": "T here", "datePublished": "2023-10-12", "publisher": {"name": "example.org"}, "url": "https://example.org/a"},
    ],
)  # fmt: skip
def test_the_field_names_of_common_scrapers_are_known(record: dict[str, object]) -> None:
    found = one_report(read_bytes(lines(record)))
    assert found.text == f"T here\n\n{BODY}"
    assert (found.published, found.publisher, found.url) == ("2023-10-12", "example.org", "https://example.org/a")


def test_a_whole_answer_of_a_news_service_gives_each_article() -> None:
    articles = [
        {"title": "First title", "description": SECOND, "content": f"{BODY[:60]}… [+1200 chars]", "url": "https://example.org/1"},
        {"title": "Second title", "description": None, "content": BODY, "url": "https://example.org/2"},
    ]
    found = reports(read_bytes(json.dumps({"status": "ok", "totalResults": 2, "articles": articles}, indent=1).encode()))
    assert [r.text for r in found] == [f"First title\n\n{SECOND}\n\n{BODY[:60].strip()}", f"Second title\n\n{BODY}"]


def test_a_date_of_crawling_is_the_capture_never_the_publication() -> None:
    found = one_report(
        read_bytes(
            lines({"title": "Envoys to meet", "url": "https://example.org/1", "seendate": "20231012T101500Z", "language": "English"})
        )
    )
    assert (found.published, found.captured, found.language) == (None, "2023-10-12T10:15:00+00:00", "en")


def test_an_array_is_read_item_by_item_and_each_keeps_its_bytes() -> None:
    data = b'[ {"text": "one is here"} , {"text":"two is here"}\n]'
    found = reports(read_bytes(data))
    assert [r.text for r in found] == ["one is here", "two is here"]
    assert found[1].raw == b'{"text":"two is here"}'
    assert found[1].location.endswith("#item=2")


def test_an_array_longer_than_any_chunk_loses_nothing() -> None:
    data = json.dumps([{"text": f"{number} {BODY}" * 3} for number in range(500)]).encode()
    assert [r.text for r in reports(read_bytes(data))] == [f"{number} {BODY}" * 3 for number in range(500)]


def test_a_broken_line_is_one_failure_and_the_rest_goes_on() -> None:
    found = read_bytes(lines({"text": "one is here"}) + b'{"text": "two\n\n' + lines({"text": "three is here"}, [1], {"a": 1}))
    assert [r.text for r in reports(found)] == ["one is here", "three is here"]
    assert [(f.location.partition("#")[2], f.kind) for f in failures(found)] == [
        ("line=2", "failed"),
        ("line=5", "skipped"),
        ("line=6", "skipped"),
    ]


def test_a_truncated_array_gives_what_stood_before() -> None:
    found = read_bytes(b'[{"text": "one is here"}, {"text": "tw')
    assert [r.text for r in reports(found)] == ["one is here"]
    assert "broken, cut off" in failures(found)[0].error


def test_a_line_over_the_limit_is_one_failure() -> None:
    found = read_bytes(lines({"text": "x" * 5000}, {"text": "fine one"}), Options(max_bytes=1000))
    assert [type(f).__name__ for f in found] == ["Failure", "Report"]
    assert "1,000 bytes" in failures(found)[0].error


def test_an_unsafe_id_is_replaced_and_kept_in_the_metadata() -> None:
    found = one_report(read_bytes(lines({"id": "../../etc/passwd", "text": BODY})))
    assert found.id.startswith("r-")
    again = one_report(read_bytes(lines({"id": "../../etc/passwd", "text": BODY})))
    assert again.id == found.id


def test_other_fields_are_kept_as_metadata() -> None:
    found = one_report(
        read_bytes(
            lines({"text": BODY, "kind": "feed", "from": "archive", "tags": ["a", "b"], "published": "", "published_raw": "6 YEARS AGO"})
        )
    )
    assert found.metadata["kind"] == "feed"
    assert json.loads(found.metadata["tags"]) == ["a", "b"]
    assert "6 YEARS AGO" in found.published_reason


def test_an_object_without_text_is_skipped_with_its_fields_named() -> None:
    found = one_failure(read_bytes(lines({"lat": 1, "lon": 2})))
    assert found.kind == "skipped"
    assert "lat, lon" in found.error


def test_a_table_of_articles_is_read_row_by_row() -> None:
    found = reports(read_bytes(f'title,text,published\nEnvoys to meet,"{BODY}",2023-10-12\n"A, b","two\nlines",\n'.encode()))
    assert [r.text for r in found] == [f"Envoys to meet\n\n{BODY}", "A, b\n\ntwo\nlines"]
    assert found[0].published == "2023-10-12"


def test_a_table_of_facts_is_skipped_with_its_columns_named() -> None:
    found = one_failure(read_bytes(b"Date,Missile,Outcome\n1-Jan-20,A,Success\n2-Jan-20,B,Failure\n"))
    assert (found.kind, "Missile" in found.error) == ("skipped", True)
