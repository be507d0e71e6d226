"""Words of a search read as a question to the timeline: "August letter" asks for letters in any August."""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date

from reportedly import resources
from reportedly.codes import kinds
from reportedly.errors import NotFoundError, UsageError
from reportedly.serve.asked import Asked
from reportedly.serve.words import day_words
from reportedly.store import Store
from reportedly.store.browse import Browse

WORDS = "lexicons/en/search.toml"
MONTHS = "lexicons/en/times-words.toml"
_MOST = 8
_SHORTEST = 3
"""Letters of a month's name that are enough ("Aug")."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read the words: what it asks for in words, its address, and how many events there are."""

    words: str
    address: str
    events: int


def readings(store: Store, q: str, least: float) -> list[Reading]:
    """What words may ask of the timeline, the last month first; nothing where no kind of act is among them."""
    small = resources.table(WORDS)["small"]["words"]
    words = [word for word in re.findall(r"\w+", q.lower()) if word not in small]
    months = [number for word in words if (number := _month(word))]
    month, year = months[0] if months else 0, next((int(word) for word in words if re.fullmatch("(19|20)[0-9]{2}", word)), 0)
    asked_kinds = tuple(dict.fromkeys(kind for word in words for kind in _kinds(word)))
    if not asked_kinds:
        return []
    rest = " ".join(word for word in words if not (_month(word) or word == str(year) or _kinds(word)))
    asked = _about(store, rest, Asked(type=asked_kinds))
    return _by_month(store, asked, least, month, year) if month or year else _all(store, asked, least)


def _month(word: str) -> int:
    """The month that a word names, whole or cut ("Aug"); 0 for none."""
    months: dict[str, int] = resources.table(MONTHS)["months"]
    return next((number for name, number in months.items() if name.startswith(word)), 0) if len(word) >= _SHORTEST else 0


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
