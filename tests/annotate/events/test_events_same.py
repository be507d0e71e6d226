"""When two tellings are one event."""

from collections.abc import Collection
from dataclasses import dataclass
from types import SimpleNamespace

import pytest

from reportedly import pipeline
from reportedly.annotate.events.coreference import conflicting
from reportedly.annotate.events.same import CAST_MEAN, MEAN, grouped, pairs
from reportedly.clean import clean
from reportedly.model import AnnotatedReport, Report


def told(text, *words):
    """The event names of the mentions with these trigger words, in text order."""
    report = clean(Report(id="t", text=text, published="2022-10-12", published_by="given", language="en"))
    item = pipeline.run(pipeline.stages(), [AnnotatedReport(report)])[0]
    found = [(e.trigger.of(text), e.event) for e in item.events]
    names = [e for trigger, e in found if any(word in trigger for word in words)]
    assert len(names) == 2, found
    return names


@dataclass
class Stub:
    """A telling of which only the date, the tense, the parties, the mode and the number of the noun count."""

    date: str | None = None
    shape: str = "past"
    actor: Collection[str] = ()
    recipient: Collection[str] = ()
    thing: str = ""
    mode: str | None = None
    tag: str = "NN"
    status: str = ""
    lemma: str = "act"

    def __post_init__(self):
        self.actor, self.recipient = frozenset(self.actor), frozenset(self.recipient)
        self.token = SimpleNamespace(tag=self.tag, lemma=self.lemma)


def test_an_act_and_its_answer_are_two_events():
    there, back = Stub(actor={"RUS"}, recipient={"PRK"}), Stub(actor={"PRK"}, recipient={"RUS"})
    assert grouped([there, back], {(0, 1): 1.0}) == [0, 1]
    assert grouped([there, Stub(actor={"RUS"})], {(0, 1): 1.0}) == [0, 0]


def test_acts_done_with_different_things_are_two_events():
    assert grouped([Stub(thing="nuclear"), Stub(thing="missile"), Stub()], {(0, 1): 1.0, (0, 2): 0.9, (1, 2): 0.9}) == [0, 1, 0]


def test_a_noun_that_points_back_is_the_same_event():
    a, b = told(
        "Iran invaded Kuwait on Monday. The neighbours were silent. The invasion by Iran alarmed the region.", "invaded", "invasion"
    )
    assert a == b


def test_another_one_is_another_event():
    a, b = told("North Korea carried out a missile test on Monday. It carried out another missile test on Tuesday.", "missile test")
    assert a != b


def test_tellings_on_two_days_are_two_events():
    a, b = told("China condemned the raid on Monday. China condemned the raid on Tuesday.", "condemned")
    assert a != b


def test_likely_pairs_are_joined_and_named_by_the_first():
    assert grouped([Stub(), Stub(), Stub()], {(0, 2): 0.9, (0, 1): 0.1, (1, 2): 0.1}) == [0, 1, 0]


def test_an_unlikely_pair_stays_apart():
    assert grouped([Stub(), Stub()], {(0, 1): MEAN - 0.01}) == [0, 1]


def test_the_same_parties_on_both_sides_join_what_would_stay_apart_without():
    cast = {"actor": {"RUS"}, "recipient": {"PRK"}}
    assert grouped([Stub(**cast), Stub(**cast)], {(0, 1): CAST_MEAN}) == [0, 0]
    assert grouped([Stub(**cast), Stub(actor={"RUS"})], {(0, 1): CAST_MEAN}) == [0, 1]
    assert grouped([Stub(**cast), Stub(**cast)], {(0, 1): CAST_MEAN - 0.01}) == [0, 1]


def test_nothing_joins_what_two_dates_keep_apart():
    days = [Stub("2022-05-01"), Stub(), Stub("2022-06-01")]
    assert grouped(days, {(0, 1): 0.9, (1, 2): 0.8, (0, 2): 0.7}) == [0, 0, 2]


def test_a_date_that_is_not_sure_keeps_nothing_apart():
    days = [Stub("2022-05-01"), Stub("2022-06-01")]
    assert grouped(days, {(0, 1): 0.9}, unsure={1}) == [0, 0]
    assert grouped(days, {(0, 1): 0.9}) == [0, 1]


def test_what_was_done_and_what_was_not_done_are_two_events():
    assert grouped([Stub(), Stub(shape="not")], {(0, 1): 0.9}) == [0, 1]


def test_one_weapon_test_and_several_are_two_events():
    one, several = Stub(mode="test"), Stub(mode="test", tag="NNS")
    assert grouped([one, several, Stub(mode="test")], {(0, 1): 0.9, (1, 2): 0.9, (0, 2): 0.8}) == [0, 1, 0]
    assert grouped([Stub(mode="visit"), Stub(mode="visit", tag="NNS")], {(0, 1): 0.9}) == [0, 0]


def test_what_is_done_and_what_is_told_not_to_have_been_are_two_events():
    assert grouped([Stub(status="did-not-happen"), Stub(status="occurred")], {(0, 1): 0.9}) == [0, 1]
    assert grouped([Stub(status="did-not-happen"), Stub(status="did-not-happen")], {(0, 1): 0.9}) == [0, 0]


def test_a_letter_is_not_the_answer_to_it():
    letter, answer = Stub(mode="letter", actor={"p:prado"}), Stub(mode="letter", lemma="reply", actor={"p:dahl"})
    assert grouped([letter, answer, Stub(mode="letter", actor={"p:dahl"})], {(0, 1): 0.9, (1, 2): 0.9}) == [0, 1, 1]


def test_what_is_planned_is_not_what_partly_others_did():
    planned, done = Stub(status="planned", actor={"NOR", "SWE"}), Stub(status="occurred", actor={"NOR", "FIN"})
    assert grouped([planned, done], {(0, 1): 0.9}) == [0, 1]
    assert grouped([planned, Stub(status="occurred", actor={"NOR", "SWE"})], {(0, 1): 0.9}) == [0, 0]


def test_a_telling_joins_only_where_it_is_like_all_of_the_group_on_average():
    assert grouped([Stub(), Stub(), Stub()], {(0, 1): 0.9, (1, 2): 0.4, (0, 2): 0.01}) == [0, 0, 2]


def test_a_telling_goes_to_the_event_that_is_likeliest_as_a_whole():
    chance = {(0, 1): 0.9, (1, 2): 0.8, (0, 2): 0.1, (2, 3): 0.7, (0, 3): 0.1, (1, 3): 0.1}
    assert grouped([Stub() for _ in range(4)], chance) == [0, 0, 2, 2]


def test_what_nothing_speaks_for_is_not_joined_through_one_pair():
    assert grouped([Stub() for _ in range(4)], {(0, 1): 0.9, (2, 3): 0.9, (1, 2): 0.9}) == [0, 0, 2, 2]


@pytest.mark.parametrize(
    ("a", "b", "apart"),
    [("2022-05", "2022-05-03", False), ("2022-05", "2022-06", True), (None, "2022", False), ("2022-05-30/2022-06-02", "2022-06-01", False)],
)
def test_dates_conflict_when_they_share_no_day(a, b, apart):
    assert conflicting(a, b) is apart


def test_the_pairs_compared_do_not_grow_with_the_square():
    word = SimpleNamespace(type="ASSAULT", token=SimpleNamespace(lemma="attack"))
    assert len(pairs([word] * 2000)) < 2000 * 80


def test_a_plural_takes_up_what_several_did_together():
    a, b = told("Russia and China vetoed the resolution on Friday. The vetoes from Russia and China angered Japan.", "vetoed", "vetoes")
    assert a == b
