"""The tables of trigger words: which groups a word fires, and when."""

from typing import get_args

import pytest

from reportedly import resources
from reportedly.annotate.events.lexicon import CLASSES, TRIGGERS, lexicon
from reportedly.annotate.sentences import Sentences
from reportedly.annotate.syntax import Syntax
from reportedly.model import AnnotatedReport, EventType, Report


def groups(text, word):
    item = Sentences()([AnnotatedReport(Report(id="t", text=text))])[0]
    token = next(t for t in item.tokens if t.text == word)
    return {g.name for g in lexicon().fired(token, Syntax(item.tokens, item.sentences))}


def test_every_group_has_a_known_type_and_a_name_of_its_own():
    rows = resources.table(TRIGGERS)["group"]
    assert {r["type"] for r in rows} == set(get_args(EventType))
    assert len({r["name"] for r in rows}) == len(rows)


def test_every_condition_asks_for_a_class_that_exists():
    classes = set(resources.table(CLASSES))
    for row in resources.table(TRIGGERS)["group"]:
        for key in ("subject", "object", "modifier", "complement", "before"):
            assert set(row.get(key, ())) <= classes, row["name"]


@pytest.mark.parametrize(
    ("text", "word", "group", "fires"),
    [
        ("The navy fired a missile into the sea.", "fired", "weapon-test", True),
        ("The minister fired his deputy.", "fired", "weapon-test", False),
        ("The council imposed new sanctions on the firm.", "imposed", "impose", True),
        ("The teacher imposed silence.", "imposed", "impose", False),
        ("Marta wrote to Peter Novak about the dam.", "wrote", "letter-to", True),
        ("Norway sent a letter to Chile. In her reply, Ana Prado thanked Norway.", "reply", "answer-letter", True),
        ("Norway asked Chile for help. In her reply, Ana Prado thanked Norway.", "reply", "answer-letter", False),
        ("Norway sent a letter to Chile. There was no reply.", "reply", "answer-letter", False),
        ("Norway and Chile marked the anniversary of the treaty.", "marked", "mark-day", True),
        ("A ceremony was held to mark the anniversary of the treaty.", "mark", "mark-day", False),
        ("Such launches are banned under a resolution.", "banned", "ban-under-resolution", True),
        ("Such launches are banned under a new law.", "banned", "ban-under-resolution", False),
        ("Norway is willing to hold talks with Chile.", "willing", "willing-to-talk", True),
        ("Norway is willing to wait.", "willing", "willing-to-talk", False),
        ("Norway resumed the talks with Chile, which stalled in 2019.", "stalled", "talks-fail", True),
        ("Norway bought a car from Chile, which stalled in 2019.", "stalled", "talks-fail", False),
        ("The clerk wrote a novel.", "wrote", "letter-to", False),
        ("The missile test alarmed the neighbours.", "test", "weapon-test-noun", True),
        ("The driving test was easy.", "test", "weapon-test-noun", False),
        ("At least forty rail cars covered with canvas left for Syria in the first week of May.", "left", "goods-go", True),
        ("Dozens of containers arrived in Russia on Monday.", "arrived", "goods-go", True),
        ("The rail workers left for Paris on Monday.", "left", "goods-go", False),
        ("A shipment of grain left the harbour.", "left", "goods-go", False),
    ],
)
def test_a_group_fires_only_where_its_conditions_hold(text, word, group, fires):
    assert (group in groups(text, word)) is fires
