"""An agency in a dateline is credited, whether a list knows it or not."""

import pytest

from reportedly.clean import clean
from reportedly.model import Report

STORY = "The two ministers met in the harbour town on Monday and spoke for an hour about fishing rights, officials said."


@pytest.mark.parametrize(
    ("opening", "credits"),
    [
        ("SEOUL, Aug 15 (Harbour Wire) - ", ("Harbour Wire",)),
        ("SEOUL, Aug 15 (Reuters) - ", ("Reuters",)),
        ("SEOUL (who asked not to be named) - ", ()),
    ],
)
def test_the_agency_of_a_dateline_is_credited(opening: str, credits: tuple[str, ...]) -> None:
    cleaned = clean(Report(id="r", text=f"Ministers meet\n\n{opening}{STORY}", title="Ministers meet", published="2022-08-15"))
    assert cleaned.credits == credits
