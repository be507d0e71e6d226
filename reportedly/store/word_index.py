"""The index of words: of reports, of the sentences of claims, and of statements; the same words on every database.

Words are folded here (`terms`), not by the database, so that SQLite and PostgreSQL find the same. SQLite keeps them in
FTS5 tables without content, PostgreSQL as tsvectors. A number of a statement is that of its report and its place there.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from difflib import SequenceMatcher
from functools import cache
from typing import Any, Literal

from sqlalchemy import BigInteger, Connection, Select, column, false, select, text

from reportedly.store import tables as t
from reportedly.store import terms
from reportedly.store.newest import newest
from reportedly.store.prepared import Prepared
from reportedly.store.terms import Phrase, Sought

Kind = Literal["report", "claim", "statement"]
TABLES: Mapping[Kind, str] = {"report": "words", "claim": "claim_words", "statement": "statement_words"}
PLACES = 20
"""Bits of a statement's number that are its place in the report."""
PLACE = (1 << PLACES) - 1
_INDEXED = 400_000
"""Characters of a text that PostgreSQL takes in."""
_LARGEST = 1_000_000
"""Bytes of words with their places that PostgreSQL takes in: a tsvector has less than a megabyte."""
_POSITIONS, _MOST_PLACES = 16_383, 255
"""The last place in a text that PostgreSQL tells from those behind it, and places of one word that it keeps."""
_PAGE = 500
_REMEMBERED, _PHRASES = 100, 1_000
"""Questions whose reading, and phrases of which it is known whether anything has them, that are kept with a connection."""
_TELLING: tuple[Kind, ...] = ("report", "claim")
_LOOKED_AT, _READ = 30, 20_000
"""Reports, and characters of each, that are read for how a word is written that may have been meant."""
_PLAIN = re.compile("[^\\W\\d_]+")
_PRESENT = {
    (dialect, kind): text(f"SELECT 1 FROM {TABLES[kind]} WHERE {condition.format(TABLES[kind])} LIMIT 1")
    for dialect, condition in (("sqlite", "{} MATCH :wanted"), ("postgresql", "words @@ CAST(:wanted AS tsquery)"))
    for kind in _TELLING
}
"""Whether anything has a word, on each database."""


def statement_number(report: int, position: int) -> int:
    """The number under which a statement's words are kept."""
    return report << PLACES | position


def add(connection: Connection, kind: Kind, texts: Iterable[tuple[int, str]]) -> None:
    """Makes the words of records findable, by their numbers."""
    name = TABLES[kind]
    if connection.dialect.name == "sqlite":
        rows = [{"no": no, "words": " ".join(terms.words(told))} for no, told in texts]
    else:
        rows = [{"no": no, "words": _vector(told[:_INDEXED])} for no, told in texts]
    _into(connection.dialect.name, name).run(connection, rows)


@cache
def _into(dialect: str, name: str) -> Prepared:
    if dialect == "sqlite":
        return Prepared(text(f"INSERT INTO {name} (rowid, told) VALUES (:no, :words)"))
    return Prepared(text(f"INSERT INTO {name} (no, words) VALUES (:no, CAST(:words AS tsvector))"))


def sought(connection: Connection, query: str, *, exact: bool = False) -> Sought:
    """What a question asks for, with what the store has of other ways to write its words: read once for the questions of a page."""
    last = newest(connection)
    known: dict[tuple[str, bool], tuple[Any, Sought]] = connection.info.setdefault("sought", {})
    if (found := known.get((query, exact))) and found[0] == last:
        return found[1]
    if len(known) >= _REMEMBERED:
        known.clear()
    read = terms.sought(t.storable(query), lambda phrase: _is_known(connection, phrase), exact=exact)
    known[query, exact] = (last, read)
    return read


def _is_known(connection: Connection, phrase: Phrase) -> bool:
    """Whether a report has a phrase; asked once while no report is added: the parts of a question are read one by one."""
    last = newest(connection)
    kept: tuple[Any, dict[Phrase, bool]] = connection.info.get("present", (None, {}))
    if kept[0] != last or len(kept[1]) >= _PHRASES:
        kept = connection.info["present"] = (last, {})
    if phrase not in kept[1]:
        kept[1][phrase] = _is_present(connection, Sought(((phrase,),)))
    return kept[1][phrase]


def _is_present(connection: Connection, wanted: Sought) -> bool:
    """Whether a report or a claim has what is sought."""
    told = {"wanted": _wanted(connection, wanted)}
    with _by_index(connection):
        return any(connection.execute(_PRESENT[connection.dialect.name, kind], told).first() is not None for kind in _TELLING)


@contextmanager
def _by_index(connection: Connection) -> Iterator[None]:
    """Has PostgreSQL look words up: asked for one row of many it reads through the table, to its end where there is none."""
    if connection.dialect.name != "postgresql":
        yield
        return
    connection.execute(text("SET LOCAL enable_seqscan = off"))
    yield
    connection.execute(text("SET LOCAL enable_seqscan TO DEFAULT"))


def having(connection: Connection, kind: Kind, wanted: Sought) -> Select[tuple[int]]:
    """A query for the numbers of the records that have what is sought; none where nothing is sought."""
    if not wanted.asks:
        numbers = {"report": t.reports.c.no, "claim": t.claims.c.no}.get(kind)
        if not wanted.never or numbers is None:
            return select(t.reports.c.no).where(false())
        return select(numbers).where(numbers.not_in(having(connection, kind, Sought((wanted.never,)))))
    name = TABLES[kind]
    if connection.dialect.name == "sqlite":
        found = text(f"SELECT rowid AS no FROM {name} WHERE {name} MATCH :wanted_{name}")
    else:
        found = text(f"SELECT no FROM {name} WHERE words @@ CAST(:wanted_{name} AS tsquery)")
    told = found.bindparams(**{f"wanted_{name}": _wanted(connection, wanted)}).columns(column("no", BigInteger)).subquery()
    return select(told.c.no)


