"""Whom an outlet cites: one statement of theirs, which the outlet passes on."""

import pytest
from said import content, names, only, statements

CITING = [
    "According to Reuters, citing two shipping sources, the vessel left the port of Bergen on Monday.",
    "Reuters, citing two shipping sources, reported that the vessel left the port of Bergen on Monday.",
    "Citing two shipping sources, Reuters said the vessel left the port of Bergen on Monday.",
    "Reuters reported on Friday, citing two shipping sources, that the vessel left the port of Bergen on Monday.",
    "Reuters, which cited two shipping sources, reported that the vessel left the port of Bergen on Monday.",
    "In a report citing two shipping sources, Reuters said the vessel left the port of Bergen on Monday.",
    "The vessel left the port of Bergen on Monday, according to Reuters, citing two shipping sources.",
    "The vessel left the port of Bergen on Monday, according to Reuters, which cited two shipping sources.",
    "The vessel left the port of Bergen on Monday, according to two shipping sources cited by Reuters.",
    "The vessel left the port of Bergen on Monday, according to a Reuters report that cited two shipping sources.",
    "The vessel left the port of Bergen on Monday, Reuters reported, quoting two shipping sources.",
    "The vessel left the port of Bergen on Monday, two shipping sources quoted by Reuters said.",
    "Reuters cited two shipping sources who said the vessel left the port of Bergen on Monday.",
]


@pytest.mark.parametrize("text", CITING)
def test_who_is_cited_speaks_and_the_outlet_passes_it_on(text: str) -> None:
    said = only(text)
    assert said.speaker is not None
    assert (said.speaker.name, names(said.via)) == ("unnamed shipping sources", ["Reuters"])
    assert [c.lower() for c in content(said, text)] == ["the vessel left the port of bergen on monday"]


def test_a_reason_that_is_cited_is_no_part_of_what_is_said() -> None:
    text = "According to Reuters, citing safety concerns, the bridge of Bergen is closed."
    said = only(text)
    assert said.speaker is not None
    assert (said.speaker.name, content(said, text)) == ("Reuters", ["the bridge of Bergen is closed"])


def test_countries_cited_by_a_report_are_its_examples() -> None:
    said = statements("The report, which cited Norway and Chile, said the fees were too high.")
    assert all(s.speaker is None or "Norway" not in s.speaker.name for s in said)


FIRST = [
    "The tanker was held by the navy, a port official told Reuters, which first reported the raid.",
    "The harbour would open in May, two diplomats told the Financial Times, which first reported the plan.",
    "The envoy told the Financial Times, which first reported the plan, that the harbour would open in May.",
]


@pytest.mark.parametrize("text", FIRST)
def test_who_had_the_news_first_says_nothing_more(text: str) -> None:
    said = only(text)
    assert said.speaker is not None
    assert said.speaker_kind == "unnamed"
    assert names(said.via) in (["Reuters"], ["Financial Times"])
