"""Who fills an act's places in its sentence."""

import pytest

from reportedly import pipeline
from reportedly.annotate.events.arguments import Arguments
from reportedly.annotate.events.filling import Filling
from reportedly.annotate.sentences import Sentences
from reportedly.annotate.syntax import Syntax
from reportedly.clean import clean
from reportedly.model import AnnotatedReport, Report


def read(text):
    (item,) = Sentences()([AnnotatedReport(clean(Report(id="t", text=text, language="en")))])
    return item, Syntax(item.tokens, item.sentences)


def places(text, word):
    item, syntax = read(text)
    token = next(t for t in item.tokens if t.text == word)
    return [(p.slot.rpartition(".")[2], p.token.text) for p in Arguments(syntax).of(token)]


@pytest.mark.parametrize(
    ("text", "word", "place"),
    [
        ("Norway accused Sweden of theft.", "accused", ("A0", "Norway")),
        ("Norway accused Sweden of theft.", "accused", ("A1", "Sweden")),
        ("Sweden was accused by Norway of theft.", "accused", ("A1", "Sweden")),
        ("Sweden was accused by Norway of theft.", "accused", ("A0", "Norway")),
        ("Norway urged Sweden to withdraw its ships.", "withdraw", ("A0", "Sweden")),
        ("Norway promised to withdraw its ships.", "withdraw", ("A0", "Norway")),
        ("Norway and Sweden signed the treaty and ratified it.", "ratified", ("A0", "Sweden")),
        ("Soldiers who attacked Norway fled.", "attacked", ("A0", "Soldiers")),
        ("Norway criticised the sanctions imposed on Sweden by Finland.", "sanctions", ("A0", "Finland")),
        ("Norway criticised the sanctions imposed on Sweden by Finland.", "sanctions", ("on", "Sweden")),
        ("Norway launched an attack on Sweden.", "attack", ("A0", "Norway")),
        ("Norway held talks with Sweden.", "talks", ("with", "Sweden")),
        ("The visit of Sweden's king to Norway ended.", "visit", ("to", "Norway")),
        ("Norway was blamed for attacking Sweden.", "attacking", ("A1", "Sweden")),
    ],
)
def test_places(text, word, place):
    assert place in places(text, word)


def test_who_urges_stands_farther_from_the_act_than_who_is_urged():
    found = places("Norway urged Sweden to withdraw its ships.", "withdraw")
    assert ("A0", "Norway") not in found


def test_each_word_fills_one_place():
    words = [w for _, w in places("Norway met Sweden and Finland in Turku for talks with Denmark.", "met")]
    assert len(words) == len(set(words))


def test_an_entity_that_only_describes_the_word_is_marked():
    item, syntax = read("Norwegian troops attacked Sweden.")
    at = {t.text: t.i for t in item.tokens}
    meant = {at["Norwegian"]: ["NOR"], at["Sweden"]: ["SWE"]}
    filling = Filling(Arguments(syntax).of(item.tokens[at["attacked"]]), syntax, meant, voices={}, states={})
    assert (filling.slot("NOR"), filling.slot("SWE"), filling.slot("FIN")) == ("A0^", "A1", "none")


def test_our_act_is_the_speakers_and_his_states():
    item, syntax = read("We will never attack Sweden.")
    at = {t.text: t.i for t in item.tokens}
    places = Arguments(syntax).of(item.tokens[at["attack"]])
    filling = Filling(places, syntax, {}, voices={at["We"]: ["name:ola"]}, states={at["We"]: ["NOR"]})
    assert (filling.slot("name:ola"), filling.slot("NOR")) == ("A0!", "A0*")


def test_the_stage_takes_our_state_for_the_actor():
    text = "Finland sent ships to Norway.\n\n“We will never attack Norway,” Finnish Prime Minister Petteri Orpo said."
    report = clean(Report(id="t", text=text, published="2024-01-10", published_by="given", language="en"))
    (item,) = pipeline.run(pipeline.stages(), [AnnotatedReport(report)])
    (attack,) = [e for e in item.events if e.trigger.of(text) == "attack"]
    assert ([p.name for p in attack.actor], [p.name for p in attack.recipient]) in (
        (["Finland"], ["Norway"]),
        (["Petteri Orpo"], ["Norway"]),
    )
