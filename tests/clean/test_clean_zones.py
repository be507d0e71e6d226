import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.clean import clean
from reportedly.clean.dateline import dateline
from reportedly.clean.paragraphs import paragraphs
from reportedly.clean.photographs import photo_credit
from reportedly.model import Report

PIECES = [
    "Minister denies it",
    "The army fired two rockets on Friday, the ministry said.",
    "By Jane Doe",
    "KLOW (Reuters) - The king spoke.",
    "Read more: The king speaks",
    "A ship leaves. (John Roe/AFP via Getty Images)",
    "Sign up for Daily Newsletters",
    "Copyright © 2019 The Szohod Times.",
    " ,  ",
    "\u00a0",
    "\n",
    "\n\n",
    "\u200b",
    "“Nothing,”",
    "he said, and",
    "went away.",
    "☃ 🚀",
    "Кремль заявил,",
]
pages = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=40)), max_size=14).map("\n".join)


def zones(text, **fields):
    return [(zone.kind, zone.span.of(text)) for zone in clean(Report("x", text, **fields)).zones]


def kinds(text, **fields):
    return [kind for kind, _ in zones(text, **fields)]


@given(pages)
@settings(deadline=None, max_examples=150)
def test_zones_hold_all_words_in_order_without_overlap(text):
    report = clean(Report("x", text))
    assert report.text == text
    spans = [zone.span for zone in report.zones]
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert "".join("".join(span.of(text) for span in spans).split()) == "".join(text.split())
    assert all(span.of(text).strip() == span.of(text) != "" for span in spans)
    assert all(zone.reason for zone in report.zones)


@given(pages)
@settings(deadline=None, max_examples=80)
def test_cleaning_twice_changes_nothing_more(text):
    once = clean(Report("x", text))
    assert clean(once) == once


@pytest.mark.parametrize("text", ["", " \n\t\n", "\u00a0"])
def test_a_text_without_words_has_no_zones(text):
    assert clean(Report("x", text)).zones == ()


@pytest.mark.parametrize(
    "text",
    ["a" * 1_000_000, "word " * 200_000, "The army said so. " * 50_000, ", " * 300_000, "A/" * 300_000, "Aug. 15 " * 60_000],
    ids=["letters", "words", "sentences", "commas", "slashes", "dates"],
)
def test_a_megabyte_on_one_line_is_read_in_seconds(text):
    start = time.process_time()
    clean(Report("x", text))
    assert time.process_time() - start < 20  # far from a quadratic cost, with room for a slow machine


def test_the_given_title_is_the_headline_wherever_the_first_line_equals_it():
    assert kinds("King speaks of peace.\nThe king spoke of peace on Friday.", title="King speaks of peace") == ["title", "body"]


def test_a_first_line_that_is_not_the_given_title_is_no_headline():
    report = clean(Report("x", "A standfirst of some words\nThe king spoke of peace on Friday.", title="Peace at last"))
    assert report.title == "Peace at last"
    assert "equals" not in report.zones[0].reason


def test_a_single_line_is_prose_not_a_headline():
    assert kinds("King speaks of peace") == ["body"]


def test_short_lines_that_introduce_words_may_stand_twice():
    text = "The king spoke on Friday in the hall of the castle.\nHe said:\n“Peace.”\nHe said:\n“War.”"
    assert "repeat" not in kinds(text)


def test_a_paragraph_that_stands_twice_is_read_once():
    said = "The rebels would not leave the castle before Sunday."
    assert kinds(f"{said}\nThe king waited for them in the garden.\n{said}") == ["body", "body", "repeat"]


def test_a_line_broken_within_a_sentence_is_one_zone():
    assert zones("Talks in Klow\nThe council met on Friday and\nagreed on nothing.")[1] == (
        "body",
        "The council met on Friday and\nagreed on nothing.",
    )


def test_windows_line_ends_do_not_split_or_join_paragraphs():
    assert kinds("Talks in Klow\r\n\r\nThe council met.\r\n\r\nIt agreed.\r\n") == ["title", "body", "body"]


def test_a_caption_with_its_label_is_read_without_the_label():
    text = "Talks in Klow\n\nImage copyright AFP Image caption The king leaves the hall\n\nThe council met."
    assert zones(text)[1:3] == [("credit", "Image copyright AFP Image caption"), ("caption", "The king leaves the hall")]


