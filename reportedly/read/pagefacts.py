"""What a page says of itself: <meta> elements, JSON-LD, headings, links."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from reportedly import resources
from reportedly.read.records import flat

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LONGEST_JSON = 2_000_000
TITLE_DATE = re.compile(r"[|–—-]\s*(\d{1,2}\.\d{1,2}\.\d{4}|\d{4}-\d\d-\d\d)\s*$")
SUFFIX = re.compile(r"\s+[-–—|·:»]\s+[^-–—|·»]{2,60}$")


@dataclass(frozen=True, slots=True)
class PageFacts:
    """`meta` is name (lower case) -> content of the first such element, `plain` the same by letters and digits alone.

    `article` is the page's JSON-LD article (or {}), `kinds` the JSON-LD types on the page.
    """

    meta: Mapping[str, str]
    plain: Mapping[str, str]
    article: Mapping[str, Any]
    kinds: frozenset[str]
    headings: tuple[str, ...]
    head_title: str | None
    language: str | None
    canonical: str | None
    times: tuple[str, ...]


def page_facts(root: "HtmlElement", url: str | None) -> PageFacts:
    """Read the statements of a parsed page; `url` is where it was fetched, which tells its own JSON-LD from others'."""
    meta: dict[str, str] = {}
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv")
        if name and (content := (element.get("content") or "").strip()):
            meta.setdefault(name.strip().lower(), content)
    objects = list(_objects(root))
    canonical = next((e.get("href") for e in root.iter("link") if (e.get("rel") or "").lower() == "canonical" and e.get("href")), None)
    articles = [o for o in objects if _types(o) & set(_rules()["articles"])]
    return PageFacts(
        meta=meta,
        plain={_plain(name): value for name, value in reversed(meta.items())},
        article=_resolved(_own(articles, [a for a in (canonical, meta.get("og:url"), url) if a]), objects),
        kinds=frozenset().union(*map(_types, objects)) if objects else frozenset(),
        headings=tuple(t for e in root.iter("h1") if (t := " ".join(e.text_content().split()))),
        head_title=next((t for e in root.iter("title") if (t := " ".join((e.text or "").split()))), None),
        language=root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang"),
        canonical=canonical if canonical and canonical.startswith("http") else None,
        times=tuple(_published_times(root)),
    )


def _rules() -> Mapping[str, Any]:
    return resources.table("read/html.toml")


def _published_times(root: "HtmlElement") -> Iterator[str]:
    """The values of <time> elements that say they are the publication."""
    for element in root.iter("time", "span", "meta"):
        value = element.get("datetime") or (element.get("content") if element.get("itemprop") else None)
        if value and (
            element.get("itemprop") == "datePublished"
            or element.get("pubdate") is not None
            or "publi" in (element.get("class") or "").lower()
        ):
            yield value


def _objects(root: "HtmlElement") -> Iterator[dict[str, Any]]:
    """The JSON-LD objects on the page's top level or in its graph (not those inside lists of other pages)."""
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "") or not script.text or len(script.text) > LONGEST_JSON:
            continue
        try:
            loaded = json.loads(re.sub(r"^\s*(?:<!--|//<!\[CDATA\[)|(?:-->|//\]\]>)\s*$", "", script.text), strict=False)
        except (ValueError, RecursionError):
            continue
        for found in loaded if isinstance(loaded, list) else [loaded]:
            if not isinstance(found, dict):
                continue
            graph = found.get("@graph")
            yield from (o for o in (graph if isinstance(graph, list) else [found]) if isinstance(o, dict))
            if isinstance(main := found.get("mainEntity"), dict):
                yield main


def _types(found: Mapping[str, Any]) -> frozenset[str]:
    types = found.get("@type")
    return frozenset(t for t in (types if isinstance(types, list) else [types]) if isinstance(t, str))


def _own(articles: list[dict[str, Any]], addresses: list[str]) -> Mapping[str, Any]:
    """The article that is this page: by its address, else the first with a headline."""
    own = {_path(a) for a in addresses} - {""}
    for article in articles:
        said = {
            _path(flat(v.get("@id")) if isinstance(v, Mapping) else flat(v))
            for key in ("url", "mainEntityOfPage", "@id")
            if (v := article.get(key))
        }
        if said & own:
            return article
    return next((a for a in articles if a.get("headline")), articles[0] if articles else {})


def _resolved(article: Mapping[str, Any], objects: list[dict[str, Any]]) -> Mapping[str, Any]:
    """The article with its publisher and author where it only refers to them ("@id")."""
    known = {o["@id"]: o for o in objects if isinstance(o.get("@id"), str)}
    found = dict(article)
    for key in ("publisher", "author"):
        if isinstance(value := found.get(key), Mapping) and not value.get("name"):
            found[key] = known.get(str(value.get("@id")), value)
    return found


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())


