"""Words of saying in a question: who speaks, of whom, and who tells it. "Who denied the arms deals?" asks for statements."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from reportedly import resources
from reportedly.model.dates import is_date
from reportedly.serve.spoken import Spoken

WORDS = "lexicons/en/search.toml"
_MARKS = re.compile(r'["“”]')


class Name(NamedTuple):
    """Somebody whom a question names: id, name, and the words by which it does."""

    id: str
    name: str
    words: tuple[str, ...]


def voices(q: str) -> tuple[str, str]:
    """A question without the words that ask who tells it, and for what they ask: "ask", "first" for who told it first, or ""."""
    table = resources.table(WORDS)["voices"]
    if asked := _reported(q):
        return asked
    for asks_for in ("first", "ask"):
        for phrase in table[asks_for]:
            found = re.search(rf"(?:\band\s+)?\b{re.escape(phrase)}\b", q, re.IGNORECASE)
            if found:
                return f"{q[: found.start()]} {q[found.end() :]}".strip(), asks_for
    return q, ""


def _reported(q: str) -> tuple[str, str] | None:
    """What it is asked of who reported it ("who reported the launch first?"), and for what; None for other questions."""
    table = resources.table(WORDS)["reported"]
    found = re.match(rf"who\s+(?:{'|'.join(table['words'])})\s+(?:(?:{'|'.join(table['of'])})\s+)?(\w.*)", q, re.IGNORECASE)
    if not found:
        return None
    rest, is_first = re.subn(rf"\s+{table['first']}\W*$|^{table['first']}\s+(?:{'|'.join(table['of'])})?", "", found[1])
    return rest.strip(), "first" if is_first else "ask"


def made_of(q: str) -> str:
    """A question with a verb of saying for what is made by it: "which threats did X make" is "what did X threaten"."""
    table = resources.table(WORDS)["made"]
    nouns = "|".join(noun for noun in table if noun != "verbs")
    pattern = rf"\b(?:which|what)\s+({nouns})\s+(did|do|does|has|have|had)\s+(.+?)\s+(?:{'|'.join(table['verbs'])})\b"
    return re.sub(pattern, lambda found: f"what {found[2]} {found[3]} {table[found[1].lower()]}", q, flags=re.IGNORECASE)


def asks_of(q: str) -> tuple[str, str]:
    """A question without the words that ask where, or how many, and which of these: "where", "many", or "" for neither."""
    for asks, phrases in resources.table(WORDS)["asks"].items():
        for phrase in phrases:
            start, words = ("^", phrase[1:]) if phrase.startswith("^") else (r"(?:,?\s*\band\s+)?\b", phrase)
            found = re.search(rf"{start}{re.escape(words)}\b", q, re.IGNORECASE)
            if found and q[: found.start()].count('"') % 2 == 0:
                return f"{q[: found.start()]} {q[found.end() :]}".strip(), asks
    return q, ""


def order_of(q: str) -> str:
    """A question with "last" for "last time" and the like."""
    table = resources.table(WORDS)["order"]
    called = "|".join((*table["last"], *table["first"]))
    return re.sub(rf"\b({called})\s+(?:{'|'.join(table['time'])})\b", r"\1", q, flags=re.IGNORECASE)


def who_of(q: str) -> str:
    """A question with "who" for "which countries" and the like, and without words around it that ask nothing ("is it true that").

    Words for parties there are no part of a name, nor of the sentence.
    """
    around = "|".join(re.escape(words) for words in resources.table(WORDS)["around"]["words"])
    q = re.sub(rf"\b(?:{around})\b", " ", q, flags=re.IGNORECASE).strip() or q
    table = resources.table(WORDS)["which"]
    words = "|".join(re.escape(word) for word in sorted(table["words"], key=len, reverse=True))
    return re.sub(rf"\b(?:{'|'.join(table['asking'])})\s+(?:{words})\b", str(table["who"]), q, flags=re.IGNORECASE)


def first_of(q: str) -> tuple[str, str]:
    """The first of two questions, and the other without its mark: "what did X deny" and "who accused it of that"; "" for none.

    What stands in quotation marks is never cut.
    """
    table = resources.table(WORDS)["second"]
    found = re.search(rf",\s*{table['and']}\s+((?:{'|'.join(table['asking'])})\s+\w.*)", q, re.IGNORECASE)
    first = q[: found.start()] if found else ""
    if not found or not first.strip() or len(_MARKS.findall(first)) % 2:
        return q, ""
    return first.strip(), found[1].strip(" ?.!")


def saying(
    given: Sequence[str], names: Sequence[Name], told: Sequence[Mapping[str, Any]], subject: str, *, when: tuple[int, int, int]
) -> tuple[Spoken | None, str]:
    """What a question asks of statements, and the id of the one on whose word it asks for events ("" for none).

    `told` are the entries of the words of telling that stand there, `subject` the words of what is said, `when` is
    month, year and day. None where it has no word of saying, or such a word alone.
    """
    stances = tuple(dict.fromkeys(stance for entry in told for stance in entry["stances"]))
    is_plain = any(not (entry["stances"] or entry["statuses"] or entry.get("acts")) for entry in told)
    is_asking = bool({word.lower() for word in given} & set(resources.table(WORDS)["roles"]["asking"]))
    speakers, about, tellers = _roles(given, names, told)
    if not stances and not (is_plain and (names or (is_asking and subject))):
        return None, tellers[0] if tellers else ""
    said = _at(Spoken(speaker=(*speakers, *tellers), about=about, stance=stances, words=subject), *when)
    # what somebody denied is told on that one's word; what others deny of its acts is another question
    told_by = (*tellers, *(speakers if (is_plain and not stances) or (stances == ("denies",) and len(speakers) == 1) else ()))
    return said, told_by[0] if told_by else ""


def contest(given: Sequence[str], names: Sequence[Name]) -> tuple[Name, Name] | None:
    """Who claims and who denies it, where a question asks for both ("what did X claim and Y deny"); else None.

    One who claims or denies is named before the word that says so, or after it behind "by" or "of".
    """
    table, lower = resources.table(WORDS)["contest"], [word.lower() for word in given]
    stands = sorted((at, at + len(name.words), name) for name in names for at in places(given, name.words))
    found: dict[str, Name] = {}
    start = 0
    for i, word in enumerate(lower):
        does = next((does for does in ("deny", "claim") if word in table[does]), "")
        if not does:
            continue
        behind = i + 2 + (lower[i + 2 : i + 3] != [] and lower[i + 2] in table["articles"])
        after = [name for at, _, name in stands if at == behind and lower[i + 1] in table["by"]]
        before = [name for at, end, name in stands if start <= at and end <= i]
        if who := (after or before[-1:]):
            found.setdefault(does, who[0])
            start = i + 1
    if len(found) < 2 or found["claim"].id == found["deny"].id:
        return None
    return found["claim"], found["deny"]


def _at(said: Spoken, month: int, year: int, day: int) -> Spoken:
    """The same of a time."""
    if not year:
        return said.but(month=month)
    date = f"{year}" + (f"-{month:02}" if month else "") + (f"-{day:02}" if month and day else "")
    return said.but(since=date, until=date) if is_date(date) else said


Ids = tuple[str, ...]


def _roles(given: Sequence[str], names: Iterable[Name], told: Sequence[Mapping[str, Any]]) -> tuple[Ids, Ids, Ids]:
    """Who speaks, of whom it is spoken, and on whose word it is told ("according to")."""
    table, lower = resources.table(WORDS)["roles"], [word.lower() for word in given]
    saying_words = {word for entry in told for word in entry["words"]}
    at = next((i for i, word in enumerate(lower) if word in saying_words), len(lower))
    is_passive = at < len(lower) and lower[at].endswith("ed") and bool(set(lower[:at]) & set(table["passive"]))
    found: dict[str, list[str]] = {"speaker": [], "about": [], "teller": [], "": []}
    before = ""
    for place, name in sorted((_place(given, name.words), name) for name in names):
        one, two = (lower[place - i] if place >= i else "" for i in (1, 2))
        if one in table["and"] and before:
            role = before
        elif (two, one) == ("according", "to"):
            role = "teller"
        elif one in table["by"] or (one in table["of"] and two in saying_words):
            role = "speaker"
        elif one in table["place"]:
            role = ""
        else:
            role = "speaker" if (place < at) != is_passive and at < len(lower) else "about"
        before = role
        found[role].append(name.id)
    return tuple(found["speaker"]), tuple(found["about"]), tuple(found["teller"])


def _place(given: Sequence[str], words: Sequence[str]) -> int:
    """Where a name stands among the words; behind them where it does not."""
    return next(iter(places(given, words)), len(given))


def places(given: Sequence[str], words: Sequence[str]) -> list[int]:
    """All places where a name stands among the words."""
    size = len(words)
    return [i for i in range(len(given) - size + 1) if tuple(given[i : i + size]) == tuple(words)]
