import pytest

from reportedly.clean import clean
from reportedly.clean.credits import byline, contribution
from reportedly.model import Report
from reportedly.model.report import HELPERS


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Jane Doe", "Jane Doe"),
        ("BY Jane Doe and John Roe", "Jane Doe and John Roe"),
        ("Jane Doe and John Roe in Seoul", "Jane Doe and John Roe"),
        ("Jane van der Doe", "Jane van der Doe"),
        ("By Jane Doe, BBC defence correspondent", "Jane Doe"),
        ("By Jane Doe, CNN Chief Washington Correspondent", "Jane Doe"),
    ],
)
def test_bylines_under_a_headline(line, names):
    made = byline(line, near_headline=True)
    assert made is not None
    assert made.byline == names


@pytest.mark.parametrize(
    "line",
    [
        "By Friday the troops had left.",
        "North Korea",
        "What We Know",
        "By Friday",
        "Peace Talks in Klow",
        "Jane",
        "Klow's Peace Cools, Perhaps More Than Planned",
    ],
)
def test_what_is_no_byline(line):
    assert byline(line, near_headline=True) is None


def test_a_lone_name_far_from_the_headline_is_no_byline():
    assert byline("Jane Doe", near_headline=False) is None


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("The Associated Press contributed to this report.", ("Associated Press",)),
        ("Jane Doe and Reuters contributed to this report.", ("Jane Doe", "Reuters")),
        ("Fox News' Jane Doe and The Associated Press contributed to this report.", ("Jane Doe", "Associated Press")),
        ("• Jane Doe and John Q. Roe contributed to this story.", ("Jane Doe", "John Q. Roe")),
        ("Contributing: John Roe in Klow; the Associated Press", ("John Roe", "Associated Press")),
        (
            "Associated Press writers Jane Doe in Klow and John Roe in Szohod contributed to this report.",
            ("Associated Press", "Jane Doe", "John Roe"),
        ),
        ("— With assistance by Jane Doe, John Roe, and Max Moe", ("Jane Doe", "John Roe", "Max Moe")),
    ],
)
def test_contributors_are_credited(line, names):
    made = contribution(line)
    assert made is not None
    assert made.credits == names


@pytest.mark.parametrize(
    ("text", "helpers"),
    [
        ("Envoys met in Klow on Sunday, officials said.\n\nJane Doe and Reuters contributed to this report.", "Jane Doe, Reuters"),
        ("KLOW (Reuters) - Envoys met on Sunday.\n\nReuters contributed to this report.", None),  # the dateline says that all is theirs
        ("Envoys met in Klow on Sunday, officials said.", None),
    ],
)
def test_those_who_only_contributed_are_kept_apart(text, helpers):
    assert clean(Report("r", text)).metadata.get(HELPERS) == helpers


@pytest.mark.parametrize(
    "line",
    [
        "South Korea and Japan contributed to the report of the panel.",
        "Years of drought contributed to this reporting year's losses.",
        "Reporting by the panel shows that soldiers shot at farmers.",
        "The ship contributed to the blockade.",
    ],
)
def test_what_names_no_contributors(line):
    assert contribution(line) is None


def test_the_agency_of_the_dateline_is_a_credit_and_photographs_are_not():
    report = clean(
        Report("x", "Talks in Klow\n\nThe king waves. (Jane Doe/AFP via Getty Images)\n\nSEOUL (Reuters) - The king spoke on Friday.")
    )
    assert report.credits == ("Reuters",)


def test_what_the_reader_knew_is_kept():
    known = Report(
        "x", "Talks\nBy Jane Doe\nThe king spoke.", title="T", byline="B", credits=("C",), publisher="P", language="de", published="2020"
    )
    report = clean(known)
    assert (report.title, report.byline, report.credits, report.publisher, report.language, report.published) == (
        "T",
        "B",
        ("C",),
        "P",
        "de",
        "2020",
    )


def test_the_language_is_told_where_the_text_is_long_enough():
    assert (
        clean(Report("x", "Przywódca spotkał się w środę z prezydentem i omówił z nim dostawy broni oraz współpracę wojskową.")).language
        == "pl"
    )
    assert clean(Report("x", "Kim y Putin")).language is None
