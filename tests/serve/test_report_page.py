"""A report's page: hostile text stays text, marks stand where they should, an address that no longer fits says so."""

from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from fastapi.testclient import TestClient

from reportedly.model import Span
from reportedly.serve import anchors
from reportedly.store import Store, open_store


@pytest.fixture(scope="module")
def store(examples_db: str) -> Iterator[Store]:
    with open_store(examples_db) as opened:
        yield opened


class Article(HTMLParser):
    """The text of a report's page with the classes of each character."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.marked: list[set[str]] = []
        self._stack: list[set[str]] = []
        self._inside = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        classes = set((dict(attrs).get("class") or "").split())
        if tag == "article":
            self._inside = True
        elif self._inside:
            self._stack.append(classes)

    def handle_endtag(self, tag: str) -> None:
        if tag == "article":
            self._inside = False
        elif self._inside:
            self._stack.pop()

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.text += data
            self.marked += [set().union(*self._stack) for _ in data]


def hostile(store: Store) -> str:
    return next(r.id for r in store.reports(limit=50).rows if "onerror" in (r.publisher or ""))


def test_a_hostile_report_is_shown_as_the_text_it_is(client: TestClient, store: Store) -> None:
    id = hostile(store)
    html = client.get(f"/report/{id}").text
    assert Article(html).text == store.report(id).text
    for bad in ("<script>alert", "<img src=x", "<svg onload", "<b onmouseover", "javascript:"):
        assert bad not in html
    assert "{{ 7 * 7 }}" in html
    claim = next(c.claim.id for c in store.claims(limit=200).rows if c.claim.report == id)
    for address in (
        f"/claim/{claim}/evidence",
        "/reports",
        "/sources",
        "/search?q=alert",
        "/timeline?order=old",
        "/search?q=<script>alert(1)</script>",
    ):
        page = client.get(address).text
        assert "<script>alert" not in page
        assert "<img src=x" not in page


def test_marks_stand_at_their_offsets(client: TestClient, store: Store) -> None:
    id = next(r.id for r in store.reports(publisher="Example Wire", limit=5).rows)
    annotated = store.annotated(id)
    article = Article(client.get(f"/report/{id}").text)
    assert article.text == annotated.report.text
    wanted = {"m-event": [e.trigger for e in annotated.events], "m-time": [t.span for t in annotated.times]}
    wanted |= {"m-name": [m.span for m in annotated.mentions], "m-statement": [p for s in annotated.statements for p in s.content]}
    for layer, spans in wanted.items():
        expected = {i for span in spans for i in range(span.start, span.end)}
        assert {i for i, classes in enumerate(article.marked) if layer in classes} == expected, layer


def test_each_mark_opens_its_record(client: TestClient, store: Store) -> None:
    id = next(r.id for r in store.reports(publisher="Example Wire", limit=5).rows)
    annotated = store.annotated(id)
    html = client.get(f"/report/{id}?open=s0").text
    assert f"/report/{id}?open=s0#record" in html
    speaker = annotated.statements[0].speaker
    assert speaker is not None
    assert f">{speaker.name}</a>" in html
    assert client.get(f"/report/{id}?open=t0").status_code == 200
    assert client.get(f"/report/{id}?open=s999").status_code == 200  # made by another version: nothing is opened


def test_a_permanent_link_leads_to_its_sentence(client: TestClient, store: Store) -> None:
    claim = store.claims(limit=1).rows[0].claim
    address = anchors.address(claim.report, store.report(claim.report).text, claim.evidence)
    html = client.get(address).text
    assert "no longer fits" not in html
    article = Article(html)
    assert {i for i, c in enumerate(article.marked) if "m-target" in c} == set(range(claim.evidence.start, claim.evidence.end))


def test_a_link_that_no_longer_fits_says_so_and_does_not_jump(client: TestClient, store: Store) -> None:
    claim = store.claims(limit=1).rows[0].claim
    text = store.report(claim.report).text
    quote = anchors.shortened(claim.evidence.of(text))
    moved = client.get(
        f"/report/{claim.report}", params={"at": f"{claim.evidence.start + 3}-{claim.evidence.end + 3}", "quote": quote}
    ).text
    assert "no longer fits" in moved
    assert "m-target" not in moved
    gone = client.get(f"/report/{claim.report}", params={"at": "3-30", "quote": "words that nobody wrote"}).text
    assert "no longer fits" in gone
    assert "go there" not in gone
    assert client.get(f"/report/{claim.report}?at=30-3").status_code == 400


def test_selectors_are_those_of_the_web_annotation_model(client: TestClient, store: Store) -> None:
    claim = store.claims(limit=1).rows[0].claim
    text = store.report(claim.report).text
    made = client.get(f"/report/{claim.report}/annotation?at={claim.evidence.start}-{claim.evidence.end}").json()
    position, quote = made["target"]["selector"]
    assert (position["type"], position["start"], position["end"]) == ("TextPositionSelector", claim.evidence.start, claim.evidence.end)
    assert (quote["type"], quote["exact"]) == ("TextQuoteSelector", claim.evidence.of(text))
    assert text.index(quote["prefix"] + quote["exact"] + quote["suffix"]) + len(quote["prefix"]) == claim.evidence.start


def test_landing() -> None:
    text = "One sentence here. Another sentence there. One more."
    fits = anchors.Anchor(Span(19, 42), "Another sentence there.")
    assert anchors.land(fits, text).fit == "fits"
    assert anchors.land(anchors.Anchor(Span(0, 5), "Another sentence there."), text) == anchors.Landing(
        anchors.Anchor(Span(0, 5), "Another sentence there."), "moved", Span(19, 42)
    )
    assert anchors.land(anchors.Anchor(Span(0, 5), "sentence"), text).fit == "gone"  # it stands there twice: which one is open
    assert anchors.land(anchors.Anchor(Span(0, 500), ""), text).fit == "gone"
    assert anchors.land(anchors.Anchor(Span(0, 5), ""), text).fit == "unchecked"


def test_a_link_to_several_sentences_or_part_of_one_has_somewhere_to_land(client: TestClient, store: Store) -> None:
    id = hostile(store)
    first, second = store.annotated(id).sentences[:2]
    for span in (Span(first.span.start, second.span.end), Span(first.span.start + 3, first.span.end), first.span):
        path, _, place = anchors.address(id, store.report(id).text, span).partition("#")
        html = client.get(path).text
        assert html.count(f'id="{place}"') == 1
        assert Article(html).text == store.report(id).text
