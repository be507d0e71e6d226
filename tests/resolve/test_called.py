"""What one that speaks for a state is called in reasons."""

from reportedly.resolve.sources import _called


def test_a_government_s_own_site_is_no_medium():
    assert _called("the Kremlin") == "the seat of a government" == _called("White House")
    assert _called("KCNA") == "media of a state"
