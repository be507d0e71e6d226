"""What a saying amounts to, where words or chances mislead."""

from typing import get_args

import pytest
from said import only

from reportedly import resources
from reportedly.annotate.statements.stances import likeliest, stance_of_words
from reportedly.library import annotate
from reportedly.model import Span, Stance

TABLE = "lexicons/en/statements-stances.toml"

CALLED = [
    ("Norway called the Swedish allegations “groundless”.", "denies"),
    ("The mayor described the newspaper's report as “incorrect”.", "denies"),
    ("Norway called Sweden's mayor “a liar”.", "accuses"),
]


@pytest.mark.parametrize(("text", "stance"), CALLED)
def test_who_calls_a_telling_false_denies_it(text: str, stance: str) -> None:
    assert only(text).stance == stance


WORDS = [
    ("we will not tolerate a blockade of the harbour", "threatens"),
    ("Chile retaliated against the tariffs in May", "asserts"),
    ("the strike was in retaliation for the raid", "asserts"),
    ("Chile will retaliate", "threatens"),
    ("she found him lying on the quay", "asserts"),
    ("the mayor is lying", "accuses"),
    ("thieves may have taken the boat", "suspects"),
    ("it could have been a wave", "suspects"),
    ("the boat may be drifting", "suspects"),
    ("the harbour would face new delays", "asserts"),
    ("the mayor will face an election in May", "asserts"),
    ("the port would face severe consequences", "threatens"),
    ("Chile will face new sanctions", "threatens"),
]


@pytest.mark.parametrize(("content", "stance"), WORDS)
def test_words_tell_what_they_mean_there(content: str, stance: str) -> None:
    assert stance_of_words(content, [Span(0, len(content))])[0] == stance


def test_an_unsure_accusation_gives_way_to_the_next_likeliest() -> None:
    assert likeliest({"accuses": 0.42, "asserts": 0.3, "praises": 0.28}) == "asserts"
    assert likeliest({"accuses": 0.52, "asserts": 0.48}) == "accuses"


def test_what_no_stance_is_sure_of_is_asserted() -> None:
    assert likeliest({"denies": 0.28, "suspects": 0.27, "threatens": 0.25, "asserts": 0.2}) == "asserts"


def test_a_plain_saying_must_be_surer_of_what_its_words_alone_tell() -> None:
    chances = {"denies": 0.55, "asserts": 0.45}
    assert likeliest(chances) == "denies"
    assert likeliest(chances, by_words=True) == "asserts"
    assert likeliest({"denies": 0.7, "asserts": 0.3}, by_words=True) == "denies"


PLAIN = [
    ("Experts say the policy has failed.", "asserts"),
    ("The minister dismissed the criticism as misguided.", "denies"),
    ("Norway dismissed criticism from Chile over the new fees.", "denies"),
    ("Norway denied that it had sent a ship.", "denies"),
    ("Anna Berg said she was not involved in the raid.", "denies"),
    ("Norway accused Chile of stealing a ship.", "accuses"),
    ("Norway threatened to close the harbour.", "threatens"),
]


@pytest.mark.parametrize(("text", "stance"), PLAIN)
def test_judging_is_no_denial_and_turning_criticism_down_no_accusation(text: str, stance: str) -> None:
    assert [s.stance for s in annotate(text, published="2023-10-14").statements] == [stance]


def test_what_a_speaker_did_himself_accuses_nobody() -> None:
    text = "The port police said it had disrupted a ring of corrupt thieves that threatened the harbour."
    assert [s.stance for s in annotate(text, published="2023-10-14").statements] == ["asserts"]


def test_a_plain_saying_s_floors_are_no_lower() -> None:
    table = resources.table(TABLE)
    assert all(p >= table["least"][stance] for stance, p in table["plain"].items())


def test_every_marked_stance_has_a_least_chance() -> None:
    least = resources.table(TABLE)["least"]
    assert set(least) == set(get_args(Stance)) - {"asserts"}
    assert all(0 < p < 1 for p in least.values())


@pytest.mark.parametrize(
    "text",
    [
        "Norway's ambassador to Chile neither confirmed nor denied the delivery.",
        "The White House has neither confirmed nor denied that it sent weapons.",
    ],
)
def test_who_neither_confirms_nor_denies_declines(text):
    assert {s.stance for s in annotate(text, published="2023-10-14").statements} == {"declines-to-comment"}


@pytest.mark.parametrize(
    "text",
    [
        "The ministry did not say how many ships it had lost.",
        "The report has not identified which ships it means.",
        "Norway did not claim responsibility for the raid on the harbour.",
    ],
)
def test_what_is_left_out_is_no_refusal_to_comment(text):
    assert annotate(text, published="2023-10-14").statements == ()


@pytest.mark.parametrize("text", ["Anna Berg refused to grant Chile any relief.", "Norway declined to lower its fees for the harbour."])
def test_who_refuses_to_do_something_is_asked_for_no_comment(text):
    assert "declines-to-comment" not in {s.stance for s in annotate(text, published="2023-10-14").statements}


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The Norwegian navy had no immediate comment on the raid.", "Norwegian navy"),
        ("There was no immediate comment from Norway on the raid.", "Government of Norway"),
        ("Norway made no comment on the raid.", "Government of Norway"),
    ],
)
def test_no_comment_is_a_refusal(text, who):
    (said,) = annotate(text, published="2023-10-14").statements
    assert said.speaker is not None
    assert (said.stance, said.speaker.name) == ("declines-to-comment", who)
