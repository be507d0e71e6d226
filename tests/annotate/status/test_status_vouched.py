"""What a report speaks of as known, though it tells it within a statement."""

from types import SimpleNamespace

import pytest

from reportedly.annotate.status.vouched import SURELY, is_vouched, retold


def events(*names):
    return [SimpleNamespace(event=name) for name in names]


def test_only_acts_within_statements_are_asked():
    assert retold(events("e1", "e2"), {0: None, 1: 0}) == {1: "no"}


def test_another_telling_in_the_report_s_own_voice_stands_before_or_after():
    assert retold(events("e1", "e1", "e3", "e3"), {0: None, 1: 0, 2: 1, 3: None}) == {1: "before", 2: "after"}


@pytest.mark.parametrize("status", ["alleged", "denied", "suspected"])
def test_what_is_alleged_or_denied_keeps_its_source(status):
    assert not is_vouched(1.0, status)


def test_the_report_vouches_only_where_that_is_likely():
    assert is_vouched(SURELY, "occurred")
    assert not is_vouched(SURELY - 0.01, "occurred")
