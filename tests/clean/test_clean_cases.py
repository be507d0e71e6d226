"""Each folder of cases/ is a page as it comes, what is made of it, and why that is right."""

import json
from pathlib import Path

import pytest

from reportedly.clean import clean
from reportedly.model import Report

CASES = sorted(path for path in (Path(__file__).parent / "cases").iterdir() if path.is_dir())


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_a_page_is_labelled_as_its_folder_says(case):
    text = (case / "report.txt").read_text(encoding="utf-8")
    expected = json.loads((case / "expected.json").read_text(encoding="utf-8"))
    report = clean(Report(id=case.name, text=text))
    assert [[zone.kind, zone.span.of(text)] for zone in report.zones] == expected.pop("zones")
    found = {name: getattr(report, name) for name in expected}
    assert {**found, "credits": list(found["credits"])} == expected


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_each_case_says_what_it_shows(case):
    assert (case / "about.md").read_text(encoding="utf-8").strip()
