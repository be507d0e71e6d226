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
    """A telling of which only what joins and parts tellings counts: dates, tense, parties, kind, status, place, the words beside it."""

    date: str | None = None
    shape: str = "past"
    actor: Collection[str] = ()
    recipient: Collection[str] = ()
    thing: str = ""
    mode: str | None = None
    tag: str = "NN"
    status: str = ""
    lemma: str = "act"
    type: str = "ASSAULT"
    kind: str = "attack"
    marks: Collection[str] = ()
    land: str = ""
    here: bool = True
    who: tuple[str, str] | None = None
    whom: tuple[str, str] | None = None

    def __post_init__(self):
        self.actor, self.recipient, self.marks = frozenset(self.actor), frozenset(self.recipient), frozenset(self.marks)
        self.token = SimpleNamespace(tag=self.tag, lemma=self.lemma, pos="NOUN")


def test_an_act_and_its_answer_are_two_events():
    there, back = Stub(actor={"RUS"}, recipient={"PRK"}), Stub(actor={"PRK"}, recipient={"RUS"})
    assert grouped([there, back], {(0, 1): 1.0}) == [0, 1]
    assert grouped([there, Stub(actor={"RUS"})], {(0, 1): 1.0}) == [0, 0]


def test_a_state_and_a_body_of_it_are_likelier_one_than_two_parties_that_have_nothing_in_common():
    state, force, others = ("country", "USA"), ("organisation", "USA"), ("organisation", "CHL")
    doubtful = {(0, 1): MEAN - 0.05}
    assert grouped([Stub(actor={"USA"}, who=state), Stub(actor={"air force"}, who=force)], doubtful) == [0, 0]
    assert grouped([Stub(actor={"USA"}, who=state), Stub(actor={"air force"}, who=others)], doubtful) == [0, 1]
    assert grouped([Stub(actor={"navy"}, who=force), Stub(actor={"air force"}, who=force)], doubtful) == [0, 1]


@pytest.mark.parametrize(
    ("modes", "groups"), [(("letter", None), [0, 1]), (("visit", "multilateral"), [0, 1]), ((None, "multilateral"), [0, 0])]
)
def test_a_letter_is_no_meeting_and_a_visit_no_summit(modes: tuple[str | None, str | None], groups: list[int]) -> None:
    told = [Stub(type="CONSULT", kind="meet" if mode is None else "other", mode=mode) for mode in modes]
    assert grouped(told, {(0, 1): 1.0}) == groups


def test_parties_from_the_context_make_no_act_the_answer_to_another():
    there, back = Stub(actor={"RUS"}, recipient={"PRK"}), Stub(actor={"PRK"}, recipient={"RUS"}, here=False)
    assert grouped([there, back], {(0, 1): 1.0}) == [0, 0]


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


def test_a_later_telling_with_also_is_a_further_act():
    assert grouped([Stub(), Stub(marks={"also"})], {(0, 1): 0.9}) == [0, 1]
    assert grouped([Stub(marks={"also"}), Stub()], {(0, 1): 0.9}) == [0, 0]
    a, b = told("Chile criticised Norway over the raid. It also criticised Norway over the arrests.", "criticised")
    assert a != b


@pytest.mark.parametrize("mark", ["previous", "previously", "already", "must"])
def test_an_act_of_another_time_or_force_is_another_one(mark):
    assert grouped([Stub(marks={mark}), Stub()], {(0, 1): 0.9}) == [0, 1]
    assert grouped([Stub(), Stub(marks={mark})], {(0, 1): 0.9}) == [0, 1]
    assert grouped([Stub(marks={mark}), Stub(marks={mark})], {(0, 1): 0.9}) == [0, 0]


def test_acts_in_two_states_are_two_events():
    assert grouped([Stub(land="NOR"), Stub(land="CHL")], {(0, 1): 0.9}) == [0, 1]
    assert grouped([Stub(land="NOR"), Stub(land="NOR"), Stub()], {(0, 1): 0.9, (1, 2): 0.9, (0, 2): 0.9}) == [0, 0, 0]
    a, b = told("Delegates from Chile and Peru met in Norway. The delegates met in Sweden for trade talks.", "met")
    assert a != b


def test_a_place_that_is_not_named_keeps_nothing_apart():
    a, b = told("Norway's prime minister will travel to Chile on Friday. It is her second trip to the country as prime minister.", "tr")
    assert a == b


def test_what_would_be_is_seldom_what_is_going_on():
    going, conceived, certain = Stub(status="ongoing"), Stub(status="hypothetical"), 0.9
    assert grouped([going, conceived], {(0, 1): 0.45}) == [0, 1]
    assert grouped([going, conceived], {(0, 1): certain}) == [0, 0]
    assert grouped([going, going], {(0, 1): 0.45}) == [0, 0]


def test_what_is_going_on_is_seldom_the_single_act_told_later():
    assert grouped([Stub(status="ongoing"), Stub(status="occurred")], {(0, 1): 0.45}) == [0, 1]
    assert grouped([Stub(status="occurred"), Stub(status="ongoing")], {(0, 1): 0.45}) == [0, 0]


def test_one_attack_is_seldom_the_attacks_told_before():
    assert grouped([Stub(tag="NNS"), Stub()], {(0, 1): 0.6}) == [0, 1]
    assert grouped([Stub(tag="NNS", type="PROTEST"), Stub(type="PROTEST")], {(0, 1): 0.6}) == [0, 0]


def test_visits_to_others_are_seldom_one():
    assert grouped([Stub(mode="visit", recipient={"NOR"}), Stub(mode="visit", recipient={"CHL"})], {(0, 1): 0.6}) == [0, 1]
    assert grouped([Stub(mode="visit", recipient={"NOR"}), Stub(mode="visit")], {(0, 1): 0.6}) == [0, 0]


def test_what_is_destroyed_is_seldom_told_again_as_the_attack():
    assert grouped([Stub(), Stub(mode="destroy")], {(0, 1): 0.45}) == [0, 1]
    assert grouped([Stub(mode="destroy"), Stub(mode="destroy")], {(0, 1): 0.45}) == [0, 0]


def test_who_met_spoke_with_one_another():
    assert grouped([Stub(kind="meet"), Stub(kind="discuss")], {(0, 1): 0.25}) == [0, 0]
    assert grouped([Stub(kind="discuss"), Stub(kind="meet")], {(0, 1): 0.25}) == [0, 1]
    assert grouped([Stub(kind="meet"), Stub(kind="visit")], {(0, 1): 0.25}) == [0, 1]


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
