"""What the source of a claim does with the act, from sentences; and what that makes of an event."""

from dataclasses import replace

import pytest
from telling import Act, told

from reportedly.library import annotate
from reportedly.model import Claim
from reportedly.model.grades import credibility
from reportedly.model.origins import origins_of, standing
from reportedly.model.stands import what_stands
from reportedly.resolve import claims_of


def bearings(text: str, act: str) -> set[str]:
    """What the sources of the claims on an act (a part of its trigger) in a text do with it."""
    item = annotate(text, published="2031-05-20")
    found = {c.bearing for c in claims_of(item) if act in c.label}
    assert found, [c.label for c in claims_of(item)]
    return found


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Norway said on Monday that Chile had fired two missiles.", "fired"),
        ("“Chile attacked our ships,” the Norwegian prime minister said.", "attacked"),
        ("The defence ministry of Norway said Chile conducted a missile test near the border.", "missile test"),
        ("Norwegian President Erik Dahl wrote that he was satisfied with his talks with Chilean President Ana Prado.", "talks"),
    ],
)
def test_who_asserts_it_tells_it(text, act):
    assert bearings(text, act) == {"tells"}


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Norway confirmed that Chile had fired two missiles.", "fired"),
        ("The Norwegian government acknowledged the attack on the harbour.", "attack"),
    ],
)
def test_who_confirms_the_act_itself_confirms_it(text, act):
    assert bearings(text, act) == {"confirms"}


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Norway said the president had been briefed about the missile launch by Chile.", "launch"),
        ("The Norwegian prime minister said the missile launch by Chile was a provocation.", "launch"),
        ("Norway said that a tenth of the missile tests by Chile had been successful.", "tests"),
        ("It may take weeks before the missile test by Chile is confirmed by Norway.", "test"),
        ("The minister travels to Oslo amid claims that Chile attacked two ships.", "attacked"),
        ("Norway confirmed that the minister who ordered the attack on Chile had resigned.", "attack"),
    ],
)
def test_who_only_speaks_of_it_neither_tells_nor_confirms_it(text, act):
    assert bearings(text, act) <= {"speaks of"}


def test_who_doubts_it_does_not_tell_it():
    assert bearings("Norway said there was no evidence that Chile had attacked two ships.", "attacked") <= {"doubts", "denies", "speaks of"}
    assert bearings("The Norwegian minister said he was sceptical that Chile had tested a missile.", "tested") <= {"doubts", "speaks of"}


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("The Chilean government denied that it had attacked the ships of Norway.", "attacked"),
        ("Chile denied responsibility for the attack on Norway.", "attack"),
        ("“We did not attack the ships of Norway,” the Chilean minister said.", "attack"),
    ],
)
def test_who_says_that_it_was_not_done_denies_it(text, act):
    assert bearings(text, act) == {"denies"}


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("The president of Norway said he was not concerned about the missile launch by Chile.", "launch"),
        ("“Any kind of attack, like the one that Chile carried out, is a provocation,” the Norwegian minister said.", "attack"),
        ("The president of Norway said: “If they do not agree, we do not meet the Chilean president.”", "meet"),
        ("Norway said it had cancelled the summit with Chile.", "summit"),
        ("The talks could fail should the Chilean president issue a statement denying that he attacked the ships.", "attacked"),
        ("The meteorologists of Norway said the tremor in Chile was natural and not a missile test.", "test"),
    ],
)
def test_feelings_conditions_plans_called_off_and_other_things_deny_nothing(text, act):
    assert "denies" not in bearings(text, act)


MEETING = Act("Vladimir Putin", "Kim Jong Un", mode="meet", date="2022-08-15")


def by(id: str, *chain: str, status: str = "occurred", bearing: str = "tells", publisher: str = "The Herald") -> Claim:
    (claim,) = claims_of(told(id, replace(MEETING, by=chain, status=status), publisher=publisher, published="2022-08-17"))
    return replace(claim, bearing=bearing)


