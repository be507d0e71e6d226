"""One object with named fields (a JSON line, a table's row, an answer's item) to a draft."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

from reportedly import resources
from reportedly.read.item import Draft, Whence

Record = Mapping[str, Any]
CUT_MARK = re.compile(r"\s*(?:…|\.\.\.)?\s*\[\+\d+ chars\]\s*$")
LONGEST_NESTED = 2000


class Fields:
    """The fields of a record by the names of a report; remembers which were used."""

    def __init__(self, record: Record) -> None:
        self._plain = {_plain(str(key)): (str(key), value) for key, value in reversed(list(record.items()))}
        self.used: set[str] = set()

    def all(self, target: str) -> Iterator[tuple[str, Any]]:
        """(name as written, value) of each field for `target` that holds something, the best first."""
        for first, steps in _targets(target):
            name, value = self._plain.get(first, ("", None))
            for step in steps:
                value = value.get(step) if isinstance(value, Mapping) else None
            if value not in (None, "", [], {}):
                yield name, value

    def first(self, target: str) -> str | None:
        """The first value for `target` as text."""
        for name, value in self.all(target):
            if text := flat(value):
                self.used.add(name)
                return text
        return None


@cache
def _targets(target: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The names for a target: (compared form of the first step, further steps)."""
    names = [str(alias).split(".") for alias in resources.table("read/fields.toml")["fields"][target]]
    return tuple((_plain(first), tuple(steps)) for first, *steps in names)


@lru_cache(4096)
def _plain(name: str) -> str:
    return re.sub(r"[\s_-]", "", name).lower()


def flat(value: Any) -> str:
    """A scalar, a list of names or an object with a name, as text ("" for anything else)."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, int | float):
        return f"{value:.15g}"
    if isinstance(value, Mapping):
        return next((flat(value[key]) for key in ("name", "title", "value", "$date", "literal") if value.get(key)), "")
    return ", ".join(part for v in value if (part := flat(v))) if isinstance(value, Sequence) else ""


def prose(value: Any) -> str:
    """Running text: a string as it is; a list of paragraphs or sections joined by blank lines."""
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):  # fundus: summary, sections of headline and paragraphs
        parts = [prose(value[key]) for key in ("summary", "headline", "sections", "paragraphs", "text", "value") if value.get(key)]
        return "\n\n".join(p for p in parts if p.strip())
    if isinstance(value, Sequence):
        return "\n\n".join(p for v in value if (p := prose(v)).strip())
    return ""


def draft_of(record: Record, *, raw: bytes, whence: Whence, media_type: str = "application/json") -> Draft:
    """A draft from a record; its text is "" when no field holds any. A text without a title is kept character for character."""
    for inner in resources.table("read/fields.toml")["wrappers"]["inner"]:
        if isinstance(record.get(inner), Mapping):
            record = {**{k: v for k, v in record.items() if k != inner}, **record[inner]}
    fields = Fields(record)
    text = _text(fields)
    title = fields.first("title")
    return Draft(
        raw=raw,
        whence=whence,
        text=text,
        media_type=media_type,
        title=title,
        id=fields.first("id"),
        publisher=_publisher(fields),
        url=next((v for _, v in fields.all("url") if isinstance(v, str) and _is_address(v)), None),
        byline=fields.first("byline"),
        credits=tuple(part.strip() for part in (fields.first("credits") or "").split(",")),
        language=fields.first("language"),
        dates=tuple((f"the field {name!r}", flat(value)) for name, value in fields.all("published") if flat(value)),
        captured=next((flat(v) for _, v in fields.all("captured")), None),
        metadata=_rest(record, fields.used),
    )


def _is_address(value: str) -> bool:
    return value.startswith(("http://", "https://"))


def _publisher(fields: Fields) -> str | None:
    for _, value in fields.all("publisher"):
        if name := flat(value):
            return re.sub(r"^www\.", "", name.split("/")[2]) if _is_address(name) and name.count("/") >= 2 else name
    return None


def _text(fields: Fields) -> str:
    for name, value in fields.all("text"):
        if (text := prose(value)).strip():
            fields.used.add(name)
            if looks_like_html(text):
                break  # a page or fragment in a field for text
            return _with_summary(fields, text) if CUT_MARK.search(text) else text
    from reportedly.read.markup import text_of

    for source in (*fields.all("html"), *fields.all("text")):
        if isinstance(source[1], str) and (text := text_of(source[1])).strip():
            fields.used.add(source[0])
            return text
    return prose(next((v for _, v in fields.all("summary")), ""))


def looks_like_html(text: str) -> bool:
    """Whether a string is markup rather than text that mentions some: it begins with a tag and closes one."""
    return (
        bool(re.match(r"\s*<(!doctype|html|body|div|p|article|section|h\d|ul|table|figure|span)\b[^>]*>", text, re.IGNORECASE))
        and "</" in text
    )


def _with_summary(fields: Fields, cut: str) -> str:
    """A text that the service cut off ("[+1234 chars]"), after the summary when that says something else."""
    text = CUT_MARK.sub("", cut)
    summary = fields.first("summary") or ""
    begins = " ".join(text.split())[:60]
    return (
        text
        if not summary.strip() or begins in " ".join(summary.split()) or " ".join(summary.split())[:60] in " ".join(text.split())
        else f"{summary}\n\n{text}"
    )


def _rest(record: Record, used: set[str]) -> dict[str, str]:
    """The other fields as text, nested ones as JSON where they are short."""
    found = {}
    for key, value in record.items():
        if str(key) in used or value in (None, "", [], {}):
            continue
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
        if len(text) <= LONGEST_NESTED:
            found[str(key)] = text
    return found
