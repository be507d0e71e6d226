"""Refusals among denials, and what is contested of one alone."""

from dataclasses import replace

import pytest
from people import served

from reportedly.model import Span, Statement
from reportedly.serve.refusals import did_so, is_refusal
from reportedly.store import StatementRow, open_store


def row(store, content: str, sentence: str) -> StatementRow:
    """A denial of these words in this sentence."""
    some = store.statements(limit=1).rows[0]
    made = Statement((Span(0, len(content)),), stance="denies")
    return replace(some, statement=made, content=(content,), sentence=sentence)


@pytest.mark.parametrize(
    ("content", "sentence", "is_one"),
    [
        ("calls for talks", "Chile rejected calls for talks.", True),
        ("Peru’s demands that it leave the port", "Chile rebuffed Peru’s demands that it leave the port.", True),
        ("all previous offers", "Chile rejected all previous offers.", True),
        ("any offer of arms", "Chile denied any offer of arms.", False),
        ("Peru had softened its demands", "Chile did not believe that Peru had softened its demands.", False),
        ("claims of a call for help", "Chile rejected claims of a call for help.", False),
        ("the report", "Chile rejected the report.", False),
    ],
)
def test_who_rejects_what_was_asked_denies_no_fact(examples_db, content, sentence, is_one):
    with open_store(examples_db) as store:
        made = row(store, content, sentence)
    assert is_refusal(made) is is_one
    assert did_so(made) == ("rejected" if is_one else "denied")


def test_what_one_denies_is_told_without_naming_who_claims_it(examples_db):
    html = served(examples_db, login=False).get("/contested?denied=North+Korea").text
    assert "denies</h1>" in html
    assert "Denials by North Korea" in html
    assert "selling weapons to Russia" in html
    assert "Name two" not in html


def test_what_one_claims_is_told_without_naming_who_denies_it(examples_db):
    html = served(examples_db, login=False).get("/contested?claimed=Russia").text
    assert "claims and others deny</h1>" in html
    assert "Denials that name Russia" in html
