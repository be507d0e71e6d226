"""The columns of the Parquet files; `docs/scale.md` describes them for readers with other tools."""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyarrow import Schema


@cache
def schema(kind: str) -> "Schema":
    """The columns of a kind of file: "reports", "records", "claims", "failures", "links"."""
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
        },
        "claims": {"id": text, "report": text, "type": text, "published": text, "keys": pa.list_(text), "body": text},
        "failures": {"location": text, "stage": text, "error": text, "kind": text, "sha256": text},
        "links": {
            "layer": text,
            "a": text,
            "b": text,
            "verdict": text,
            "score": pa.float64(),
            "reason": text,
            "made_by": text,
        },
    }
    return pa.schema(list(columns[kind].items()))
