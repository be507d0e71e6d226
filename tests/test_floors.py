"""The benchmarks' floors: what falls is told, and an error that rises."""

import pytest

from benchmarks.quality import floors


@pytest.fixture
def pinned(tmp_path, monkeypatch):
    monkeypatch.setattr(floors, "PATH", tmp_path / "floors.toml")
    floors.pin({"ours": ("d", {"found, F1": 0.8, "calibration error": 0.05})}, lower=False)


def test_what_is_as_good_or_better_breaks_no_floor(pinned):
    assert floors.broken("ours", {"found, F1": 0.81, "calibration error": 0.03}, "d") == []


@pytest.mark.parametrize(
    ("scores", "told"),
    [
        ({"found, F1": 0.79, "calibration error": 0.05}, "found, F1 is 0.790, below"),
        ({"found, F1": 0.8, "calibration error": 0.06}, "calibration error is 0.060, above"),
        ({"found, F1": 0.8}, "calibration error is 0.000"),
    ],
)
def test_what_is_worse_is_told(pinned, scores, told):
    (line,) = floors.broken("ours", scores, "d")
    assert told in line


def test_pinning_keeps_the_better_of_each(pinned):
    floors.pin({"ours": ("d", {"found, F1": 0.79, "calibration error": 0.06})}, lower=False)
    assert floors.load()["ours"]["floors"] == {"found, F1": 0.8, "calibration error": 0.05}
    floors.pin({"ours": ("d", {"found, F1": 0.79, "calibration error": 0.03})}, lower=False)
    assert floors.load()["ours"]["floors"] == {"found, F1": 0.8, "calibration error": 0.03}
