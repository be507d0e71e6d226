"""Any record as plain JSON values, whatever made it."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

HIDDEN = frozenset({"raw", "terms", "keys"})
"""Fields that are working material: bytes, and what look-alikes are sought by."""


def plain(value: Any) -> Any:
    """`value` with dataclasses and mappings as dicts, tuples and sets as lists (sets sorted); JSON-ready."""
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value) if f.name not in HIDDEN}
    if isinstance(value, Mapping):
        return {str(k): plain(v) for k, v in value.items()}
    if isinstance(value, (set, frozenset)):
        return sorted(plain(v) for v in value)
    if isinstance(value, (list, tuple)):
        return [plain(v) for v in value]
    return value
