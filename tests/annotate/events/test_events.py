"""The stage on whole reports: who did what to whom, and when."""

import pytest

from reportedly import pipeline
from reportedly.annotate.events import Events
from reportedly.clean import clean
from reportedly.model import AnnotatedReport, Report

PUBLISHED = "2022-10-12"


def annotated(text):
    report = clean(Report(id="t", text=text, published=PUBLISHED, published_by="given", language="en"))
    return pipeline.run(pipeline.stages(), [AnnotatedReport(report)])[0]


def events(text):
    return annotated(text).events


def one(text, type_):
    found = [e for e in events(text) if e.type == type_]
    assert len(found) == 1, [(e.trigger.of(text), e.type) for e in events(text)]
    return found[0]


def names(parties):
    return {p.name for p in parties}


@pytest.mark.parametrize(
    ("text", "type_", "word"),
    [
        ("Iran accused Israel of sabotage on Monday.", "ACCUSE", "accused"),
        ("The United States imposed sanctions on Iran on Tuesday.", "SANCTION", "imposed"),
        ("President Vladimir Putin met with President Xi Jinping in Beijing.", "CONSULT", "met"),
        ("North Korea test-fired a ballistic missile on Sunday.", "MOBILIZE", "fired"),
        ("Russia vetoed the resolution on Friday.", "REJECT", "vetoed"),
        ("China urged Japan to resume talks.", "REQUEST", "urged"),
        ("Police arrested three activists in Moscow.", "COERCE", "arrested"),
        ("Norway and Sweden blocked new sanctions on Finland.", "REJECT", "blocked"),
        ("The talks between Norway and Sweden stalled in 2019.", "REJECT", "stalled"),
    ],
)
def test_plain_acts_are_found_with_their_type(text, type_, word):
    assert any(e.type == type_ and word in e.trigger.of(text) for e in events(text))


def test_actor_and_recipient_of_a_plain_clause():
    event = one("Iran accused Israel of sabotage.", "ACCUSE")
    assert (names(event.actor), names(event.recipient)) == ({"Iran"}, {"Israel"})


def test_a_weapon_test_has_nobody_on_whom_it_is_done():
    found = [e for e in events("North Korea test-fired a missile over Japan on Sunday, South Korea said.") if e.mode == "test"]
    assert [(names(e.actor), e.recipient) for e in found] == [({"North Korea"}, ())]


@pytest.mark.parametrize(
    ("text", "land"),
    [
        ("Sergei Lavrov praised Sweden during a trip to Beijing on Monday.", {"China"}),
        ("Sergei Lavrov arrived in Seoul on Monday for talks on Iran.", {"South Korea"}),
        ("Sergei Lavrov left for Oslo on Monday.", {"Norway"}),
    ],
)
def test_whoever_goes_to_a_country_visits_it(text, land):
    found = [e for e in events(text) if e.mode == "visit"]
    assert [(names(e.actor), names(e.recipient)) for e in found] == [({"Sergei Lavrov"}, land)]


def test_whoever_goes_to_his_own_capital_visits_no_country():
    found = [e for e in events("Keir Starmer spoke of Norway on a visit to Edinburgh on Sunday.") if e.mode == "visit"]
    assert all("United Kingdom" not in names(e.recipient) for e in found)


def test_a_passive_is_turned_round():
    event = one("Israel was accused by Iran of sabotage.", "ACCUSE")
    assert (names(event.actor), names(event.recipient)) == ({"Iran"}, {"Israel"})


def test_both_parties_to_a_meeting_act():
    text = "President Vladimir Putin met President Xi Jinping in Beijing on Friday."
    event = next(e for e in events(text) if e.trigger.of(text) == "met")
    assert names(event.actor) == {"Vladimir Putin", "Xi Jinping"}
    assert not event.recipient


def test_the_date_of_the_clause_is_taken_and_says_on_what_it_rests():
    text = "Iran accused Israel of sabotage on Monday."
    event = one(text, "ACCUSE")
    assert event.date == "2022-10-10"
    assert event.time is not None
    assert "Monday" in event.time.of(text)
    assert "Monday" in event.reasons["date"]


def test_no_date_is_made_up():
    assert one("Iran accused Israel of sabotage.", "ACCUSE").date is None


def test_the_day_of_the_saying_is_not_the_day_of_the_act():
    text = "The ministry said on Monday that Iran had attacked Israel."
    attack = next(e for e in events(text) if e.type == "ASSAULT")
    assert attack.date is None