def test_the_first_line_of_a_live_page_is_its_headline():
    text = "King to speak in Klow – live updates\nThe king will speak at noon, his office said.\nBorduria war – live updates"
    assert kinds(text) == ["title", "body", "read-more"]


def test_names_of_songs_are_no_photo_credit():
    assert kinds('The band played these songs:\n"Mount Klow" and "A Photograph".\nThe king clapped.') == ["body", "body", "body"]


def test_the_source_of_a_quotation_is_no_photo_credit():
    assert photo_credit("The king knew of the letters. [Bloomberg]") is None


def test_a_long_heading_in_capitals_is_read_where_headings_are_set_so():
    story = "The king spoke.\nBORDURIA WARNS KING MUSKAR OF GRAVE CONSEQUENCES\nThe queen was silent."
    assert kinds(story) == ["body", "read-more", "body"]
    assert kinds(f"{story}\nSHORT HEADING\nShe left.") == ["body", "title", "body", "title", "body"]


def test_an_acronym_in_brackets_is_no_photo_credit():
    assert photo_credit("the state's Korean Central News Agency (KCNA)") is None


@pytest.mark.parametrize(
    ("text", "credit"),
    [
        ("The king waves. (Jane Doe/AFP via Getty Images)", "(Jane Doe/AFP via Getty Images)"),
        ("The king waves. REUTERS/Jane Doe/File Photo", "REUTERS/Jane Doe/File Photo"),
        ("The king waves. KCNA via KNS", "KCNA via KNS"),
        ("The king waves. Photographer: Jane Doe/Bloomberg", "Photographer: Jane Doe/Bloomberg"),
        ("The king waves.(Jane Doe, Pool Photo via AP)", "(Jane Doe, Pool Photo via AP)"),
    ],
)
def test_photo_credits_are_found_at_the_end_of_captions(text, credit):
    found = photo_credit(text)
    assert found is not None
    assert text[found[0] :] == credit


@pytest.mark.parametrize(
    ("text", "place", "agency", "date"),
    [
        ("SEOUL (Reuters) - The king spoke.", "SEOUL", "Reuters", None),
        ("KLOW, Syldavia (AP) — The king spoke.", "KLOW, Syldavia", "Associated Press", None),
        ("MOSCOW, Aug. 15 (Xinhua) -- The king spoke.", "MOSCOW", "Xinhua", (None, 8, 15)),
        ("MOSCOW, August 15. /TASS/. The king spoke.", "MOSCOW", "TASS", (None, 8, 15)),
        ("Pyongyang, September 9 (KCNA) -- The king spoke.", "Pyongyang", "KCNA", (None, 9, 9)),
        ("BRUSSELS/BERLIN (Reuters) - The king spoke.", "BRUSSELS/BERLIN", "Reuters", None),
        ("London CNN — The king spoke.", "London", "CNN", None),
        ("CNN — The king spoke.", None, "CNN", None),
        ("BEIJING—The king spoke.", "BEIJING", None, None),
        ("KABUL, 15 August 2021 - The king spoke.", "KABUL", None, (2021, 8, 15)),
        ("Washington -- The king spoke.", "Washington", None, None),
    ],
)
def test_datelines(text, place, agency, date):
    found = dateline(text)
    assert found is not None
    assert (found.place, found.agency, found.date) == (place, agency, date)
    assert text[found.length :] == "The king spoke."


@pytest.mark.parametrize(
    "text",
    [
        "FILE - The king spoke.",
        "UPDATE — The king spoke.",
        "The attacks — the worst in years — went on.",
        "NATO, which met on Friday - and on Sunday - agreed.",
        "Meanwhile -- the king spoke.",
        "KLOW (Reuters) -",
        "The Korean Central News Agency (KCNA) - the mouthpiece of the state - said so.",
        "Korean Central News Agency (KCNA) said so.",
    ],
)
def test_what_is_no_dateline(text):
    assert dateline(text) is None


def test_paragraphs_of_a_text_with_one_line_each_are_not_joined():
    text = "\n".join(
        f"The council met for the {n} time and agreed on nothing at all." for n in ("first", "second", "third", "fourth", "fifth")
    )
    assert len(paragraphs(text)) == 5


def test_lines_of_verse_are_not_taken_for_hard_wrapping():
    assert len(paragraphs("Peace!\nWar!\nPeace and war!\nThe king!\nLong live he!")) == 5
