from collections.abc import Sequence
from importlib import resources as packages

import numpy as np
import pytest

from reportedly import resources
from reportedly.annotate.encoder import Encoder, read_statements
from reportedly.annotate.sentences import Sentences
from reportedly.errors import ResourceError
from reportedly.model import AnnotatedReport, Report

SHORT = "The minister said that the bridge was closed."
LONG = " ".join(
    f"On day {k} the envoy told reporters that talks on the river port would go on, and the mayor denied it." for k in range(40)
)


def read(*texts: str, guide: str = "ours") -> list[AnnotatedReport]:
    return Encoder(guide=guide)(Sentences()([AnnotatedReport(Report(id=str(k), text=t)) for k, t in enumerate(texts)]))


def words(item: AnnotatedReport, ranges: Sequence[tuple[int, int]]) -> list[str]:
    return [item.report.text[item.tokens[a].span.start : item.tokens[b - 1].span.end] for a, b in ranges]


def test_cue_source_and_content_come_out() -> None:
    (item,) = read("Foreign Minister Ana Pires said on Tuesday that the talks had failed.")
    (found,) = read_statements(item)
    assert found.cue
    assert words(item, [found.cue]) == ["said"]
    assert found.source
    assert words(item, [found.source]) == ["Foreign Minister Ana Pires"]
    assert words(item, found.content) in (["that the talks had failed"], ["the talks had failed"])
    assert found.quote[0] != "direct"


def test_a_quotation_in_two_pieces_is_one_statement() -> None:
    (item,) = read("“We will rebuild the harbour,” Mayor Lena Okoro said. “It will take two years.”")
    (found,) = read_statements(item)
    assert found.quote[0] == "direct"
    assert words(item, found.content)[0].startswith("“We will rebuild")


def test_what_nobody_said_is_no_statement() -> None:
    (item,) = read("The bridge was closed on Monday. Two ships left the port.")
    assert read_statements(item) == ()


def test_readings_do_not_depend_on_the_company() -> None:
    alone = [read(t)[0].readings for t in (SHORT, LONG)]
    together = [a.readings for a in read(SHORT, LONG)]
    for a, b in zip(alone, together, strict=True):
        assert a is not None
        assert b is not None
        assert np.array_equal(a.hidden, b.hidden)


def test_every_word_of_a_long_report_is_read() -> None:
    (item,) = read(LONG)
    assert item.readings is not None
    assert item.readings.hidden.shape[0] == len(item.tokens)
    assert np.abs(item.readings.hidden).sum(axis=1).min() > 0
    assert len(read_statements(item)) >= 40


def test_probabilities_are_probabilities() -> None:
    (item,) = read(SHORT)
    assert item.readings is not None
    for head in ("cue", "source", "event", "status"):
        assert np.allclose(item.readings.of(head).sum(axis=1), 1, atol=1e-4)
    links = item.readings.pairs("statement", [(2,)], first=3, last=8)
    assert links.shape == (1, 5, len(item.readings.labels("statement")))
    assert np.allclose(links.sum(axis=-1), 1, atol=1e-4)


@pytest.mark.parametrize(
    "text",
    ["", " \n ", "🙂" * 3000, "x" * 300_000, "“" * 500, "El presidente dijo que no habrá acuerdo.", "朝鲜中央通讯社报道", "\u202e\u0000a"],
)
def test_odd_text_is_read(text: str) -> None:
    (item,) = read(text)
    assert item.readings is not None
    assert len(item.readings.hidden) == len(item.tokens)
    read_statements(item)


def test_without_the_encoder_there_are_no_readings() -> None:
    (item,) = Sentences()([AnnotatedReport(Report(id="r", text=SHORT))])
    assert item.readings is None
    assert read_statements(item) == ()


def test_damaged_weights_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resources, "table", lambda _: {"encoder": {"files": {"encoder.toml": "0" * 64}}})
    with pytest.raises(ResourceError, match=r"encoder\.toml of the trained model encoder is damaged"):
        resources.model("encoder")


def test_absent_weights_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(name: str) -> None:
        raise ModuleNotFoundError(name)

    monkeypatch.setattr(packages, "files", absent)
    monkeypatch.setattr(resources, "table", lambda _: {"encoder": {"files": {"encoder.onnx": "0" * 64}}})
    with pytest.raises(ResourceError, match="lacks its file"):
        resources.model("encoder")