def said(facts: PageFacts, kind: str) -> Iterator[str]:
    """The contents of the <meta> elements that the table lists under `kind` ("titles"), in its order."""
    return (unescape(value) for name in _rules()[kind] if (value := facts.plain.get(_plain(name))))


def stated(facts: PageFacts, key: str) -> str:
    """A property of the page's JSON-LD article as text ("" when absent)."""
    return unescape(flat(facts.article.get(key)))


def _path(address: str) -> str:
    try:
        return urlsplit(address).path.rstrip("/")
    except ValueError:
        return ""


def title_of(facts: PageFacts) -> str | None:
    """The page's title: the <h1> that its metadata bear out, else og:title, the JSON-LD headline, <title> without the site's name."""
    named = next(said(facts, "titles"), None)
    headline = stated(facts, "headline") or stated(facts, "name") or None
    told = " ".join(filter(None, (named, headline, facts.head_title)))
    for heading in facts.headings:
        if len(heading) > 8 and _overlap(heading, told) >= 0.6:
            return heading
    if named:
        return without_site(named, facts)
    return headline or (without_site(facts.head_title, facts) if facts.head_title else None)


def without_site(title: str, facts: PageFacts) -> str:
    """A title without the outlet's name at its end."""
    site = (publisher_of(facts, None) or "").casefold()
    cut = SUFFIX.search(title)
    ending = re.sub(r"[^\w ]", "", cut.group().casefold()).strip() if cut else ""
    bare = re.sub(r"[^\w ]", "", site)
    return title[: cut.start()] if cut and ending and bare and (ending in bare or bare in ending) else title


def _overlap(heading: str, told: str) -> float:
    words, others = set(re.findall(r"\w+", heading.casefold())), set(re.findall(r"\w+", told.casefold()))
    return len(words & others) / len(words) if words else 0.0


def publisher_of(facts: PageFacts, url: str | None) -> str | None:
    """The outlet: of the names that the page gives itself the first that its domain bears out, else the first, else the domain."""
    site = domain(facts.canonical or url)
    names = [
        next(said(facts, "publishers"), ""),
        stated(facts, "publisher"),
        stated(facts, "sourceOrganization"),
        *said(facts, "publishers"),
    ]
    names = [name for n in names if (name := " ".join(n.split())) and len(name) <= 80 and not name.startswith(("http", "@"))]
    host = _plain(site or "")
    for name in names:
        if (letters := _plain(name)) and host and (letters in host or _main_label(site) in letters):
            best = max((n for n in names if _plain(n) == letters), key=lambda n: (n.count(" "), sum(c.isupper() for c in n)))
            parts = re.split(r"\s+[-–—|]\s+", best)  # "Headlines of today - The Example"
            return next((part for part in parts if len(parts) > 1 and _main_label(site) in _plain(part)), best)
    return names[0] if names else site


def _main_label(site: str | None) -> str:
    """The part of a host that names the outlet ("bbc" of "news.bbc.co.uk")."""
    labels = [_plain(label) for label in (site or "").split(".")[:-1]]
    long = [label for label in labels if label not in ("co", "com", "org", "net", "gov", "ac")]
    return long[-1] if long else "\0"


def domain(url: str | None) -> str | None:
    """The host of an address, without "www."."""
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return re.sub(r"^www\d?\.", "", host) if host else None


def dates_of(facts: PageFacts) -> list[tuple[str, str]]:
    """What the page states of its publication, as (field, value), the best first."""
    found = []
    for rule in _rules()["dates"]:
        if "ld" in rule and (value := stated(facts, rule["ld"])):
            found.append((f"JSON-LD {rule['ld']}", value))
        elif "meta" in rule and (value := facts.plain.get(_plain(rule["meta"]), "")):
            found.append((f"meta {rule['meta']}", value))
    found += [("the <time> element", value) for value in facts.times[:1]]
    in_title = TITLE_DATE.search(facts.head_title or "")
    return [*found, ("the end of the page's title", in_title.group(1))] if in_title else found


def kept_metadata(facts: PageFacts) -> dict[str, str]:
    """What is kept of a page's own words: named <meta> elements and its JSON-LD article without the text."""
    rules = _rules()
    named = {n.lower() for key in ("titles", "publishers", "bylines", "languages", "urls") for n in rules[key]} | {
        d["meta"].lower() for d in rules["dates"] if "meta" in d
    }
    found = {n: v for n, v in facts.meta.items() if n in named or n.startswith(tuple(rules["kept"]))}
    article = {k: v for k, v in facts.article.items() if k not in ("articleBody", "text", "comment", "image", "video")}
    return {**found, "json-ld": json.dumps(article, ensure_ascii=False)} if article else found
