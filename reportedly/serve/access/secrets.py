"""Passwords as Argon2 hashes (RFC 9106), random keys, and what proves that a form came from our own page. Pure but for chance."""

import hmac
import secrets
from functools import cache
from hashlib import sha256
from threading import BoundedSemaphore
from typing import TYPE_CHECKING

from reportedly.errors import UsageError

if TYPE_CHECKING:
    from argon2 import PasswordHasher

LEAST, MOST = 10, 1000
"""Characters of a password."""
API_KEY = "rpt_"
_AT_ONCE = BoundedSemaphore(2)
"""Each hash takes 64 MiB: many tries at once must not take all of the memory."""


def hashed(password: str, name: str = "") -> str:
    """A password's hash with its parameters and salt. Raises UsageError for one that is too short, too long or the name."""
    if not LEAST <= len(password) <= MOST:
        raise UsageError(f"A password has {LEAST} to {MOST} characters; this one has {len(password)}.")
    if password.strip().casefold() == name.strip().casefold():
        raise UsageError("The password must not be the user's name.")
    with _AT_ONCE:
        return _hasher().hash(password)


def fits(password: str, hash: str | None) -> bool:
    """Whether a password is that of a hash. Without a hash it takes as long and is False, so that names cannot be guessed by time."""
    from argon2.exceptions import InvalidHashError, VerificationError

    with _AT_ONCE:
        try:
            return _hasher().verify(hash or _nobody(), password[:MOST]) and hash is not None
        except (VerificationError, InvalidHashError):
            return False


def random_key() -> str:
    """256 random bits as text that fits an address."""
    return secrets.token_urlsafe(32)


def digest(key: str) -> str:
    """What is kept of a random key: its SHA-256; it has 256 bits, so that a slow hash would add nothing."""
    return sha256(key.encode("utf-8", "replace")).hexdigest()


def form_token(visitor: str) -> str:
    """What a form must bring with it: made from the secret in the visitor's cookie, which no other site can read."""
    return hmac.new(visitor.encode("utf-8", "replace"), b"form", sha256).hexdigest()


def is_form_token(given: str, visitor: str) -> bool:
    """Whether a form's token is that of this visitor."""
    return hmac.compare_digest(given.encode("utf-8", "replace"), form_token(visitor).encode())


@cache
def _hasher() -> "PasswordHasher":
    from argon2 import PasswordHasher

    return PasswordHasher()  # RFC 9106's second recommendation: 64 MiB, 3 passes, 4 lanes


@cache
def _nobody() -> str:
    return _hasher().hash(random_key())
