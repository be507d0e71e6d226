"""What is loaded with the parser, in a process of its own each time: what is imported once stays."""

import os
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


SETTLED = """
import gc, os, sys
from reportedly import resources
if sys.argv[1] == "ours":
    resources.spare_frameworks()
from reportedly.annotate.parsing import parser
ours = parser()
resources.settle()
networks = [ours.nlp.get_pipe(name).model for name in ("tok2vec", "tagger", "parser", "ner")]
blis = any(layer.ops.use_blis for network in networks for layer in network.walk())
print(blis, gc.get_freeze_count() > 0, os.environ.get("OPENBLAS_NUM_THREADS"))
"""


@pytest.mark.parametrize(("whose", "expected"), [("ours", ["False", "True", "1"]), ("somebody's", ["True", "False", "None"])])
def test_only_a_program_of_ours_changes_how_python_works(whose: str, expected: list[str]):
    pytest.importorskip("spacy")
    bare = {name: value for name, value in os.environ.items() if not name.endswith("_NUM_THREADS")}
    code = [sys.executable, "-c", SETTLED, whose]
    assert subprocess.run(code, capture_output=True, text=True, check=True, env=bare).stdout.split() == expected
