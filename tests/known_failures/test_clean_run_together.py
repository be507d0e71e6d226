import pytest

from reportedly.clean import clean
from reportedly.model import Report


@pytest.mark.xfail(strict=True, reason="where paragraphs run together nothing tells where a linked headline ends and the prose goes on")
def test_a_link_within_a_page_that_came_as_one_paragraph_is_set_aside():
    text = "The king spoke. Related article Borduria counts its rockets for the first time The queen was silent. She left at noon."
    assert [zone.kind for zone in clean(Report("x", text)).zones] == ["body", "read-more", "body"]
