# ruff: noqa: E501 - samples of wire formats keep their lines
import json

from reading import BODY, SECOND, failures, one_failure, one_report, read_bytes, reports

G2 = """<?xml version="1.0" encoding="UTF-8"?>
<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header><sent>2023-10-12T09:00:00Z</sent></header><itemSet>
<newsItem guid="urn:example:1" xml:lang="en-US"><itemMeta><itemClass qcode="ninat:{kind}"/><provider literal="Example Wire"/>
<versionCreated>2023-10-12T08:05:00Z</versionCreated><firstCreated>2023-10-11T08:05:00Z</firstCreated></itemMeta>
<contentMeta><by>By Jo Doe</by><headline>Envoys to meet</headline></contentMeta>
<contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><body><p>{body}</p><p>{second}</p></body></html></inlineXML></contentSet>
</newsItem></itemSet></newsMessage>"""


def test_newsml_g2() -> None:
    found = one_report(read_bytes(G2.format(kind="text", body=BODY, second=SECOND).encode()))
    assert found.text == f"Envoys to meet\n\n{BODY}\n\n{SECOND}"
    assert (found.publisher, found.byline, found.language) == ("Example Wire", "By Jo Doe", "en")
    assert found.published == "2023-10-12T08:05:00+00:00"


def test_a_newsml_picture_is_skipped() -> None:
    found = one_failure(read_bytes(G2.format(kind="picture", body="", second="").encode()))
    assert (found.kind, "picture" in found.error) == ("skipped", True)


def test_two_items_of_a_message_are_two_reports() -> None:
    item = G2[G2.index("<newsItem") : G2.index("</itemSet>")].format(kind="text", body=BODY, second=SECOND)
    data = G2.format(kind="text", body=BODY, second=SECOND).replace(
        "</itemSet>", item.replace("urn:example:1", "urn:example:2") + "</itemSet>"
    )
    assert [r.location.partition("#")[2] for r in reports(read_bytes(data.encode()))] == ["urn:example:1", "urn:example:2"]


def test_nitf() -> None:
    data = f"""<nitf baselang="en"><head><docdata><date.issue norm="20231012T080500Z"/></docdata></head><body><body.head><hedline><hl1>Envoys to meet</hl1></hedline>
    <byline>By Jo Doe<byttl>Example Writer</byttl></byline><distributor>Example Wire</distributor></body.head><body.content><p>{BODY}</p></body.content></body></nitf>"""
    found = one_report(read_bytes(data.encode()))
    assert found.text == f"Envoys to meet\n\n{BODY}"
    assert (found.publisher, found.byline, found.published) == ("Example Wire", "By Jo Doe Example Writer", "2023-10-12T08:05:00+00:00")


def test_wire_xml_that_is_cut_off_is_read_and_said_to_be() -> None:
    data = G2.format(kind="text", body=BODY, second=SECOND)
    found = read_bytes(data[: data.index(SECOND) + 20].encode())
    assert BODY in reports(found)[0].text
    assert ["cut off" in f.error for f in failures(found)] == [True]


def test_ninjs_of_each_version() -> None:
    base = {"uri": "https://example.org/1", "type": "text", "versioncreated": "2023-10-12T08:05:00Z", "copyrightholder": "Example Wire"}
    first = {**base, "headline": "Envoys to meet", "body_html": f"<p>{BODY}</p>", "source": "Other Wire"}
    second = {
        **base,
        "headlines": [{"role": "main", "value": "Envoys to meet"}],
        "bodies": [{"contenttype": "text/html", "value": f"<p>{BODY}</p>"}],
    }
    found = reports(read_bytes(b"\n".join(json.dumps(r).encode() for r in (first, second))))
    assert [r.text for r in found] == [f"Envoys to meet\n\n{BODY}"] * 2
    assert [(r.publisher, r.credits) for r in found] == [("Example Wire", ("Other Wire",)), ("Example Wire", ())]


def test_anpa() -> None:
    data = (
        b"\x16\x16\x01a0001\x1f_asian\nr i\x13\x11 BC-XX--Envoys     10-12 0100\n\x02^BC-XX--Envoys,100<\n^Envoys to meet<\n^By JO DOE=\n^Example Press=\n"
        b"\t   GENEVA (AP) _ The envoy said ``yes'' \n\t   A second paragraph.\n\n\t   \x03AP-WF-10-12-23 0805GMT<\n\x0c\n\x04"
    )
    found = one_report(read_bytes(data))
    assert found.text == "Envoys to meet\n\nGENEVA (AP) — The envoy said “yes”\n\nA second paragraph."
    assert (found.byline, found.published) == ("By JO DOE", "2023-10-12T08:05:00+00:00")


