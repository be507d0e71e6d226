"""Rows that a notebook shows as a table, and that become pandas or Arrow tables where these are installed."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

if TYPE_CHECKING:
    import pandas
    import pyarrow

Row = TypeVar("Row")
Flat = Mapping[str, Any]


class Rows(Sequence[Row], Generic[Row]):
    """Records in order. `flat` turns one into a row of plain values: column name -> text, number or None."""

    def __init__(self, rows: Iterable[Row], flat: Callable[[Row], Flat]) -> None:
        self._rows = tuple(rows)
        self._flat = flat

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> "Rows[Row]": ...
    def __getitem__(self, index: int | slice) -> "Row | Rows[Row]":
        if isinstance(index, slice):
            return Rows(self._rows[index], self._flat)
        return self._rows[index]

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Row]:
        return iter(self._rows)

    def __repr__(self) -> str:
        return "\n".join([f"{len(self)} rows", *(str(dict(row)) for row in self.to_dicts()[:20])])

    def _repr_html_(self) -> str:
        """An HTML table for notebooks; every value is escaped, since report text is hostile input."""
        rows = self.to_dicts()
        if not rows:
            return "<p>no rows</p>"
        head = "".join(f"<th>{escape(name)}</th>" for name in rows[0])
        body = "".join("<tr>" + "".join(f"<td>{escape('' if v is None else str(v))}</td>" for v in row.values()) + "</tr>" for row in rows)
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"

    def to_dicts(self) -> list[dict[str, Any]]:
        """Each record as a flat dict."""
        return [dict(self._flat(row)) for row in self._rows]

    def to_pandas(self) -> "pandas.DataFrame":
        """The rows as a pandas DataFrame. Raises ImportError when pandas is not installed (`pip install reportedly[pandas]`)."""
        import pandas

        return pandas.DataFrame(self.to_dicts())

    def to_arrow(self) -> "pyarrow.Table":
        """The rows as an Arrow table. Raises ImportError when pyarrow is not installed (`pip install reportedly[arrow]`)."""
        import pyarrow

        return pyarrow.Table.from_pylist(self.to_dicts())
