"""The cue words of a language, read from its tables."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from reportedly import resources
from reportedly.model import Stance

FOLDER = "lexicons/en/"


@dataclass(frozen=True, slots=True)
class CueWord:
    """What a word can introduce: frame -> stance, and for which frames its subject must be able to speak.

    `carried` are the frames of a noun that count only below a carrying verb ("expressed interest in").
    """

    lemma: str
    frames: Mapping[str, Stance]
    speaker_only: frozenset[str] = frozenset()
    carried: frozenset[str] = frozenset()
    factive: bool = False


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All cue words by lemma, and the closed lists around them (lower case)."""

    verbs: Mapping[str, CueWord]
    nouns: Mapping[str, CueWord]
    adjectives: Mapping[str, CueWord]
    carriers: frozenset[str]
    foreign_carriers: frozenset[str]
    adverbs: Mapping[str, Stance]
    refusal_verbs: frozenset[str]
    refusal_speech: frozenset[str]
    negated_speech: frozenset[str]
    unwilling: frozenset[str]
    silent_nouns: frozenset[str]
    giving: frozenset[str]
    left_out: frozenset[str]
    left_out_helpers: frozenset[str]
    nobody: frozenset[str]
    neither: frozenset[str]
    nor: frozenset[str]
    hearsay: frozenset[str]
    seeing: frozenset[str]
    charging: frozenset[str]
    hearsay_stances: Mapping[str, Stance]
    people: frozenset[str]
    documents: frozenset[str]
    halves: Mapping[str, str]
    pictures: frozenset[str]
    voiceless: frozenset[str]
    first_person: frozenset[str]
    same_source: frozenset[str]
    nested: frozenset[str]
    aside_marks: frozenset[str]
    aside_prepositions: frozenset[str]
    time_marks: frozenset[str]
    aside_participles: frozenset[str]
    plain_saying: frozenset[str]
    quoting: frozenset[str]
    citing: frozenset[str]
    tippers: frozenset[str]
    publishing: frozenset[str]
    issuing: frozenset[str]
    calling: frozenset[str]
    withholding: frozenset[str]
    withheld: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """The English tables, read once. Raises ResourceError when one is missing or damaged."""
    verbs = resources.table(FOLDER + "statements-verbs.toml")
    nouns = resources.table(FOLDER + "statements-nouns.toml")
    other = resources.table(FOLDER + "statements-other.toml")
    hearsay = other["hearsay"]
    adverbs = {w: other["adverbs"]["stances"].get(w, other["adverbs"]["stance"]) for w in other["adverbs"]["words"]}
    return Lexicon(
        verbs=_words(verbs["group"]),
        nouns=_words(nouns["noun"]),
        adjectives=_words(nouns["adjective"]),
        carriers=frozenset(nouns["carriers"]["words"]),
        foreign_carriers=frozenset(nouns["carriers"]["foreign"]),
        adverbs=adverbs,
        refusal_verbs=frozenset(other["refusal"]["verbs"]),
        refusal_speech=frozenset(other["refusal"]["speech"]),
        negated_speech=frozenset(other["refusal"]["negated"]),
        unwilling=frozenset(other["refusal"]["unwilling"]),
        silent_nouns=frozenset(other["refusal"]["nouns"]),
        giving=frozenset(other["refusal"]["giving"]),
        left_out=frozenset(other["refusal"]["left-out"]),
        left_out_helpers=frozenset(other["refusal"]["left-out-helpers"]),
        nobody=frozenset(other["refusal"]["nobody"]),
        neither=frozenset(other["refusal"]["neither"]),
        nor=frozenset(other["refusal"]["nor"]),
        hearsay=frozenset(hearsay["words"]),
        seeing=frozenset(hearsay["seeing"]),
        charging=frozenset(hearsay["charging"]),
        hearsay_stances={**dict.fromkeys(hearsay["suspects"], "suspects"), **dict.fromkeys(hearsay["accuses"], "accuses")},
        people=frozenset(other["sources"]["people"]),
        documents=frozenset(other["sources"]["documents"]),
        halves=other["sources"]["halves"],
        pictures=frozenset(other["speakers"]["pictures"]),
        voiceless=frozenset(other["own-voice"]["pronouns"]),
        first_person=frozenset(other["own-voice"]["first-person"]),
        same_source=frozenset(other["same-source"]["words"]),
        nested=frozenset(other["nested"]["frames"]),
        aside_marks=frozenset(other["asides"]["marks"]),
        aside_prepositions=frozenset(other["asides"]["prepositions"]),
        time_marks=frozenset(other["asides"]["times"]),
        aside_participles=frozenset(other["asides"]["participles"]),
        plain_saying=frozenset(other["plain-saying"]["words"]),
        quoting=frozenset(other["passing-on"]["quoting"]),
        citing=frozenset(other["passing-on"]["citing"]),
        tippers=frozenset(other["passing-on"]["tippers"]),
        publishing=frozenset(other["passing-on"]["publishing"]),
        issuing=frozenset(other["passing-on"]["issuing"]),
        calling=frozenset(other["calling"]["verbs"]),
        withholding=frozenset(other["withholding"]["verbs"]),
        withheld=frozenset(other["withholding"]["things"]),
    )


def _words(groups: Iterable[Mapping[str, Any]]) -> dict[str, CueWord]:
    """The groups of a table turned round: lemma -> everything said of it; the first group to name a frame decides."""
    frames: dict[str, dict[str, Stance]] = {}
    speaker: dict[str, set[str]] = {}
    carried: dict[str, set[str]] = {}
    factive: set[str] = set()
    for group in groups:
        for word in group["words"]:
            new = [f for f in group["frames"] if f not in frames.setdefault(word, {})]
            frames[word].update(dict.fromkeys(new, group["stance"]))
            if group.get("who") == "speaker":
                speaker.setdefault(word, set()).update(new)
            if group.get("carried_only"):
                carried.setdefault(word, set()).update(new)
            if group.get("factive"):
                factive.add(word)
    return {w: CueWord(w, f, frozenset(speaker.get(w, ())), frozenset(carried.get(w, ())), w in factive) for w, f in frames.items()}
