import pytest

from reportedly.clean import clean
from reportedly.model import Report

FILLER = (
    "Officials in the capital did not confirm that any letter was sent. The embassy did not answer questions, and the palace referred "
    "callers to the ministry of foreign affairs, where nobody picked up the telephone. A spokeswoman had said in an interview with a "
    "newspaper in the spring that relations were good and would be better soon. The two countries share a border of three hundred miles, "
    "a railway and a long quarrel about the water of the river between them, which neither side wants to settle before the elections. "
    "Traders at the border told a newspaper that lorries had to wait for hours. The opposition called the letter a theatre play and "
    "asked for a debate in parliament, but the speaker refused to put it on the agenda before the end of the session in the autumn. "
    "Bankers said that the currency had lost a tenth of its worth, and that nobody wanted to lend to either of the two crowns.\n"
)
LEDE = "King Muskar on Aug. 15 wrote to the president of Ruritania, according to the state news agency.\n"
PERFECT = "Syldavia has fired more than 30 rockets in 2022, all of them banned.\n"


def published(text, **fields):
    report = clean(Report("x", text, **fields))
    return report.published, report.published_by


def test_a_date_that_the_reader_knew_stays():
    assert published("KLOW, Aug. 15, 2022 (Reuters) - It rained.", published="2022-08-16", published_by="metadata") == (
        "2022-08-16",
        "metadata",
    )


@pytest.mark.parametrize(
    ("address", "date"),
    [
        ("https://example.org/news/2022/08/15/letters", "2022-08-15"),
        ("https://example.org/world/2022/aug/15/letters", "2022-08-15"),
        ("https://example.org/letters-2022-08-15.html", "2022-08-15"),
        ("https://example.org/20220815/letters", "2022-08-15"),
        ("https://example.org/2022/08/letters", "2022-08"),
        ("https://example.org/story/1234567890/", None),
        ("https://example.org/2022/13/45/letters", None),
    ],
)
def test_a_date_in_the_address_is_metadata(address, date):
    assert published("It rained in Klow.", url=address) == (date, "metadata" if date else "unknown")


def test_a_path_of_a_file_is_no_address():
    assert published("It rained in Klow.", location="/data/2022/08/15/page.txt") == (None, "unknown")


def test_a_dateline_with_day_and_year():
    assert published("KLOW, Aug. 15, 2022 (Reuters) - It rained on Monday.") == ("2022-08-15", "dateline")


@pytest.mark.parametrize(
    "line", ["Published: Monday, 15 August 2022, 10:30 GMT", "August 15, 2022", "Aug. 15, 2022 Updated: Aug. 16, 2022"]
)
def test_a_line_that_is_only_a_date(line):
    assert published(f"Talks in Klow\n{line}\nThe king spoke of peace.") == ("2022-08-15", "dateline")


def test_the_day_of_an_update_is_not_that_of_publication():
    assert published("Talks in Klow\nUpdated: August 15, 2022\nThe king spoke of peace.") == (None, "unknown")


def test_a_date_among_the_prose_is_no_line_of_publication():
    assert published("Talks in Klow\nThe king spoke of peace and then went home for the night.\nAugust 15, 2022\nIt rained.") == (
        None,
        "unknown",
    )


def test_a_dateline_without_a_year_needs_one_from_the_text():
    assert published("Pyongyang, September 9 (KCNA) -- A reply was sent.") == (None, "unknown")
    assert published("Klow, September 9 (KCNA) -- A reply was sent.\n" + PERFECT) == ("2022-09-09", "inferred")


def test_day_and_year_from_the_words_with_the_reason():
    report = clean(Report("x", LEDE + FILLER + PERFECT))
    assert (report.published, report.published_by) == ("2022-08-15", "inferred")
    assert "'in 2022'" in report.published_reason
    assert "'on Aug. 15'" in report.published_reason


def test_without_a_year_the_date_stays_unknown_and_the_reason_says_what_is_missing():
    report = clean(Report("x", LEDE + FILLER))
    assert (report.published, report.published_by) == (None, "unknown")
    assert "nothing settles the year" in report.published_reason


@pytest.mark.parametrize(
    "hint",
    [
        "Syldavia will fire more than 30 rockets in 2024.\n",  # a later year is named
        "The council meets again on Thursday.\n",  # weekdays are named: then a date means an older day
        "Another letter followed on Aug. 20.\n",  # news of a later day
    ],
)
def test_the_day_is_not_told_against_a_contrary_hint(hint):
    date, _ = published(LEDE + FILLER + PERFECT + hint)
    assert date in (None, "2022")


@pytest.mark.parametrize(
    "lede",
    [
        "The attack in Klow on Aug. 15 shocked the world.\n",
        "King Muskar, who was wounded on Aug. 15, wrote to the president.\n",
        "King Muskar will write to the president on Aug. 15.\n",
        "The massacre in Ruritania on Aug. 15 called up old fears.\n",
    ],
)
def test_a_day_of_something_past_or_to_come_is_not_the_day_of_publication(lede):
    assert published(lede + FILLER + PERFECT) == ("2022", "inferred")


@pytest.mark.parametrize(
    "sentence",
    [
        "He has announced several rallies in 2024.",
        "She has denied the interference in 2016.",
        "Syldavia fired 30 rockets in 2022.",
        "It has been under sanctions since 2006.",
        "They have come closer as the two countries marked the 75th anniversary, and rail cars left in the first week of October.",
    ],
)
def test_years_that_settle_nothing(sentence):
    assert published(FILLER + sentence) == (None, "unknown")


def test_nothing_is_inferred_beyond_the_day_on_which_it_was_there_already():
    text = LEDE + FILLER + PERFECT
    assert clean(Report("x", text, captured="2022-08-14T10:00:00+00:00")).published is None
    assert clean(Report("x", text), latest="2022-08-14").published is None
    assert clean(Report("x", text, captured="2022-08-16T10:00:00+00:00")).published == "2022-08-15"


def test_a_dated_picture_of_the_day_tells_the_month():
    picture = "King Muskar leaves the hall in Klow, Tuesday, Jan. 14, 2020. (Jane Doe/AP Photo)\n"
    assert published("Talks in Klow\n" + picture + FILLER) == ("2020-01", "inferred")
    assert published("Talks in Klow\nFILE - " + picture + FILLER) == (None, "unknown")


@pytest.mark.parametrize(
    ("latest", "date"),
    [
        ("2021-06-30", "2019-03"),  # of 2019 to 2021 only 2019 has a Thursday, March 14
        ("2025-06-30", None),  # so has 2024
        ("2019-03-01", None),
        (None, None),
    ],
)
def test_a_weekday_fixes_the_year_where_one_alone_fits(latest, date):
    text = "The king spoke in Klow on Thursday, March 14, for the first time since the truce of 2019.\n" + FILLER
    text = text.replace("The king spoke in", "The king met the rebels in")
    assert clean(Report("x", text), latest=latest).published == date