def test_a_retelling_is_the_same_event():
    text = "Iran invaded Kuwait on Monday. The neighbours were silent. The invasion by Iran alarmed the region."
    found = [e.event for e in events(text) if e.type == "ASSAULT"]
    assert len(found) == 2
    assert len(set(found)) == 1


def test_another_test_is_another_event():
    text = "North Korea carried out a missile test on Monday. North Korea carried out another missile test on Tuesday."
    found = [e.event for e in events(text) if e.type == "MOBILIZE"]
    assert len(found) == len(set(found)) == 2


def test_every_event_says_by_what_and_why():
    for e in events("Iran accused Israel of sabotage on Monday. Israel rejected the charge."):
        assert e.made_by == "events/2"
        assert 0 < e.score <= 1
        assert {"type", "status", "according_to"} <= set(e.reasons)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "😀 😀", "“”", "Привет, мир. Война и мир.", "attack " * 300, "a" * 5000])
def test_odd_text_does_no_harm(text):
    item = AnnotatedReport(Report(id="t", text=text))
    for stage in pipeline.stages():
        (item,) = stage([item])
    for e in item.events:
        assert e.trigger.of(text).strip()


def test_a_quiet_text_has_no_events():
    assert not events("The museum opens at nine. Tickets cost four euros, and the garden is free for children.")


def test_the_stage_leaves_other_layers_alone():
    before = annotated("Iran accused Israel of sabotage.")
    (after,) = Events()([before])
    assert (after.tokens, after.statements, after.mentions) == (before.tokens, before.statements, before.mentions)


def test_a_source_before_a_colon_does_not_act():
    text = "White House: North Korea shipped arms to Russia\n\nOfficials showed pictures of the ships."
    event = next(e for e in events(text) if e.trigger.of(text).startswith("shipped"))
    assert names(event.actor) == {"North Korea"}
    assert names(event.recipient) == {"Russia"}


def test_whoever_something_is_received_from_gives_it():
    text = "Chile received 31 tanks from Norway last month."
    event = next(e for e in events(text) if e.trigger.of(text).startswith("received"))
    assert (names(event.actor), names(event.recipient)) == ({"Norway"}, {"Chile"})


def test_who_is_accused_of_giving_gives():
    text = "The United States has accused North Korea of supplying arms to Russia."
    event = next(e for e in events(text) if e.trigger.of(text) == "supplying")
    assert (names(event.actor), names(event.recipient)) == ({"North Korea"}, {"Russia"})


def test_a_visit_to_a_capital_is_paid_to_its_country():
    text = "Russian Defence Minister Sergei Shoigu visited Pyongyang on Tuesday."
    event = next(e for e in events(text) if e.trigger.of(text) == "visited")
    assert names(event.recipient) == {"North Korea"}


def test_visits_to_two_countries_are_paid_to_both():
    text = "Foreign Minister Penny Wong visited Japan and Vietnam in March."
    event = next(e for e in events(text) if e.trigger.of(text) == "visited")
    assert names(event.recipient) == {"Japan", "Vietnam"}


def test_nobody_is_on_both_sides_nor_his_own_state_on_the_other():
    text = "Russian President Vladimir Putin and North Korean leader Kim Jong Un exchanged letters on Tuesday, KCNA reported."
    for e in events(text):
        assert not {p.id for p in e.actor} & {p.id for p in e.recipient}
        assert not names(e.recipient) & {"Russia", "North Korea"}


def test_all_whom_one_word_means_take_part():
    text = "Norway, Chile and Kenya met in Oslo. The three nations urged Peru to end the war."
    (urged,) = [e for e in events(text) if e.trigger.of(text) == "urged"]
    assert names(urged.actor) == {"Norway", "Chile", "Kenya"}


def test_the_leaders_of_two_states_agree_not_the_states_beside_them():
    text = (
        "Norway's Prime Minister Ola Brekke met Chile's President Pedro Prado. "
        "The leaders of Norway and Chile agreed on Friday to end the war."
    )
    (agreed,) = [e for e in events(text) if e.trigger.of(text) == "agreed"]
    assert names(agreed.actor) == {"Ola Brekke", "Pedro Prado"}


def test_a_body_s_summit_is_the_body_s():
    text = "Norway's Prime Minister Ola Brekke criticised Chile at a NATO summit in Oslo on Friday."
    (summit,) = [e for e in events(text) if e.trigger.of(text) == "summit"]
    assert names(summit.actor) == {"NATO"}


def test_international_sanctions_are_not_lent_to_whom_the_report_is_about():
    text = "Norway condemned Kenya. Norway has warned Kenya for months. Kenya suffers from international sanctions, an analyst said."
    assert not any(names(e.actor) & {"Norway"} for e in events(text) if e.type == "SANCTION")