def test_iptc_7901() -> None:
    data = b"\x01exa062 4 i 211 exa 061\r\n\nPolitics/\r\n\x02Envoys to meet =\r\n\n   Geneva - The envoy said\r\nyes.\r\n\n   More.\r\n\x03120805 GMT Okt 23 \r\n\x7f\x04"
    found = one_report(read_bytes(data))
    assert found.text == "Envoys to meet\n\nGeneva - The envoy said yes.\n\nMore."
    assert found.published == "2023-10-12T08:05:00+00:00"


RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>The Example</title><link>https://example.org/</link><language>en-GB</language>
<item><title>Envoys &amp;amp; aides to meet</title><link>https://example.org/1</link><pubDate>Thu, 12 Oct 2023 08:05:00 +0000</pubDate><dc:creator>Jo Doe</dc:creator>
<description>&lt;p&gt;Short.&lt;/p&gt;</description><content:encoded><![CDATA[<p>{body}</p><script>RUN()</script><p>{second}</p>]]></content:encoded></item>
<item><title>Second item here</title><link>https://other.example.net/2</link><source url="https://other.example.net/feed">Other Outlet</source></item>
</channel></rss>"""


def test_rss_entries() -> None:
    found = reports(read_bytes(RSS.format(body=BODY, second=SECOND).encode()))
    assert found[0].text == f"Envoys & aides to meet\n\n{BODY}\n\n{SECOND}"
    assert (found[0].publisher, found[0].byline, found[0].language) == ("The Example", "Jo Doe", "en")
    assert found[0].published == "2023-10-12T08:05:00+00:00"
    assert found[0].raw.startswith(b"<item")
    assert (found[1].text, found[1].publisher, found[1].published) == ("Second item here", "Other Outlet", None)


def test_an_entry_of_another_site_is_not_the_feeds() -> None:
    data = RSS.format(body=BODY, second=SECOND).replace('<source url="https://other.example.net/feed">Other Outlet</source>', "")
    assert reports(read_bytes(data.encode()))[1].publisher == "other.example.net"


def test_a_feed_that_is_cut_off_gives_what_stood_before_and_one_failure() -> None:
    data = RSS.format(body=BODY, second=SECOND)
    found = read_bytes(data[: data.index("Second item")].encode())
    assert reports(found)[0].title == "Envoys & aides to meet"
    assert ["cut off" in f.error for f in failures(found)] == [True]


def test_atom_with_relative_links_and_search_wrappers() -> None:
    data = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Alerts</title><link rel="self" href="https://search.example/alerts/feed"/>
    <entry><title type="html">&lt;b&gt;Envoys&lt;/b&gt; to meet</title><link href="https://search.example/url?rct=j&amp;url=https://example.org/1"/><published>2023-10-12T08:05:00Z</published>
    <content type="html">{BODY}</content></entry><entry><title>Two of them</title><link href="/2"/></entry></feed>"""
    found = reports(read_bytes(data.encode()))
    assert (found[0].title, found[0].url, found[0].publisher) == ("Envoys to meet", "https://example.org/1", "example.org")
    assert found[1].url == "https://search.example/2"


MAIL = (
    "Received: from somewhere\nFrom: The Example <news@example.org>\nSubject: =?utf-8?q?Envoys_to_meet?=\nDate: Thu, 12 Oct 2023 08:05:00 +0200\n"
    "MIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=x\n\n--x\nContent-Type: text/html; charset=utf-8\n\n<p>HTML part</p>\n"
    f"--x\nContent-Type: text/plain; charset=utf-8\n\n{BODY}\n--x--\n"
)


def test_mail_prefers_the_plain_part() -> None:
    found = one_report(read_bytes(MAIL.encode()))
    assert found.text.strip() == f"Envoys to meet\n\n{BODY}"
    assert (found.publisher, found.published, found.metadata["from"]) == ("The Example", "2023-10-12T08:05:00+02:00", "news@example.org")


def test_a_header_block_in_a_mail_is_the_items_own() -> None:
    data = f"From: feeds@example.org\nSubject: Envoys to meet\nDate: Fri, 13 Oct 2023 08:05:00 +0200\n\nURL: https://example.org/1\nDate: 2023-10-12\n\n{BODY}"
    found = one_report(read_bytes(data.encode()))
    assert (found.url, found.published, found.text) == ("https://example.org/1", "2023-10-12", f"Envoys to meet\n\n{BODY}")


def test_a_mailbox_file_gives_each_message() -> None:
    start = "From news@example.org Thu Oct 12 08:05:00 2023\n"
    found = reports(read_bytes((start + MAIL + "\n" + start + MAIL.replace("meet", "part")).encode()))
    assert [r.title for r in found] == ["Envoys to meet", "Envoys to part"]
