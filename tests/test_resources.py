"""What is loaded with the parser, in a process of its own each time: what is imported once stays."""

import subprocess
import sys

import pytest

from reportedly import resources

SPARED = """
import sys
from reportedly import resources
resources.spare_frameworks()
resources.parser()
print("torch" in sys.modules, "spacy.cli" in sys.modules)
from spacy.cli.info import info
print(callable(info))
"""


def test_a_program_of_ours_does_not_load_what_the_parser_has_no_use_for():
    pytest.importorskip("spacy")
    told = subprocess.run([sys.executable, "-c", SPARED], capture_output=True, text=True, check=True).stdout.split()
    assert told == ["False", "False", "True"]  # and what was hollow can be imported in earnest afterwards


def test_what_is_loaded_already_stays_loaded():
    import wave

    with resources._without(["wave"]):
        assert sys.modules["wave"] is wave
    assert sys.modules["wave"] is wave


def test_it_can_still_be_imported_afterwards():
    code = (
        "import sys\nfrom reportedly import resources\nresources._spared.add('wave')\nresources.parser()\nimport wave\nprint(wave.__name__)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "wave"
