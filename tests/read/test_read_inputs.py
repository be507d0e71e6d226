import io
import os
from pathlib import Path

import pytest
from reading import BODY, failures, one_failure, one_report, reports

from reportedly.model import Failure, Report
from reportedly.read import Options, read


def write(path: Path, text: str = BODY) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def names(found: list[Report | Failure]) -> list[str]:
    return [Path(f.location).name for f in found]


def test_a_folder_is_read_in_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", ".hidden", "sub/c.txt", ".git/d.txt"):
        write(tmp_path / name)
    assert names(list(read([tmp_path]))) == ["a.txt", "b.txt", "c.txt"]
    assert names(list(read([tmp_path], options=Options(recursive=False)))) == ["a.txt", "b.txt"]


def test_a_link_back_to_its_folder_ends(tmp_path: Path) -> None:
    write(tmp_path / "sub" / "a.txt")
    (tmp_path / "sub" / "again").symlink_to(tmp_path)
    found = list(read([tmp_path]))
    assert names(reports(found)) == ["a.txt"]
    assert [f.kind for f in failures(found)] == ["skipped"]


def test_a_pattern_matches_or_says_that_nothing_does(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    assert names(list(read([str(tmp_path / "*.txt")]))) == ["a.txt"]
    assert "No file matches" in one_failure(list(read([str(tmp_path / "*.html")]))).error


def test_a_file_whose_name_has_brackets_is_no_pattern(tmp_path: Path) -> None:
    assert one_report(list(read([write(tmp_path / "a [1].txt")])))


@pytest.mark.parametrize("name", ["missing.txt", "no/such/folder", "\0", "x" * 5000])
def test_what_is_not_there_is_one_failure(name: str) -> None:
    found = one_failure(list(read([name])))
    assert (found.stage, found.kind) == ("read", "failed")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_says_so(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt")
    path.chmod(0)
    assert "denied" in one_failure(list(read([path]))).error


def test_a_dead_link_a_pipe_and_an_empty_folder_are_failures(tmp_path: Path) -> None:
    (tmp_path / "dead").symlink_to(tmp_path / "gone")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "empty").mkdir()
    found = failures(list(read([tmp_path, tmp_path / "empty"])))
    assert names(found) == ["dead", "pipe", "empty"]


def test_standard_input_is_read_and_its_absence_said() -> None:
    found = one_report(list(read(["-"], stdin=io.BytesIO(BODY.encode()))))
    assert (found.text, found.location) == (BODY, "-")
    assert "standard input" in one_failure(list(read(["-"]))).error


def test_an_input_that_fails_does_not_stop_the_next(tmp_path: Path) -> None:
    found = list(read(["missing", write(tmp_path / "a.txt")]))
    assert [type(f) for f in found] == [Failure, Report]


def test_one_input_is_read_at_a_time(tmp_path: Path) -> None:
    first, second = write(tmp_path / "a.txt"), tmp_path / "b.txt"
    reading = read([first, second])
    assert isinstance(next(reading), Report)
    write(second)  # written only after the first was handed over
    assert isinstance(next(reading), Report)