def best_reports(connection: Connection, wanted: Sought, *, limit: int, offset: int) -> list[int]:
    """The numbers of the reports that have what is sought, best first."""
    if not wanted.asks:
        return []
    if connection.dialect.name == "sqlite":
        query = "SELECT rowid FROM words WHERE words MATCH :wanted ORDER BY rank, rowid LIMIT :limit OFFSET :offset"
    else:
        query = (
            "SELECT w.no FROM words w, CAST(:wanted AS tsquery) q WHERE w.words @@ q"
            " ORDER BY ts_rank(w.words, q) DESC, w.no LIMIT :limit OFFSET :offset"
        )
    values = {"wanted": _wanted(connection, wanted), "limit": limit, "offset": offset}
    return list(connection.execute(text(query), values).scalars())


def _wanted(connection: Connection, wanted: Sought) -> str:
    """What is sought in the words of a database. Folded words are letters and digits alone: nothing in them is an operator."""
    if connection.dialect.name == "sqlite":
        told = " AND ".join("(" + " OR ".join('"' + " ".join(phrase) + '"' for phrase in ask) + ")" for ask in wanted.asks)
        return f"({told})" + "".join(' NOT "' + " ".join(phrase) + '"' for phrase in wanted.never) if wanted.never else told
    phrases = " & ".join("(" + " | ".join(_in_a_row(phrase) for phrase in ask) + ")" for ask in wanted.asks)
    return phrases + "".join(f" & !{_in_a_row(phrase)}" for phrase in wanted.never)


def _in_a_row(phrase: Phrase) -> str:
    """A phrase as PostgreSQL seeks it."""
    return "(" + " <-> ".join(f"'{word}'" for word in phrase) + ")"


def meant(connection: Connection, word: str) -> str:
    """The word, as most reports that have one write it, that one which none has may have been meant to be; "" for none."""
    forms = terms.nearly(word)
    if not forms:
        return ""
    numbers = best_reports(connection, Sought((tuple((form,) for form in sorted(forms)),)), limit=_LOOKED_AT, offset=0)
    texts = connection.execute(select(t.reports.c.text).where(t.reports.c.no.in_(numbers))).scalars()
    counts = Counter(form for told in texts for form in {w.casefold() for w in _PLAIN.findall(told[:_READ])} if terms.folded(form) in forms)
    return min(counts, key=lambda form: (-counts[form], -SequenceMatcher(None, form, word.casefold()).ratio(), form), default="")


def unknown(connection: Connection, query: str) -> list[str]:
    """The words of a question that no report has in any form, as they are written."""
    wanted = [term for term in terms.terms(t.storable(query)) if not term.is_not]
    left = [term.text for term in wanted if len(term.words) == 1 and terms.telling_words([term.text])]
    return [word for word in left if not _is_present(connection, sought(connection, word))]


def _vector(told: str) -> str:
    """A text as PostgreSQL reads a tsvector: each word with its places, the first words where they are too many for one."""
    places: dict[str, list[int]] = {}
    size = 0
    for at, word in enumerate(terms.words(told), 1):
        if word not in places:
            size += len(word.encode()) + 4  # how many places there are, and a byte that aligns it
            places[word] = []
        if len(places[word]) < _MOST_PLACES:
            size += 2
            places[word].append(min(at, _POSITIONS))
        if size > _LARGEST:
            break
    return " ".join(f"'{word}':{','.join(str(at) for at in dict.fromkeys(found))}" for word, found in places.items())


def claim_text(sentence: str, unit: str) -> str:
    """The words of a claim: its sentence, and the unit of what it counts where that is written otherwise."""
    return sentence if not unit or unit in sentence else f"{sentence}\n{unit}"


def fill(connection: Connection) -> None:
    """Indexes all that is stored: for a store whose index is empty."""
    reports, after = t.reports.c, 0
    while True:
        query = select(reports.no, reports.title, reports.text).where(reports.no > after).order_by(reports.no).limit(_PAGE)
        page = connection.execute(query).all()
        if not page:
            return
        after = page[-1].no
        add(connection, "report", [(row.no, f"{row.title or ''}\n{row.text}") for row in page])
        texts = {row.no: row.text for row in page}
        add(connection, "claim", _claims(connection, texts))
        add(connection, "statement", _statements(connection, texts))


def _claims(connection: Connection, texts: Mapping[int, str]) -> Sequence[tuple[int, str]]:
    columns = t.claims.c
    query = select(columns.no, columns.report, columns.evidence_start, columns.evidence_end, columns.body)
    rows = connection.execute(query.where(columns.report.between(min(texts), max(texts))))
    return [(row.no, claim_text(texts[row.report][row.evidence_start : row.evidence_end], _unit(row.body))) for row in rows]


def _unit(body: str) -> str:
    return str((json.loads(body).get("magnitude") or {}).get("unit") or "") if '"magnitude"' in body else ""


def _statements(connection: Connection, texts: Mapping[int, str]) -> Sequence[tuple[int, str]]:
    columns = t.statements.c
    query = select(columns.report, columns.position, columns.body)
    rows = connection.execute(query.where(columns.report.between(min(texts), max(texts))))
    return [(statement_number(row.report, row.position), statement_text(texts[row.report], json.loads(row.body))) for row in rows]


def statement_text(report: str, body: Mapping[str, Any]) -> str:
    """The words of a statement: its content."""
    return "\n".join(report[start:end] for start, end in body.get("content", ()))