def test_protests_and_echoes_are_no_origins_where_somebody_tells_it():
    told_by = by("a", "United States")
    assert [o.side for o in origins_of([told_by, by("b", "Russia", bearing="speaks of"), by("c", "KCNA", bearing="doubts")])] == ["USA"]
    assert [o.side for o in origins_of([by("b", "Russia", bearing="speaks of"), by("c", "KCNA", bearing="doubts")])] == ["RUS"]


def test_where_everybody_only_speaks_of_it_nothing_is_confirmed():
    stands = what_stands([by(id, publisher=f"The {id}", bearing="speaks of") for id in ("Post", "Mail", "Wire")])
    assert credibility(stands).credibility == 3


def test_both_parties_say_so_only_where_each_asserts_it():
    kremlin = by("a", "Vladimir Putin")
    assert standing([kremlin, by("b", "KCNA")]) == "both parties say so"
    assert standing([kremlin, by("b", "KCNA", bearing="speaks of")]) == "one side only"
    assert standing([by("a", "KCNA"), by("b", "Vladimir Putin", status="alleged")]) != "both parties say so"


def test_a_plan_called_off_disputes_nothing_and_is_told_as_such():
    called_off = by("a", "Vladimir Putin", status="did-not-happen", bearing="calls off")
    claims = [called_off, by("b", "KCNA")]
    stands = what_stands(claims)
    assert stands.standing != "disputed"
    assert ([v.name for v in stands.called_off_by], stands.denied_by) == (["Vladimir Putin"], ())
    assert credibility(what_stands([called_off])).credibility == 6


def test_who_doubts_stands_apart():
    stands = what_stands([by("a", "United States"), by("b", "Russia", bearing="doubts")])
    assert ([v.name for v in stands.asserted_by], [v.name for v in stands.doubted_by]) == (["United States"], ["Russia"])


def test_claims_of_older_stores_count_as_before():
    old = [by("a", "United States", bearing=""), by("b", "Russia", status="denied", bearing="")]
    assert standing(old) == "disputed"
    assert [v.name for v in what_stands(old).denied_by] == ["Russia"]


def test_a_statement_is_the_word_of_whoever_issues_it():
    text = "Chile fired a missile on Monday, the Norwegian defence ministry said in a brief statement confirming the launch."
    assert {c.origin.name for c in claims_of(annotate(text, published="2031-05-20")) if c.according_to} == {"Ministry of Defence of Norway"}


def test_what_is_doubted_or_mostly_alleged_is_not_beyond_doubt():
    outlets = [by(id, publisher=f"The {id}") for id in ("Post", "Mail", "Wire")]
    assert credibility(what_stands(outlets)).credibility == 1
    assert credibility(what_stands([*outlets, by("d", "Russia", bearing="doubts")])).credibility == 2
    alleged = [replace(c, status="alleged") for c in outlets[1:]]
    assert credibility(what_stands([outlets[0], *alleged])).credibility == 2


def test_a_state_s_army_and_government_are_one_voice():
    text = "Norway said on Monday that Chile had fired two missiles. The Norwegian military said that Chile had fired two missiles."
    claims = [c for c in claims_of(annotate(text, published="2031-05-20")) if c.according_to]
    assert {c.origin.side for c in claims} == {"NOR"}


def test_who_doubts_one_part_and_tells_the_other_does_not_lower_what_is_told():
    outlets = [by(id, publisher=f"The {id}") for id in ("Post", "Mail", "Wire")]
    torn = [by("d", "Russia"), by("e", "Russia", bearing="doubts")]
    assert credibility(what_stands([*outlets, *torn])).credibility == 1


def test_a_statement_that_might_be_issued_denies_nothing():
    text = "The talks could fail should the Chilean president suddenly issue a statement denying an attack on Norway."
    assert "denies" not in [s.stance for s in annotate(text, published="2031-05-20").statements]
