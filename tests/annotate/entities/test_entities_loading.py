import os
import subprocess
import sys

FORMS = """
from hashlib import sha256
from reportedly.annotate.entities.loading import lexicon
print(sha256(repr(list(lexicon().forms.items())).encode()).hexdigest())
"""


def test_the_index_of_names_is_the_same_in_every_process() -> None:
    """Of two spellings of one name the first counts: not the one that a set of strings, ordered anew in each process, has first."""
    seeds = [os.environ | {"PYTHONHASHSEED": seed} for seed in ("1", "2", "3")]
    told = {subprocess.run([sys.executable, "-c", FORMS], env=env, check=True, capture_output=True, text=True).stdout for env in seeds}
    assert len(told) == 1
