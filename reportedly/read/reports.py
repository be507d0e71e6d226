"""A draft becomes a Report: title before text, date checked, id, digest. Or a Failure that says why not."""

import re
from collections.abc import Mapping
from hashlib import sha256

from reportedly.errors import UsageError
from reportedly.model import Failure, Report
from reportedly.read import dates
from reportedly.read.encoding import storable
from reportedly.read.item import Draft, Whence
from reportedly.read.options import Options

SAFE_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:+-]{0,99}")
LANGUAGE = re.compile(r"([A-Za-z]{2})(?:[-_][A-Za-z0-9-]+)*")
WORD = re.compile(r"[^\W_]")
LONGEST_VALUE = 20_000
LONGEST_TITLE = 1000  # a longer one is a text in the wrong field


def failure(whence: Whence, error: str, *, kind: str = "failed", data: bytes = b"") -> Failure:
    """A row for what was set aside; `data` are its bytes as far as they are known."""
    return Failure(storable(whence.location), "read", storable(error), kind, sha256(data).hexdigest() if data else "")


def finish(draft: Draft, options: Options) -> Report | Failure:
    """The report that a draft makes, or a Failure when there is no text in it.

    Raises UsageError when `options.published` is no date.
    """
    title = _line(draft.title)
    title = title if title and len(title) <= LONGEST_TITLE else None
    text = titled(storable(draft.text), None if draft.title_in_text else title)
    if not WORD.search(text):
        return failure(draft.whence, "There are no words in it.", kind="skipped", data=draft.raw)
    digest = sha256(draft.raw).hexdigest()
    captured = draft.captured or draft.whence.captured
    published, reason = _published(draft, options, captured)
    return Report(
        id=_id(draft),
        text=text,
        sha256=digest,
        raw=draft.raw,
        location=storable(draft.whence.location),
        media_type=draft.media_type,
        publisher=options.publisher or _line(draft.publisher),
        url=_line(draft.url or draft.whence.url),
        title=title,
        byline=_line(draft.byline),
        credits=tuple(dict.fromkeys(name for c in draft.credits if (name := _line(c)))),
        language=language(draft.language),
        published=published,
        published_by="given" if options.published else "metadata" if published else "unknown",
        published_reason=reason,
        captured=_instant(captured),
        metadata=_metadata(draft.metadata),
    )


def titled(text: str, title: str | None) -> str:
    """The text with its title as first paragraph, unless it begins with it already."""
    if not title or " ".join(text[: 3 * len(title) + 200].split()).casefold().startswith(title.casefold()):
        return text
    body = text.strip("\r\n \t")
    return f"{title}\n\n{body}" if body else title


def check_given(options: Options) -> None:
    """Raises UsageError when a date that was given by hand is none."""
    for name, value in (("published", options.published), ("now", options.now)):
        if value is not None and not dates.is_iso(value):
            raise UsageError(f"{name} is {value!r}, which is no date; write it as 2023-10-12 or 2023-10-12T08:00:00+00:00.")


def language(written: str | None) -> str | None:
    """The ISO 639 code in a language tag ("en-US" -> "en"), or of an English language name; None when unclear."""
    from reportedly import resources

    value = (written or "").strip()
    if code := resources.table("read/fields.toml")["languages"].get(re.split(r"[-_]", value.casefold())[0]):
        return str(code)
    found = LANGUAGE.fullmatch(value)
    return found.group(1).lower() if found else None


def _published(draft: Draft, options: Options, captured: str | None) -> tuple[str | None, str]:
    latest = _instant(captured) or options.now
    if options.published:
        found, why = dates.choose(draft.dates, latest=latest)
        return options.published, "given by hand" + (f"; the input itself: {why}" if found else "")
    return dates.choose(draft.dates, latest=latest)


def _instant(written: str | None) -> str | None:
    return dates.read(written).value if written else None


def _id(draft: Draft) -> str:
    if draft.id and SAFE_ID.fullmatch(draft.id):
        return draft.id
    url = draft.url or draft.whence.url or ""
    return "r-" + sha256(draft.raw + url.encode("utf-8", "replace")).hexdigest()[:12]


def _line(value: str | None) -> str | None:
    """A field as one line of storable text, or None when nothing is left."""
    return " ".join(storable(value).split()) or None if value else None


def _metadata(found: Mapping[str, str]) -> dict[str, str]:
    return {storable(k)[:200]: storable(v)[:LONGEST_VALUE] for k, v in found.items() if v and v.strip()}
