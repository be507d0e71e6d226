"""Words of a search read as a question to the timeline: "August letter" asks for letters in any August."""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date

from reportedly.codes import kinds
from reportedly.errors import NotFoundError, UsageError
from reportedly.serve.asked import Asked
from reportedly.serve.words import day_words
from reportedly.store import Store
from reportedly.store.browse import Browse

_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
_SMALL = frozenset(["the", "a", "an", "of", "in", "on", "to", "by", "from", "who", "what", "which", "when", "about", "and", "with"])
_MOST = 8


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read the words: what it asks for in words, its address, and how many events there are."""

    words: str
    address: str
    events: int


def readings(store: Store, q: str, least: float) -> list[Reading]:
    """What words may ask of the timeline, the last month first; nothing where no kind of act is among them."""
    words = [word for word in re.findall(r"\w+", q.lower()) if word not in _SMALL]
    month = next((i for i, name in enumerate(_MONTHS, 1) for word in words if len(word) > 2 and name.startswith(word)), 0)
    year = next((int(word) for word in words if re.fullmatch(r"(19|20)\d\d", word)), 0)
    asked_kinds = tuple(dict.fromkeys(kind for word in words for kind in _kinds(word)))
    if not asked_kinds:
        return []
    dated = {name for name in words if any(n.startswith(name) and len(name) > 2 for n in _MONTHS) or name == str(year)}
    rest = " ".join(word for word in words if word not in dated and not _kinds(word))
    asked = _about(store, rest, Asked(type=asked_kinds))
    return _by_month(store, asked, least, month, year) if month or year else _all(store, asked, least)


def _kinds(word: str) -> tuple[str, ...]:
    """The kinds of act that a word names, also in the plural."""
    for form in (word, word.removesuffix("s")):
        try:
            return kinds(form)
        except UsageError:
            continue
    return ()


def _about(store: Store, rest: str, asked: Asked) -> Asked:
    """The question with the words that are left as an actor, or as words of the sentence."""
    if not rest:
        return asked
    try:
        Browse(store).id_of(rest)
        return asked.but(actor=(rest,))
    except NotFoundError:
        return asked.but(words=rest)


def _by_month(store: Store, asked: Asked, least: float, month: int, year: int) -> list[Reading]:
    found: Counter[str] = Counter()
    for count in Browse(store).by_day(asked.filter(least)):
        if count.first_day and count.last_day:
            first, last = date.fromordinal(count.first_day), date.fromordinal(count.last_day)
            if (first.year, first.month) == (last.year, last.month) and month in (0, first.month) and year in (0, first.year):
                found[f"{first.year}-{first.month:02}"] += count.events
    return [_reading(asked.but(since=at, until=at), f" in {day_words(at)}", found[at]) for at in sorted(found, reverse=True)[:_MOST]]


def _all(store: Store, asked: Asked, least: float) -> list[Reading]:
    events = sum(count.events for count in Browse(store).by_day(asked.filter(least)))
    return [_reading(asked, "", events)] if events else []


def _reading(asked: Asked, when: str, events: int) -> Reading:
    told = ", ".join(kind.lower().replace("/", " · ") for kind in asked.type)
    about = f" of {asked.actor[0]}" if asked.actor else f" with “{asked.words}”" if asked.words else ""
    return Reading(f"{told}{about}{when}", asked.address(), events)
