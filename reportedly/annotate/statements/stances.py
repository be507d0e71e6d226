"""What a saying amounts to: the stance of its cue, the words of its content and the encoder's reading, weighed together."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cache
from typing import cast

from reportedly import resources
from reportedly.annotate.linear import linear
from reportedly.annotate.sentences import plain
from reportedly.annotate.statements.drafts import Draft
from reportedly.annotate.statements.evidence import ALONE, rule
from reportedly.annotate.statements.parties import Speaker
from reportedly.annotate.statements.quote_kind import quote_of
from reportedly.annotate.statements.reading import Reading
from reportedly.model import Span, Stance

LONGEST = 2000  # characters of content that are looked at
STANCES = "lexicons/en/statements-stances.toml"
STANCE = "weights/statements-stance.tsv"
STEPS = (0.05, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9)
LENGTHS = (4, 8, 16, 40)
NOT_DONE = ("denies", "promises", "threatens")
"""Stances that a cue no longer tells when it is negated ("did not deny that", "gave no guarantee that")."""
TELLING = ("ADJ", "NOUN", "VERB", "ADV")


@cache
def _patterns() -> tuple[tuple[Stance, re.Pattern[str]], ...]:
    table = resources.table(STANCES)["stance"]
    return tuple((entry["stance"], re.compile("|".join(f"(?:{p})" for p in entry["patterns"]))) for entry in table)


def stance_of_words(text: str, content: Sequence[Span]) -> tuple[Stance, str]:
    """The stance that the words of a content tell, with the words that do; ("asserts", "") where none does."""
    words = plain(" ".join(s.of(text) for s in content)[:LONGEST]).casefold()
    for stance, pattern in _patterns():
        if match := pattern.search(words):
            return stance, match.group().strip()
    return "asserts", ""


def stance_of(reading: Reading, draft: Draft, speaker: Speaker) -> tuple[Stance, str]:
    """The likeliest stance of a draft, and why, for a person ("" for what the cue's table has).

    A logistic model over named features; a refusal is one whatever is said. Who "did not deny" it denies nothing.
    """
    found = stance_of_words(reading.text, draft.content)
    by_rule, words = _by_rule(draft, *found)
    if draft.cue.kind == "refusal":
        return by_rule, ""
    if (told := _called_false(reading, draft)) is not None:
        return "denies", f"'{told}' says that it is not so"
    chances = linear(STANCE).probabilities(features(reading, draft, speaker, found))
    if draft.cue.negated and draft.stance in NOT_DONE:
        return likeliest({s: p for s, p in chances.items() if s != draft.stance}), f"'{draft.cue.word.lemma}' is itself negated"
    plain_cue = draft.stance == "asserts" and not _disowns(reading.text, draft.content)
    best = likeliest(chances, by_words=plain_cue)
    if best == "declines-to-comment" and found[0] != best and not _is_about_speaking(reading, draft):
        best = likeliest({s: p for s, p in chances.items() if s != best}, by_words=plain_cue)
    if best == "accuses" and plain_cue and _is_own_deed(reading, draft):
        best = likeliest({s: p for s, p in chances.items() if s != best}, by_words=True)
    if best == by_rule:
        return by_rule, f"the words '{words}'" if words else ""
    weighed = "the cue, the words and what the encoder reads" if reading.annotated.readings is not None else "the cue and the words"
    return best, f"{weighed} together speak for it"


def likeliest(chances: Mapping[str, float], *, by_words: bool = False) -> Stance:
    """The stance with the best chance of those that have what the table asks; more is asked where only words tell it (`by_words`)."""
    table = resources.table(STANCES)
    least: Mapping[str, float] = {**table["least"], **table["plain"]} if by_words else table["least"]
    return cast(Stance, max((s for s in chances if chances[s] >= least.get(s, 0.0)), key=lambda s: chances[s]))


def _disowns(text: str, content: Sequence[Span]) -> bool:
    """Whether a content says that it was not whoever is spoken of ("she was not involved")."""
    pattern: str = resources.table(STANCES)["disowning"]["pattern"]
    return re.search(pattern, plain(" ".join(s.of(text) for s in content)[:LONGEST]).casefold()) is not None


def _is_about_speaking(reading: Reading, draft: Draft) -> bool:
    """Whether a content, or a refusal's cue, has a word of telling: who "refused to grant relief" refuses, but no comment."""
    words = {k: frozenset(v) for k, v in resources.table(STANCES)["speaking"].items()}
    cue, content = ([t.lemma.casefold() for s in spans for t in reading.tokens_in(s)] for spans in ((draft.cue.span,), draft.content))
    refuses = not reading.lexicon.refusal_verbs.isdisjoint(cue)
    return not words["words"].isdisjoint(content) if not refuses else not (words["words"] | words["refused"]).isdisjoint((*cue, *content))


def _is_own_deed(reading: Reading, draft: Draft) -> bool:
    """Whether a content opens with what the speaker himself did ("it had disrupted a ring of thieves"): that accuses nobody."""
    words = resources.table(STANCES)["own-deeds"]
    first = next((t for s in draft.content for t in reading.tokens_in(s) if t.pos not in ("PUNCT", "SPACE", "SCONJ")), None)
    if first is None or first.text.casefold() not in words["subjects"] or first.dep != "nsubj":
        return False
    verb = reading.syntax.head(first)
    lemma = verb.lemma.casefold()
    return verb.pos == "VERB" and lemma not in words["states"] and lemma not in reading.lexicon.verbs


def _called_false(reading: Reading, draft: Draft) -> str | None:
    """The last word of a content that calls a telling false ("called the claims groundless"), where the cue names something so."""
    if not any("object-as" in frames for frames in (draft.frame, draft.cue.word.frames)) or draft.cue.negated:
        return None
    words, inside = _falsehood(), [t for s in draft.content for t in reading.tokens_in(s) if t.pos not in ("PUNCT", "SPACE")]
    if not inside or inside[-1].text.casefold() not in words["names"]:
        return None
    return inside[-1].text if any(t.lemma.casefold() in words["tellings"] for t in inside[:-1]) else None


@cache
def _falsehood() -> Mapping[str, frozenset[str]]:
    return {k: frozenset(words) for k, words in resources.table(STANCES)["falsehood"].items()}


def _by_rule(draft: Draft, stance: Stance, words: str) -> tuple[Stance, str]:
    """The stance by the tables alone, with the words that decide; `stance` is what the `words` of the content tell."""
    if draft.stance not in ("asserts", "promises"):
        return draft.stance, ""
    if draft.stance == "promises" and stance != "threatens":  # what is vowed may be a threat
        return draft.stance, ""
    return stance, words


def features(reading: Reading, draft: Draft, speaker: Speaker, found: tuple[Stance, str] | None = None) -> list[str]:
    """What speaks for a stance, as named features; `found` is what `stance_of_words` has for the content, where that is known."""
    words, match = found or stance_of_words(reading.text, draft.content)
    by_rule, _ = _by_rule(draft, words, match)
    told = words if match else "-"
    inside = [t for s in draft.content for t in reading.tokens_in(s)]
    seen = [
        f"table={draft.stance}",
        f"words={told}",
        f"table={draft.stance}|words={told}",
        f"rules={by_rule}",
        f"lemma={draft.cue.word.lemma}",
        f"frame={draft.frame}",
        f"rule={rule(draft)}",
        f"negated={draft.cue.negated}|{draft.stance}",
        f"kind={draft.cue.kind}|{draft.stance}",
        f"quote={quote_of(reading, draft)}|{draft.stance}",
        f"speaker={speaker.kind}",
        f"length={bisect_right(LENGTHS, len(inside))}",
        *(f"first={t.text.lower()}" for t in inside[:1]),
        *(f"modal={t.text.lower()}" for t in inside if t.tag == "MD"),
        *(f"word={w}" for w in sorted({t.lemma.lower() for t in inside if t.pos in TELLING})),
    ]
    if reading.annotated.readings is None:
        return ["bias", *(ALONE + f for f in seen), ALONE + "bias"]
    return ["bias", *seen, *_read(reading, draft, told, by_rule)]


def _read(reading: Reading, draft: Draft, told: str, by_rule: Stance) -> list[str]:
    """What the encoder makes of the cue, by itself and beside the tables."""
    readings = reading.annotated.readings
    if readings is None:
        return []
    cue = next(iter(reading.tokens_in(draft.cue.span)), draft.cue.head)
    chances = [float(p) for p in readings.of("stance")[cue.i]]
    labels = readings.labels("stance")
    best = max(range(len(labels)), key=lambda k: chances[k])
    return [
        f"read={labels[best]}",
        f"read={labels[best]}|{bisect_right(STEPS, chances[best])}",
        f"read={labels[best]}|table={draft.stance}",
        f"read={labels[best]}|words={told}",
        f"read={labels[best]}|rules={by_rule}",
        *(f"read-{label}={bisect_right(STEPS, p)}" for label, p in zip(labels, chances, strict=True)),
    ]
