"""Annotated events as words: which token names the act, and which tokens stand for its actors, recipients, place and time.

The annotation gives parties as canonical names. Here each name is looked for among the mentions (names, nominals, pronouns) of
the act's own sentence, then of the sentences before it; failing that, among the words themselves. The encoder's role heads
are trained on the result, and pool their probabilities over the same head words when the product asks them.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from events_role import act_of, alike, plain
from gold import Event, reports, tokens_of_event

from reportedly.annotate.events.features import TriggerView
from reportedly.annotate.events.lexicon import lexicon
from reportedly.annotate.events.roles import Act, RoleView, ids
from reportedly.annotate.references import References
from reportedly.annotate.syntax import Syntax
from reportedly.model import AnnotatedReport, Mention, Sentence, Token

BACK = 3  # sentences before the act's in which a party is looked for
ROLES = ("actor", "recipient", "place", "time")


@dataclass(slots=True)
class Words:
    """Indices of tokens: `best` stand for the party nearest the act, `also` are further mentions of it (leave them out of a loss)."""

    best: set[int] = field(default_factory=set)
    also: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Projected:
    """An annotated event on the report's tokens.

    `event` is its index in the annotation, `head` the token that names the act, `inside` all tokens of its trigger (the head
    too), `first` the index of the first telling of the same event. `words` has a `Words` per role of ROLES; `missing` the
    names for which no word was found, per role.
    """

    event: int
    head: int
    inside: frozenset[int]
    type: str
    status: str
    first: int
    words: dict[str, Words]
    missing: dict[str, list[str]]


class Projection:
    """The words of one report, looked through for names."""

    def __init__(self, item: AnnotatedReport) -> None:
        self.item = item
        self.syntax = Syntax(item.tokens, item.sentences)
        self.triggers = TriggerView(item, self.syntax, lexicon())
        self.view = RoleView(item, self.syntax, References(item))
        self._names = {e.id: e.name for e in item.entities}

    def project(self, events: list[Event]) -> list[Projected]:
        """The events whose text was read, in the order of their words."""
        found = (self._event(k, e, events) for k, e in enumerate(events))
        return sorted((p for p in found if p), key=lambda p: (p.head, p.event))

    def _event(self, k: int, event: Event, events: list[Event]) -> Projected | None:
        act = act_of(self.triggers, event)
        if act is None:
            return None
        inside = frozenset(t.i for t in tokens_of_event(self.item, event))
        words: dict[str, Words] = {}
        missing: dict[str, list[str]] = {}
        for role in ROLES[:3]:
            names = event[role] if role != "place" else [event["place"]] * bool(event["place"])
            words[role], missing[role] = self._parties(act, names)
        words["time"] = Words(set(self._time(act, event.get("time_text"))))
        missing["time"] = [event["time_text"]] if event.get("time_text") and not words["time"].best else []
        return Projected(k, act.token.i, inside, event["type"], event["status"], root(events, k), words, missing)

    def _parties(self, act: Act, names: list[str]) -> tuple[Words, list[str]]:
        words, missing = Words(), []
        for name in names:
            heads = self._mentioned(act, name) or self._worded(act, name)
            words.best.update(heads[:1])
            words.also.update(heads[1:])
            if not heads:
                missing.append(name)
        words.also -= words.best
        return words, missing

    def _mentioned(self, act: Act, name: str) -> list[int]:
        """The heads of the mentions of this name in the nearest sentence that has one, nearest the act in the tree first."""
        for sentence in self._back(act):
            heads = {m.head: len(self.view.path(act.token, m)) for m in self._mentions(sentence) if self._means(m, name)}
            if heads:
                own = sentence.index == act.token.sentence
                return sorted(heads, key=lambda h: (heads[h] if own else -h, abs(h - act.token.i)))
        return []

    def _means(self, m: Mention, name: str) -> bool:
        return any(alike(self._names[e], name) for e in ids(m))

    def _mentions(self, sentence: Sentence) -> list[Mention]:
        return [m for m in self.item.mentions if sentence.first <= m.head < sentence.last]

    def _back(self, act: Act) -> Iterator[Sentence]:
        last = act.token.sentence
        yield from (self.item.sentences[k] for k in range(last, max(-1, last - BACK - 1), -1))

    def _worded(self, act: Act, name: str) -> list[int]:
        """The word of the act's sentence that is the name's last, or else shares its first letters ("Eritreans" for Eritrea)."""
        wanted = plain(name).split()
        if not wanted:
            return []
        sentence = self.syntax.words(self.syntax.sentence(act.token))
        nouns = [t for t in sentence if t.pos in ("NOUN", "PROPN", "ADJ", "PRON") and t.i != act.token.i]
        same = [t for t in nouns if wanted[-1] in (t.text.lower(), t.lemma.lower()) or t.lemma.lower() == wanted[-1].removesuffix("s")]
        return [t.i for t in sorted(same or [t for t in nouns if _stems(t, wanted)], key=lambda t: abs(t.i - act.token.i))]

    def _time(self, act: Act, words: str | None) -> Iterable[int]:
        """The tokens of the place nearest the act where the text has these words."""
        text, near = self.item.report.text, act.token.span.start
        starts, at = [], text.find(words) if words else -1
        while words and at >= 0:
            starts.append(at)
            at = text.find(words, at + 1)
        if not words or not starts:
            return []
        start = min(starts, key=lambda s: abs(s - near))
        return [t.i for t in self.item.tokens if start <= t.span.start < start + len(words)]


def _stems(token: Token, wanted: list[str]) -> bool:
    return any(len(w) > 4 and token.text.lower()[:5] == w[:5] for w in wanted)


def root(events: list[Event], k: int) -> int:
    """The index of the first telling of the event at index k."""
    while events[k].get("same_as") is not None:
        k = events[k]["same_as"]
    return k


def projected(item: AnnotatedReport, events: list[Event]) -> list[Projected]:
    """The annotated events of a report on its tokens; needs the layers up to "statements"."""
    return Projection(item).project(events)


def coverage(items: list[AnnotatedReport], gold: dict[str, list[Event]]) -> None:
    """Prints how many events and names have words."""
    counts: Counter[tuple[str, str]] = Counter()
    for item in items:
        events = gold[item.report.id]
        found = projected(item, events)
        counts["events", "read"] += len(found)
        counts["events", "not read"] += len(events) - len(found)
        for p in found:
            for role, words in p.words.items():
                sentence = item.sentences[item.tokens[p.head].sentence]
                own = sum(sentence.first <= i < sentence.last for i in words.best)
                counts[role, "words in the sentence"] += own
                counts[role, "words before it"] += len(words.best) - own
                counts[role, "names without words"] += len(p.missing[role])
    for (what, kind), n in sorted(counts.items()):
        print(f"{what:10s} {kind:24s} {n}")


if __name__ == "__main__":
    import sys
    from pathlib import Path

    coverage(*reports(Path(sys.argv[1]), "train", until="statements"))
