"""Names within the words that describe somebody: “researchers of Beyond Parallel” are that group's, named or not. Pure."""

import re
from collections.abc import Sequence
from functools import cache

from reportedly import resources
from reportedly.model import Party, Statement
from reportedly.store import StatementRow
from reportedly.store.actors import name_key
from reportedly.store.terms import Phrase, words

WORDS, COUNTRIES = "lexicons/en/search.toml", "lexicons/en/countries.toml"
FILTERS = ("called", "speaker_shown", "speaker_in")
UNNAMED = "unnamed "
"""What the name of somebody whom a report describes and does not name may begin with."""
_DESCRIBED = ("group:", "unnamed:")
_WORD = re.compile(r"[^\s,;:()“”\"]+")
_MOST = 80
"""Characters of a description that is shown whole."""


def proper(told: str) -> str:
    """The name of the body whose people words describe (“analyst group Beyond Parallel”); "" where they name none.

    Officials and sources of a body do not speak as that body: only those words count whose bearers do (`described.heads`).
    """
    table = resources.table(WORDS)["described"]
    given = _WORD.findall(told)
    heads = [i for i, word in enumerate(given) if word.lower().strip("’'") in table["heads"]]
    if not heads:
        return ""
    behind = given[heads[-1] + 1 :]
    while behind and behind[0].lower() in table["of"]:
        behind = behind[1:]
    run = _run(behind, table["within"])
    return " ".join(run) if run and not all(is_country(word) for word in run) and not is_country(" ".join(run)) else ""


def _run(given: Sequence[str], within: Sequence[str]) -> list[str]:
    """The words with capitals at the beginning, with small ones between two of them."""
    run: list[str] = []
    for i, word in enumerate(given):
        following = given[i + 1][:1].isupper() if i + 1 < len(given) else False
        if not (word[:1].isupper() or (run and following and word.lower() in within)):
            break
        run.append(word.removesuffix("’s").removesuffix("'s"))
    return run


def is_described(id: str) -> bool:
    """Whether an id is of somebody whom a report describes and does not name."""
    return id.startswith(_DESCRIBED)


def called(party: Party) -> str:
    """A party as it is shown: whoever is described by a body's name is not “unnamed”; of whom nothing is told is somebody."""
    if party.name == UNNAMED.strip():
        return f"somebody {party.name}"
    return party.name.removeprefix(UNNAMED) if is_described(party.id) and proper(party.name) else party.name


def speaker_of(statement: Statement, source: str = "") -> Party | None:
    """Who speaks, as it is shown; where the report's own words for it (`source`) have the name of a body, in these words."""
    speaker = statement.speaker
    if speaker is None or not is_described(speaker.id) or proper(speaker.name):
        return Party(speaker.id, called(speaker)) if speaker else None
    told = " ".join(source.split())
    return Party(speaker.id, told) if proper(told) and len(told) <= _MOST else speaker


def speaker_shown(row: StatementRow) -> Party | None:
    """Who speaks in a row, as it is shown."""
    return speaker_of(row.statement, row.source)


def speaker_in(statement: Statement, text: str) -> Party | None:
    """Who speaks in a statement of a report's text, as it is shown."""
    return speaker_of(statement, statement.source.of(text) if statement.source else "")


def why_speaker(statement: Statement, text: str) -> str:
    """Why somebody is taken to speak: whoever is described by a body's name is named in the report, if not as a person."""
    speaker, why = speaker_in(statement, text), statement.reasons.get("speaker", "")
    is_body = speaker is not None and is_described(speaker.id) and proper(speaker.name)
    return f"described by the name of {proper(speaker.name)}; no person is named" if speaker and is_body else why


@cache
def _countries() -> frozenset[str]:
    """The keys of all words that name countries, their people and seats."""
    rows = (row for row in resources.table(COUNTRIES).values() if isinstance(row, dict) and "name" in row)
    lists = ([row["name"], *(word for part in ("names", "demonyms", "capital", "ambiguous") for word in row.get(part, ()))] for row in rows)
    return frozenset(name_key(word) for words in lists for word in words)


def is_country(word: str) -> bool:
    """Whether a word, or several, name a country, its people or its seat."""
    return name_key(word) in _countries()


def is_of_country(word: str) -> bool:
    """Whether a word is one, or part of one, that names a country or its people ("North", "Korean")."""
    return word[:1].isupper() and name_key(word) in _country_words()


@cache
def _country_words() -> frozenset[str]:
    return frozenset(word for key in _countries() for word in key.split())


def country_phrases(name: str) -> tuple[Phrase, ...]:
    """The phrases, folded, by which a text speaks of the country of a name: its names, its people, its seat; none for other names."""
    return _country_phrases().get(name_key(name), ())


@cache
def _country_phrases() -> dict[str, tuple[Phrase, ...]]:
    rows = [row for row in resources.table(COUNTRIES).values() if isinstance(row, dict) and "name" in row]
    found: dict[str, tuple[Phrase, ...]] = {}
    for row in rows:
        called = [row["name"], *(word for part in ("names", "demonyms", "capital") for word in row.get(part, ()))]
        phrases = tuple(dict.fromkeys(tuple(words(one)) for one in called))
        found |= {name_key(one): phrases for one in (row["name"], *row.get("names", ()), *row.get("demonyms", ()))}
    return found
