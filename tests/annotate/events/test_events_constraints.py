"""Rules on top of the learned scores: what cannot be."""

import pytest

from reportedly.annotate.events.constraints import is_state_of, leaves_out_who, only_speaks, without_own_states
from reportedly.annotate.events.roles import Act, Candidate
from reportedly.annotate.sentences import Sentences
from reportedly.annotate.syntax import Syntax
from reportedly.library import annotate
from reportedly.model import AnnotatedReport, Mention, Report, ReportEntity, Span

NORWAY = ReportEntity("NOR", "Norway", "country", country="NOR")
SWEDEN = ReportEntity("SWE", "Sweden", "country", country="SWE")
CABINET = ReportEntity("NOR-GOV", "Government of Norway", "government", country="NOR")
MINISTER = ReportEntity("name:ola", "Ola Nordmann", "person", country="NOR")


def candidate(*features):
    return Candidate("NOR", Mention(Span(0, 6), "name", "NOR"), features)


@pytest.mark.parametrize(
    ("state", "other", "is_so"),
    [(NORWAY, MINISTER, True), (CABINET, MINISTER, True), (CABINET, NORWAY, True), (SWEDEN, MINISTER, False), (MINISTER, NORWAY, False)],
)
def test_whose_state(state, other, is_so):
    assert is_state_of(state, other) is is_so


def test_nobody_is_his_own_state():
    assert not is_state_of(NORWAY, NORWAY)


def test_of_a_person_and_his_state_the_person_stays():
    assert without_own_states([0, 1], [NORWAY, MINISTER], [0.9, 0.6]) == [1]


def test_of_a_country_and_its_government_the_likelier_stays():
    assert without_own_states([0, 1], [NORWAY, CABINET], [0.7, 0.8]) == [1]
    assert without_own_states([0, 1], [NORWAY, CABINET], [0.8, 0.7]) == [0]
    assert without_own_states([0, 1], [NORWAY, CABINET], [0.8, 0.8]) in ([0], [1])


def test_two_countries_stay():
    assert without_own_states([0, 1], [NORWAY, SWEDEN], [0.7, 0.7]) == [0, 1]


def test_who_only_speaks_is_told_from_the_subject():
    source = candidate("local", "speaker=True|-")
    subject = candidate("local", "subj0=nsubj|V")
    assert only_speaks(0, [source, subject])
    assert not only_speaks(0, [source])
    assert not only_speaks(0, [candidate("local", "speaker=True|-", "act-speaks=True"), subject])
    assert not only_speaks(0, [candidate("local", "speaker=True|we"), subject])


@pytest.mark.parametrize(
    ("headline", "act", "both"),
    [
        ("N Korea's Kim, Russia's Putin exchange letters", "letters", ["Kim Jong Un", "Vladimir Putin"]),
        ("‘A new height’: N Korea's Kim, Russia's Putin exchange letters", "letters", ["Kim Jong Un", "Vladimir Putin"]),
        ("Norway, Chile sign accord on fishing", "sign", ["Norway", "Chile"]),
    ],
)
def test_a_comma_in_a_headline_joins_the_two_who_act_together(headline, act, both):
    text = f"{headline}\n\nLeaders say that the allies stand together."
    found = {e.trigger.of(text).split()[-1]: [p.name for p in e.actor] for e in annotate(text, published="2023-08-15").events}
    assert found[act] == both


@pytest.mark.parametrize(
    ("text", "word", "left_open"),
    [
        ("Three officers were killed in Oslo.", "killed", True),
        ("Three officers were killed by Norway.", "killed", False),
        ("Norway killed three officers.", "killed", False),
        ("The officers killed in Oslo were young.", "killed", True),
    ],
)
def test_a_passive_without_a_doer_leaves_open_who_did_it(text, word, left_open):
    item = Sentences()([AnnotatedReport(Report(id="t", text=text))])[0]
    token = next(t for t in item.tokens if t.text == word)
    assert leaves_out_who(Act(token, "ASSAULT", None), Syntax(item.tokens, item.sentences)) is left_open


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Chile rejected Norwegian allegations of missile sales to Peru.", "missile sales"),
        ("Chile denied Norway's claims of missile sales to Peru.", "missile sales"),
    ],
)
def test_whoever_only_claims_it_takes_no_part(text, words):
    (act,) = [e for e in annotate(text, published="2024-05-15").events if e.trigger.of(text) == words]
    assert "Norway" not in {p.name for p in (*act.actor, *act.recipient)}


def test_who_denies_receiving_would_have_received():
    text = "Chile has denied receiving missiles from Norway."
    (act,) = [e for e in annotate(text, published="2024-05-15").events if e.type == "AID"]
    assert ([p.name for p in act.actor], [p.name for p in act.recipient]) == (["Norway"], ["Chile"])


@pytest.mark.parametrize(
    "text",
    [
        "Norwegian troops are now fighting for Chile in Peru.",
        "Norway has been deploying Chilean missiles in Peru.",
        "Norway shelled a village near Chile on Monday.",
    ],
)
def test_who_stands_where_nobody_is_acted_on_is_no_recipient(text):
    assert "Chile" not in {p.name for e in annotate(text, published="2023-08-15").events for p in e.recipient}
