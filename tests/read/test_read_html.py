import json

import pytest
from reading import BODY, SECOND, one_failure, one_report, page, read_bytes

from reportedly.model import Failure, Report
from reportedly.read import Options

ARTICLE = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "Envoys to meet again next month",
    "datePublished": "2023-10-12T08:05:00+09:00",
    "dateModified": "2023-10-13T08:05:00+09:00",
    "author": [{"@type": "Person", "name": "Jo Doe"}, {"@type": "Person", "name": "Al Roe"}],
    "publisher": {"@type": "Organization", "name": "The Example Herald"},
}


def ld(value: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


def test_title_stands_first_then_paragraphs_between_blank_lines() -> None:
    found = one_report(read_bytes(page()))
    assert found.text == f"Envoys to meet again next month\n\n{BODY}\n\n{SECOND}"
    assert found.title == "Envoys to meet again next month"
    assert (found.media_type, found.language) == ("text/html", "en")


def test_json_ld_gives_date_outlet_and_byline() -> None:
    found = one_report(read_bytes(page(ld(ARTICLE))))
    assert (found.published, found.published_by) == ("2023-10-12T08:05:00+09:00", "metadata")
    assert "JSON-LD datePublished" in found.published_reason
    assert (found.publisher, found.byline) == ("The Example Herald", "Jo Doe, Al Roe")
    assert json.loads(found.metadata["json-ld"])["dateModified"] == "2023-10-13T08:05:00+09:00"


def test_a_publisher_that_is_only_referred_to_is_looked_up() -> None:
    graph = {"@graph": [{**ARTICLE, "publisher": {"@id": "#us"}}, {"@type": "Organization", "@id": "#us", "name": "The Example Post"}]}
    assert one_report(read_bytes(page(ld(graph)))).publisher == "The Example Post"


def test_the_json_ld_of_another_article_is_not_taken() -> None:
    other = {**ARTICLE, "headline": "Another", "url": "https://example.org/b", "datePublished": "2019-01-01"}
    own = {**ARTICLE, "url": "https://example.org/a"}
    head = '<link rel="canonical" href="https://example.org/a">' + ld([other, own])
    assert one_report(read_bytes(page(head))).published == "2023-10-12T08:05:00+09:00"


def test_the_site_name_that_the_domain_bears_out_is_the_outlet() -> None:
    head = '<meta property="og:site_name" content="Security"><link rel="canonical" href="https://www.herald.example/a">' + ld(
        {**ARTICLE, "publisher": {"name": "Herald online"}}
    )
    assert one_report(read_bytes(page(head))).publisher == "Herald online"


def test_without_a_name_the_domain_is_the_outlet() -> None:
    head = '<link rel="canonical" href="https://www.herald.example/2023/10/12/envoys">'
    found = one_report(read_bytes(page(head)))
    assert found.publisher == "herald.example"
    assert found.published == "2023-10-12"
    assert "the address" in found.published_reason


@pytest.mark.parametrize("stated", ["1970-01-01T00:00:00Z", "0001-01-01T00:00:00", "2031-01-01"])
def test_a_lying_date_is_refused_and_nothing_put_in_its_place(stated: str) -> None:
    head = f'<meta property="article:published_time" content="{stated}">'
    found = one_report(read_bytes(page(head), Options(now="2023-10-14T00:00:00Z")))
    assert (found.published, found.published_by) == (None, "unknown")
    assert "refused" in found.published_reason


def test_a_date_of_modification_is_no_publication() -> None:
    found = one_report(read_bytes(page('<meta property="article:modified_time" content="2023-10-13">')))
    assert found.published is None


def test_a_date_that_the_page_shows_is_taken_and_its_source_named() -> None:
    found = one_report(read_bytes(page(body=f"<p class='date'>12.10.2023</p><p>{BODY}</p><p>{SECOND}</p>")))
    assert found.published == "2023-10-12"
    assert "htmldate" in found.published_reason


def test_a_dateline_in_the_text_is_left_to_the_next_stage() -> None:
    found = one_report(read_bytes(page(body=f"<p>GENEVA, Oct. 12 - {BODY}</p><p>{SECOND}</p>")))
    assert found.published is None


def test_scripts_and_hidden_markup_never_reach_the_text() -> None:
    body = f"<p>{BODY}<script>document.write('RUN')</script></p><style>p{{}}</style><p onclick='RUN'>{SECOND}</p><iframe src='file:///etc/passwd'></iframe>"
    text = one_report(read_bytes(page(body=body))).text
    assert "RUN" not in text
    assert SECOND in text


def test_the_end_of_a_title_that_names_the_site_is_cut() -> None:
    head = "<title>Envoys to meet again | The Example</title><meta property='og:site_name' content='The Example'>"
    data = f"<html><head>{head}</head><body><article><p>{BODY}</p><p>{SECOND}</p></article>"
    assert one_report(read_bytes(data.encode())).title == "Envoys to meet again"


@pytest.mark.parametrize(
    ("head", "body", "says"),
    [
        (ld({"@type": "VideoObject", "name": "Clip"}), "<video></video>", "video"),
        ("", "<p>We use cookies. Accept all cookies to go on.</p>", "consent"),
        ("", "<nav><a href='/a'>World</a><a href='/b'>Sport</a></nav>", "No article text"),
    ],
)
def test_a_page_without_article_is_skipped_with_the_reason(head: str, body: str, says: str) -> None:
    data = f"<html><head><title>Page</title>{head}</head><body>{body}</body></html>"
    found = one_failure(read_bytes(data.encode()))
    assert found.kind == "skipped"
    assert says in found.error


def test_text_that_only_json_ld_holds_is_read() -> None:
    stated = ld({**ARTICLE, "articleBody": f"{BODY} {SECOND}"})
    data = f"<html><head><title>Envoys</title>{stated}</head><body><div id='app'></div></body></html>"
    assert f"{BODY} {SECOND}" in one_report(read_bytes(data.encode())).text


def test_a_paragraph_cut_at_a_link_is_whole_again() -> None:
    body = f"<div>{BODY} Officials in <a href='/x'>Geneva</a>, who asked not to be named, agreed on that.</div><p>{SECOND}</p>"
    assert "Officials in Geneva, who asked not to be named, agreed" in one_report(read_bytes(page(body=body))).text


def test_a_page_with_far_too_many_paragraphs_is_still_read_quickly() -> None:
    found = one_report(read_bytes(page(body="<p>Word after word stands here.</p>" * 12_000)))
    assert found.text.count("Word after word") == 12_000


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ("<html><head><title>Envoys to me", "its title"),
        ('<html><head><title>Envoys</title></head><body><p class="le', "a tag"),
        ("<html><head><title>Envoys</title><script>var a = {", "a script"),
    ],
)
def test_a_page_that_breaks_off_before_its_text_has_failed(data: str, says: str) -> None:
    found = one_failure(read_bytes(data.encode()))
    assert found.kind == "failed"
    assert f"cut off within {says}" in found.error
    assert "get a complete copy" in found.error


def test_what_stands_before_a_cut_is_read() -> None:
    whole = page().decode()
    found = read_bytes(whole[: whole.index("had been set")].encode())
    (cut,) = [f for f in found if isinstance(f, Failure)]
    (report,) = [f for f in found if isinstance(f, Report)]
    assert (cut.kind, "cut off within its article" in cut.error) == ("failed", True)
    assert BODY in report.text


@pytest.mark.parametrize("end", ["</body>", "</HTML>", ""])
def test_a_page_may_leave_out_ends_that_no_page_needs(end: str) -> None:
    whole = page().decode().replace("</body></html>", end)
    assert one_report(read_bytes(whole.encode())).text
