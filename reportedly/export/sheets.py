"""Flat rows as CSV, XLSX and JSONL. What a report says may look like a formula; no spreadsheet is to run it."""

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO, StringIO
from typing import Any

Flat = Mapping[str, Any]
KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "jsonl": "application/x-ndjson; charset=utf-8",
}
"""Format -> media type."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""How a cell begins that spreadsheets may take for a formula (OWASP, CSV injection)."""
_MOST_IN_CELL = 32_767
"""Characters that a cell of XLSX holds (ECMA-376)."""


def sheet(kind: str, rows: Iterable[Flat], columns: Sequence[str]) -> bytes:
    """Rows in a format of `KINDS`, with a line of column names (CSV, XLSX). Raises KeyError for another format."""
    return {"csv": _csv, "xlsx": _xlsx, "jsonl": _jsonl}[kind](rows, columns)


def harmless(value: Any) -> Any:
    """A value for CSV: text that a spreadsheet would take for a formula begins with an apostrophe; numbers stay numbers."""
    if not isinstance(value, str):
        return "" if value is None else value
    return "'" + value if value.lstrip(" ").startswith(_FORMULA) or value.startswith(_FORMULA) else value


def _csv(rows: Iterable[Flat], columns: Sequence[str]) -> bytes:
    text = StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows([harmless(_plain(row.get(name))) for name in columns] for row in rows)
    return text.getvalue().encode("utf-8-sig", "replace")  # the mark tells spreadsheets that it is UTF-8


def _jsonl(rows: Iterable[Flat], columns: Sequence[str]) -> bytes:
    lines = (json.dumps({name: row.get(name) for name in columns}, ensure_ascii=False) for row in rows)
    return "".join(line + "\n" for line in lines).encode("utf-8", "replace")


def _xlsx(rows: Iterable[Flat], columns: Sequence[str]) -> bytes:
    from xlsxwriter import Workbook

    made = BytesIO()
    with Workbook(
        made, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    ) as book:
        page = book.add_worksheet("Reportedly")
        page.freeze_panes(1, 0)
        page.write_row(0, 0, columns, book.add_format({"bold": True}))
        for i, row in enumerate(rows, start=1):
            for j, name in enumerate(columns):
                value = _plain(row.get(name))
                if isinstance(value, str):  # never a formula, whatever it begins with
                    page.write_string(i, j, value.encode("utf-8", "replace").decode()[:_MOST_IN_CELL])
                elif value is not None:
                    page.write_number(i, j, value)
    return made.getvalue()


def _plain(value: Any) -> Any:
    """A value of one cell."""
    if isinstance(value, (list, tuple, set, frozenset)):
        return "; ".join(str(v) for v in value)
    return value
