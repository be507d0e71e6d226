"""Words, lemmas and names are those that spaCy's own pipeline gives, whatever is done to get them sooner."""

import pytest

from reportedly import resources
from reportedly.annotate.parsing import Parser, parser

TEXTS = [
    "The foreign minister of Norland, Ana Petrova, met John Smith of the United Nations in New York on 3 May 2021.",
    "There's a fleet; there are two. It ain't over, and y'all aren't gonna say I've got ta leave. Let's go! C'm on.",
    "“We did not fire,” she said. They had children, geese and better data. He's lying; it did rain. The one that gets it.",
    "Rockets   hit\n\nthe   port of Odesa.   About $5 million, 20 percent or 3,000 tons were lost. Who does what, doesn't matter.",
    "",
    "   ",
    "Reuters",
    "North Korea's Kim Jong Un wrote to Vladimir Putin (Russia) before the Security Council vetoed it. " * 30,
    "Ёлка 日本語 🙂 x" + "y" * 500,
]


@pytest.fixture(scope="module")
def expected():
    return list(resources.parser().pipe(TEXTS))


def test_words_are_those_of_the_whole_pipeline(expected):
    ours = parser()
    assert ours.lemmas is not None
    for doc, words in zip(expected, ours.parse(TEXTS, batch_size=4), strict=True):
        theirs = [(t.idx, len(t), t.lemma_, t.pos_, t.tag_, t.dep_, t.head.i, t.ent_type_) for t in doc if not t.is_space]
        mine = [(w.start, w.length, w.lemma, w.pos, w.tag, w.dep, w.head, w.ner) for w in words if not w.space]
        assert mine == theirs
        assert [s.start for s in doc.sents] == [i for i, w in enumerate(words) if w.begins]


def test_a_text_is_read_alike_alone_and_in_company():
    whole = list(parser().parse(TEXTS, batch_size=64))
    assert [next(parser().parse([text], batch_size=1)) for text in TEXTS] == whole


def test_a_model_of_another_make_is_asked_for_all_of_it():
    plain = Parser(resources.parser())
    for mine, theirs in zip(plain.parse(TEXTS, batch_size=4), parser().parse(TEXTS, batch_size=4), strict=True):
        assert [w for w in mine if not w.space] == [w for w in theirs if not w.space]
