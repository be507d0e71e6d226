"""The columns of the Parquet files; `docs/scale.md` describes them for readers with other tools."""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyarrow import Schema


@cache
def schema(kind: str) -> "Schema":
    """The columns of a kind of file: of a run ("reports", "records", "claims", "failures", "links", "events"), or of a step of linking."""
    import pyarrow as pa

    text, binary, whole = pa.string(), pa.binary(), pa.int64()
    columns = {
        "reports": {"place": text, "id": text, "sha256": text, "url": text, "text_digest": text, "report": text, "raw": binary},
        "records": {
            "id": text,
            "publisher": text,
            "published": text,
            "language": text,
            "url": text,
            "title": text,
            "sha256": text,
            "text_digest": text,
            "report": text,
            "raw": binary,
            "layers": binary,
            "record": text,
            "claims": whole,
            "shingles": pa.list_(pa.int64()),
            "credits": pa.list_(text),
            "entities": text,
        },
        "claims": {"id": text, "report": text, "type": text, "published": text, "keys": pa.list_(text), "body": text},
        "failures": {"location": text, "stage": text, "error": text, "kind": text, "sha256": text},
        "links": {
            "report": text,
            "layer": text,
            "a": text,
            "b": text,
            "verdict": text,
            "score": pa.float64(),
            "reason": text,
            "made_by": text,
        },
        "notes": {"report": text, "note": text},
        "events": {"claim": text, "event": text},
        "names": {"bucket": whole, "key": text, "at": whole, "id": text, "name": text, "kind": text, "country": text, "office": text},
        "namesakes": {
            "at": whole,
            "a": text,
            "b": text,
            "verdict": text,
            "score": pa.float64(),
            "reason": text,
            "made_by": text,
        },
        "keys": {"bucket": whole, "key": whole, "day": whole, "at": whole, "no": whole, "claim": text},
        "blocks": {"group": whole, "at": whole, "key": whole, "claims": pa.list_(text), "total": whole},
        "shingles": {"bucket": whole, "hash": whole, "at": whole, "id": text},
        "alike": {"group": whole, "at": whole, "rank": whole, "other": text},
        "postings": {"group": whole, "at": whole, "other": whole, "id": text, "weight": whole},
    }
    return pa.schema(list(columns[kind].items()))
