"""What a page says of itself: <meta> elements, JSON-LD, headings, links."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from reportedly import resources
from reportedly.read.records import flat

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LONGEST_JSON = 2_000_000
SUFFIX = re.compile(r"\s+[-–—|·:»]\s+[^-–—|·»]{2,60}$")


@dataclass(frozen=True, slots=True)
class PageFacts:
    """`meta` is name (lower case) -> content of the first such element; `article` the page's JSON-LD article (or {})."""

    meta: Mapping[str, str]
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
        article=_own(articles, [a for a in (canonical, meta.get("og:url"), url) if a]),
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


def _path(address: str) -> str:
    try:
        return urlsplit(address).path.rstrip("/")
    except ValueError:
        return ""


def title_of(facts: PageFacts) -> str | None:
    """The page's title: the <h1> that its metadata bear out, else og:title, the JSON-LD headline, <title> without the site's name."""
    stated = next((facts.meta[name] for name in _rules()["titles"] if facts.meta.get(name)), None)
    headline = flat(facts.article.get("headline")) or flat(facts.article.get("name")) or None
    told = " ".join(filter(None, (stated, headline, facts.head_title)))
    for heading in facts.headings:
        if len(heading) > 8 and _overlap(heading, told) >= 0.6:
            return heading
    if stated:
        return without_site(stated, facts)
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
    """The outlet: the site's name, else the JSON-LD publisher, else the domain."""
    stated = [facts.meta.get(name, "").lstrip("@") for name in _rules()["publishers"][:1]]
    stated += [flat(facts.article.get("publisher")), flat(facts.article.get("sourceOrganization"))]
    stated += [facts.meta.get(name, "").lstrip("@") for name in _rules()["publishers"][1:]]
    for name in stated:
        if name.strip() and len(name) <= 80:
            site = name.strip()
            return domain(site) or site if site.startswith("http") else site
    return domain(facts.canonical or url)


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
        if "ld" in rule and (value := flat(facts.article.get(rule["ld"]))):
            found.append((f"JSON-LD {rule['ld']}", value))
        elif "meta" in rule and (value := facts.meta.get(rule["meta"].lower(), "")):
            found.append((f"meta {rule['meta']}", value))
    return [*found, *(("the <time> element", value) for value in facts.times[:1])]


def kept_metadata(facts: PageFacts) -> dict[str, str]:
    """What is kept of a page's own words: named <meta> elements and its JSON-LD article without the text."""
    rules = _rules()
    named = {n.lower() for key in ("titles", "publishers", "bylines", "languages", "urls") for n in rules[key]} | {
        d["meta"].lower() for d in rules["dates"] if "meta" in d
    }
    found = {n: v for n, v in facts.meta.items() if n in named or n.startswith(tuple(rules["kept"]))}
    article = {k: v for k, v in facts.article.items() if k not in ("articleBody", "text", "comment", "image", "video")}
    return {**found, "json-ld": json.dumps(article, ensure_ascii=False)} if article else found
