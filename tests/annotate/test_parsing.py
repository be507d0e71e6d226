"""Words, lemmas and names are those that spaCy's own pipeline gives, whatever is done to get them sooner."""

import numpy as np
import pytest

from reportedly import resources
from reportedly.annotate import lemmas, parsing, vectors
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
    assert ours.ours is not None
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


def test_a_stream_of_new_words_does_not_grow_what_is_remembered(monkeypatch):
    ours = parser()
    streams = [[f"The town of Zorb{n}{m} met Quill{m}{n} on Monday." for m in range(8)] for n in range(3)]
    before = [list(ours.parse(texts, batch_size=8)) for texts in streams]
    monkeypatch.setattr(parsing, "WORDS", 0)
    list(ours.parse(TEXTS, batch_size=8))
    strings = len(ours.nlp.vocab.strings)
    new = [[text.replace("Zorb", "Zarb").replace("Quill", "Quall") for text in texts] for texts in streams]
    for texts in new:
        list(ours.parse(texts, batch_size=8))
    assert len(ours.nlp.vocab.strings) == strings
    assert [list(ours.parse(texts, batch_size=8)) for texts in streams] == before


def test_lemmas_are_remembered_of_so_many_words_only(monkeypatch):
    ours = parser()
    texts = [f"The envoys left town{n} and spoke of the {n} bridges." for n in range(60)]
    before = list(ours.parse(texts, batch_size=8))
    monkeypatch.setattr(lemmas, "KEPT", 40)
    assert list(ours.parse(texts, batch_size=8)) == before
    assert len(ours.ours.lemmas._found) <= 40 + 12  # a text's words may come on top
    assert len(ours.nlp.get_pipe("lemmatizer").cache) <= 40 + 12  # spaCy's own memory has no bound


def test_vectors_are_those_of_the_network_itself(monkeypatch):
    nlp = resources.parser()
    network = nlp.get_pipe("tok2vec")
    docs = [nlp.make_doc(text) for text in TEXTS]
    expected = [network.predict([doc])[0] for doc in docs]
    for kept, tokens in ((12_000, 3_000), (150, 40), (20, 3_000)):
        monkeypatch.setattr(vectors, "KEPT", kept)
        monkeypatch.setattr(vectors, "TOKENS", tokens)
        ours = vectors.Vectors(network.model)
        for _ in range(2):
            for mine, theirs in zip(ours.of(docs), expected, strict=True):
                np.testing.assert_allclose(mine, theirs, atol=1e-4)
        assert len(ours._known) <= kept


def test_a_network_of_another_make_is_refused():
    with pytest.raises((ValueError, KeyError)):
        vectors.Vectors(resources.parser().get_pipe("tagger").model)
