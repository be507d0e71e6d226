"""The tables of cues: every word has a stance of the vocabulary and a frame that the rules know."""

from typing import get_args

import pytest

from reportedly import resources
from reportedly.annotate.statements.frames import FRAMES, LAST
from reportedly.annotate.statements.lexicon import CueWord, lexicon
from reportedly.model import Medium, Stance

FOLDER = "lexicons/en/"
WORDS = [*lexicon().verbs.values(), *lexicon().nouns.values(), *lexicon().adjectives.values()]


@pytest.mark.parametrize("word", WORDS, ids=lambda w: w.lemma)
def test_every_cue_has_known_frames_and_stances(word: CueWord) -> None:
    assert word.frames
    for frame, stance in word.frames.items():
        known = frame in FRAMES or frame in LAST or frame.startswith("object-") or frame.isalpha()
        assert known, frame
        assert stance in get_args(Stance)


def test_thresholds_are_chances_for_reports_with_and_without_an_encoder() -> None:
    table = resources.table(FOLDER + "statements-scores.toml")
    assert set(table) == {"rules", "encoder"}
    assert all(0 < kind["least"] < 1 for kind in table.values())


def test_media_of_occasions_are_of_the_vocabulary() -> None:
    table = resources.table(FOLDER + "statements-occasions.toml")
    named = {m for part in ("media", "verbs", "verbs-to", "prefixed") for m in table[part]} | set(table["lasting"]["media"])
    assert named <= set(get_args(Medium))


def test_the_words_of_a_plain_saying_tell_stances_of_the_vocabulary() -> None:
    table = resources.table(FOLDER + "statements-stances.toml")["stance"]
    assert {entry["stance"] for entry in table} <= set(get_args(Stance))
