import hashlib

import pytest
from reading import BODY, one_failure, one_report, read_bytes

from reportedly.errors import UsageError
from reportedly.read import Options


def test_plain_text_is_kept_character_for_character() -> None:
    text = f"  {BODY}\r\n\r\nA second paragraph.\n"
    found = one_report(read_bytes(text.encode()))
    assert found.text == text
    assert found.title is None
    assert (found.published, found.published_by) == (None, "unknown")
    assert found.raw == text.encode()
    assert found.sha256 == hashlib.sha256(found.raw).hexdigest()
    assert found.id == "r-" + found.sha256[:12]


def test_markdown_stays_as_written_and_its_first_heading_is_the_title() -> None:
    text = f"# Envoys *to* meet\n\n{BODY}\n\n## Later\n"
    found = one_report(read_bytes(text.encode()))
    assert found.text == text
    assert found.title == "Envoys *to* meet"
    assert found.media_type == "text/markdown"


def test_a_fenced_header_is_metadata_and_its_title_the_first_paragraph() -> None:
    text = (
        f"---\ntitle: Envoys to meet\npublisher: The Example\npublished: 2023-10-12\nurl: https://example.org/a\nnote: ours\n---\n{BODY}\n"
    )
    found = one_report(read_bytes(text.encode()))
    assert found.text == f"Envoys to meet\n\n{BODY}"
    assert (found.publisher, found.published, found.published_by) == ("The Example", "2023-10-12", "metadata")
    assert found.url == "https://example.org/a"
    assert found.metadata["note"] == "ours"


def test_a_header_paragraph_of_known_keys_is_metadata() -> None:
    found = one_report(read_bytes(f"Title: Envoys to meet\nDate: 12 October 2023\n\n{BODY}".encode()))
    assert found.title == "Envoys to meet"
    assert found.published == "2023-10-12"


def test_a_first_line_with_a_colon_is_no_header() -> None:
    text = f"White House: talks went well\n\n{BODY}"
    assert one_report(read_bytes(text.encode())).text == text


def test_what_is_given_by_hand_wins_and_says_so() -> None:
    text = f"---\npublished: 2020-01-01\n---\n{BODY}"
    found = one_report(read_bytes(text.encode(), Options(publisher="The Example", published="2023-10-12")))
    assert (found.publisher, found.published, found.published_by) == ("The Example", "2023-10-12", "given")
    assert "2020-01-01" in found.published_reason


def test_a_given_date_that_is_none_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match="last Tuesday"):
        read_bytes(b"text", Options(published="last Tuesday"))


@pytest.mark.parametrize(
    ("data", "kind", "says"),
    [
        (b"", "failed", "empty"),
        (b" \n\t\r\n", "failed", "empty"),
        (b"\xef\xbb\xbf", "failed", "empty"),
        (b"--- *** ---\n....", "skipped", "no words"),
    ],
)
def test_what_holds_no_words_is_set_aside(data: bytes, kind: str, says: str) -> None:
    found = one_failure(read_bytes(data))
    assert found.kind == kind
    assert says in found.error


def test_zero_characters_and_lone_surrogates_become_storable_in_place() -> None:
    found = one_report(read_bytes(f"The talks\0 went on. {BODY}".encode()))
    assert found.text == f"The talks\ufffd went on. {BODY}"
    surrogate = one_report(read_bytes(b'{"text": "one \\ud800 two three"}'))
    assert surrogate.text == "one \ufffd two three"


def test_too_large_a_report_is_a_failure_that_says_the_limit() -> None:
    found = one_failure(read_bytes(b"word " * 1000, Options(max_bytes=100)))
    assert found.kind == "failed"
    assert "100 bytes" in found.error


@pytest.mark.parametrize(
    "start",
    [
        "[Updated] The envoy said",
        "[1] The envoy said",
        "{sic} the envoy said",
        "<Statement> the envoy said",
        "Kim, Putin exchange letters\n\nLeaders of two countries, who met in September, wrote to each other.",
        "From our staff: the envoy said",
        "Date lines are odd",
    ],
)
def test_text_that_merely_begins_like_something_else_is_text(start: str) -> None:
    text = f"{start} {BODY}"
    assert one_report(read_bytes(text.encode())).text == text
