"""The frozen records as JSON text and back, by their types: no list of fields to keep in step."""

import json
import types
import zlib
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from functools import cache
from sys import intern
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from reportedly.model import AnnotatedReport, Report, Span

T = TypeVar("T")
_as_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
Convert = Callable[[Any], Any]

LAYERS = ("sentences", "entities", "mentions", "times", "statements", "events")
"""What is kept of an annotated report besides the report; tokens are made anew from the text when needed."""


def encode(record: Any) -> str:
    """A record as JSON text. Spans are pairs; fields that have their default are left out."""
    return _as_json(_plain(record))


def decode(kind: type[T], text: str) -> T:
    """A record of the dataclass `kind` from its JSON text. Raises ValueError or TypeError when it is none."""
    build: Convert = _builder(kind)  # type: ignore[arg-type]  # a type can be hashed
    made: T = build(json.loads(text))
    return made


def decode_all(kind: type[T], text: str) -> tuple[T, ...]:
    """Several records of the dataclass `kind` from the JSON text of a list."""
    build: Convert = _builder(kind)  # type: ignore[arg-type]  # a type can be hashed
    return tuple(build(value) for value in json.loads(text))


def pack_layers(annotated: AnnotatedReport) -> bytes:
    """The layers of an annotated report, without its report and tokens, compressed."""
    plain = {name: _plain(getattr(annotated, name)) for name in LAYERS}
    return zlib.compress(json.dumps(plain, ensure_ascii=True, separators=(",", ":")).encode("ascii"))


def unpack_layers(packed: bytes, report: Report) -> AnnotatedReport:
    """The annotated report that `pack_layers` packed, without tokens."""
    plain = json.loads(zlib.decompress(packed))
    hints = get_type_hints(AnnotatedReport)
    return replace(AnnotatedReport(report), **{name: _builder(hints[name])(plain[name]) for name in LAYERS})


_AS_THEY_ARE = frozenset({str, int, float, bool, type(None)})


def _plain(value: Any) -> Any:
    """A value as JSON has it. Spans are pairs; a record's fields that have their default are left out."""
    kind: Any = type(value)
    return value if kind in _AS_THEY_ARE else _maker(kind)(value)


@cache
def _maker(kind: Any) -> Convert:
    """What turns values of a type into what JSON has."""
    if issubclass(kind, Span):
        return lambda span: [span.start, span.end]
    if hasattr(kind, "__dataclass_fields__"):
        told = _fields(kind)
        return lambda record: {
            name: v if type(v) in _AS_THEY_ARE else _plain(v) for name, default in told if (v := getattr(record, name)) != default
        }
    if issubclass(kind, tuple | list):
        return lambda values: [v if type(v) in _AS_THEY_ARE else _plain(v) for v in values]
    if issubclass(kind, Mapping):
        return dict
    return bytes.hex if issubclass(kind, bytes) else lambda value: value


@cache
def _fields(kind: Any) -> tuple[tuple[str, Any], ...]:
    """A dataclass's fields with their defaults; a marker equal to nothing where there is none."""
    return tuple((f.name, f.default_factory() if callable(f.default_factory) else f.default) for f in fields(kind))


@cache
def _builder(kind: Any) -> Convert:
    """What turns a JSON value into a value of a type."""
    origin, arguments = get_origin(kind), get_args(kind)
    if kind is Span:
        return lambda pair: Span(pair[0], pair[1])
    if origin in (Union, types.UnionType):
        inner = _builder(next(a for a in arguments if a is not type(None)))
        return lambda value: None if value is None else inner(value)
    if origin is tuple and arguments[0] is str:  # the same words stand in many claims: each is kept once
        return lambda values: tuple(map(intern, values))
    if origin is tuple:
        item = _builder(arguments[0])
        return lambda values: tuple([item(v) for v in values])
    if is_dataclass(kind):
        return _record_builder(kind)
    if kind is float:
        return float
    if kind is bytes:
        return bytes.fromhex
    if origin is Literal or kind in (str, int, bool) or origin is not None:
        return lambda value: value
    raise TypeError(f"{kind!r} cannot be stored")


def _record_builder(kind: Any) -> Convert:
    hints = get_type_hints(kind)
    plain = {str, int, str | None, int | None}
    converters = {f.name: _builder(hints[f.name]) for f in fields(kind) if hints[f.name] not in plain}

    def build(values: dict[str, Any]) -> Any:
        return kind(**{n: converters[n](v) if n in converters else v for n, v in values.items()})

    return build
