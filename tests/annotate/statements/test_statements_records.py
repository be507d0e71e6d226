"""Every statement points into its text, says who made it and why, and odd input does no harm."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from said import annotated, statements

TEXT = "“We will build,” Anna Berg said. Norway accused Sweden of lying, according to Reuters. He reportedly left."


def test_every_statement_has_maker_score_and_reasons() -> None:
    for s in statements(TEXT):
        assert s.made_by == "statements/1"
        assert 0 < s.score <= 1
        assert {"content", "speaker"} <= set(s.reasons)


def test_statements_stand_in_text_order() -> None:
    starts = [s.content[0].start for s in statements(TEXT)]
    assert starts == sorted(starts)


ODD = [
    "'" * 300,
    '"' * 300,
    "“‘" * 100,
    "😀 “said” 😀 he said, 😀.",
    "金正恩说：“好”。",
    "said said said",
    "according to",
    "\u00a0“a\u00a0b c,” he said",
]


@pytest.mark.parametrize("text", ODD)
def test_odd_input_does_no_harm(text: str) -> None:
    for s in annotated(text).statements:
        assert all(0 <= c.start < c.end <= len(text) for c in s.content)


CUES = ["said", "told", "Norway", '"', "“", "”", "‘", "’", ",", ".", ":", "that"]
CUES += ["Reuters", "he", "reportedly", "according to", "as", "accused", "of"]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(CUES), max_size=25), st.randoms(use_true_random=False))
def test_any_order_of_cues_gives_spans_inside_the_text(words: list[str], rng: random.Random) -> None:
    text = "".join(w + rng.choice([" ", "", " "]) for w in words)
    for s in annotated(text).statements:
        for span in (*s.content, *(x for x in (s.source, s.cue) if x)):
            assert 0 <= span.start < span.end <= len(text)


WORDS = [
    ("Anna Berg said Sweden must leave the valley.", "demands"),
    ("Anna Berg said Sweden's conduct is unacceptable.", "accuses"),
    ("“We will rebuild the port,” Anna Berg said.", "promises"),
    ("Anna Berg said Sweden would face consequences.", "threatens"),
    ("Anna Berg said the bridge is long.", "asserts"),
    ("Anna Berg praised the drivers.", "praises"),
]


@pytest.mark.parametrize(("text", "stance"), WORDS)
def test_the_stance_is_that_of_the_cue_or_of_the_words(text: str, stance: str) -> None:
    assert [s.stance for s in statements(text)] == [stance]
