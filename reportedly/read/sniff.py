"""What bytes are, told by their content; a file's name and a server's content type play no part."""

import csv
import json
import re
from dataclasses import dataclass

from reportedly import resources
from reportedly.errors import ReadError
from reportedly.read.encoding import declared, decode, unicode_width

HEAD = 1 << 16
ROOT = re.compile(r"<(?:[\w.-]+:)?([A-Za-z][\w.-]*)")
PROLOG = re.compile(r"\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", re.DOTALL | re.IGNORECASE)
MAIL_HEADER = re.compile(r"([A-Za-z][A-Za-z0-9-]{1,60}):(?:\s|$)")
CONTROL = re.compile(rb"[\x00-\x06\x0e-\x1a\x1c-\x1f]")


@dataclass(frozen=True, slots=True)
class Sniffed:
    """The kind of reader ("html", "jsonl", ...; "binary" for what no reader takes), and in words what it is."""

    kind: str
    what: str = ""


def sniff(head: bytes, *, whole: bool = False) -> Sniffed:
    """Tell the type from the first 64 kB; `whole` says that there is no more. Empty bytes are "empty"."""
    if not head.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        return Sniffed("empty")
    if (known := _by_magic(head)) is not None:
        return known
    start = head.lstrip(b"\x16\r\n ")[:1]
    if start == b"\x01" and b"\x02" in head[:400]:
        return Sniffed("anpa" if head.lstrip(b"\r\n ").startswith(b"\x16") else "iptc7901")
    if unicode_width(head) is None and _is_binary(head[:4096]) and not _is_escaped(head):
        return Sniffed("binary", "binary data of an unknown kind; save the report as text or HTML")
    return _by_text(_characters(head), whole)


def _is_binary(start: bytes) -> bool:
    """Too many control characters for text; a text in UTF-8 may have some more (stray zeros)."""
    share = len(CONTROL.findall(start)) / len(start)
    if share <= 0.02:
        return False
    try:
        start[:-4].decode("utf-8")
    except UnicodeDecodeError:
        return True
    return share > 0.1


def _is_escaped(head: bytes) -> bool:
    return any(sign in head[:4096] for sign in (b"\x1b$B", b"\x1b$@", b"\x1b(J"))  # ISO-2022-JP shifts with escapes


def _characters(head: bytes) -> str:
    try:
        return decode(head, [declared(head)])
    except ReadError:
        return head.decode("latin-1")


def _by_magic(head: bytes) -> Sniffed | None:
    for row in resources.table("read/signatures.toml")["signature"]:
        at = row.get("at", 0)
        if head[at:].startswith(bytes.fromhex(row["bytes"])):
            return Sniffed(row["kind"], row["what"])
    return None


def _by_text(text: str, whole: bool) -> Sniffed:
    body = text.lstrip("\ufeff \t\r\n\0")
    if body[:1] in ("{", "["):
        if (kind := _json_kind(body, whole)) is not None:
            return Sniffed(kind)
    elif body.startswith("<") and (marked := _markup(body)) is not None:
        return marked
    if re.match(r"From \S+ .*\d{4}\s*$", body.split("\n", 1)[0]) and _is_mail(body.split("\n", 1)[-1]):
        return Sniffed("mbox")
    if _is_mail(body):
        return Sniffed("mail")
    if re.search(r"<!doctype html|<html[\s>]|<body[\s>]", body[:4096], re.IGNORECASE):
        return Sniffed("html")
    return Sniffed("table", delimiter) if (delimiter := table_delimiter(body, whole)) else Sniffed("text")


def _json_kind(body: str, whole: bool) -> str | None:
    """JSON or JSON lines; None for text that merely begins with a bracket."""
    if not re.match(r"\{\s*[\"}]|\[\s*[\[{\"\]\d]", body):
        return None
    lines = [line for line in body.split("\n", 50) if line.strip()]
    if body[0] == "[":
        return "json" if re.match(r'\[\s*(?:[{\]]|"(?:[^"\\]|\\.){0,2000}"\s*[,\]])', body) else None
    if _parses(lines[0]):
        return "json" if whole and len(lines) == 1 else "jsonl"
    if len(lines) == 1 and not whole:
        return "jsonl"  # a line longer than the head
    return "jsonl" if any(line.startswith("{") and _parses(line) for line in lines[1:20]) else "json"


def _parses(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _markup(body: str) -> Sniffed | None:
    at = 0
    while at < len(body) and (skipped := PROLOG.match(body, at)):
        at = skipped.end()
    root = ROOT.match(body, at)
    if root is None:
        return None
    name = root.group(1).lower()
    for kind, names in resources.table("read/markup.toml")["roots"].items():
        if name in names:
            return Sniffed(kind, f"XML with the root element <{name}>" if kind == "binary" else "")
    if body.startswith("<?xml") or f"</{root.group(1)}>".lower() in body.lower():
        return Sniffed("binary", f"XML of an unknown kind (its root element is <{root.group(1)}>)")
    return None


def _is_mail(body: str) -> bool:
    """Whether it begins with mail headers: two known ones, or one among three, before the first empty line."""
    known = resources.table("read/markup.toml")["mail_headers"]
    names: list[str] = []
    for line in body.split("\n", 60)[:60]:
        if line[:1] in (" ", "\t") and names:
            continue
        header = MAIL_HEADER.match(line)
        if header is None:
            if line.strip():
                return False
            break
        names.append(header.group(1).lower())
    return sum(name in known for name in set(names)) >= 2


def table_delimiter(body: str, whole: bool) -> str:
    """The delimiter of a table with a header row of short names and as many cells in each row after; else ""."""
    lines = body.split("\n")
    sample = "\n".join(lines if whole else lines[:-1] or lines)
    if len(lines) > 1 and not lines[1].strip():
        return ""  # a heading, a blank line, a paragraph: prose
    for delimiter in ("\t", ",", ";", "|"):
        if lines[0].count(delimiter) >= 1 and _is_table(sample, delimiter):
            return delimiter
    return ""


def _is_table(sample: str, delimiter: str) -> bool:
    try:
        rows = [row for _, row in zip(range(12), csv.reader(sample.splitlines(keepends=True), delimiter=delimiter), strict=False) if row]
    except csv.Error:
        return False
    names = [name.strip() for name in rows[0]] if rows else []
    if len(names) < 2 or len(rows) < 2 or (len(names) == 2 and len(rows) < 4 and not _known_columns(names)):
        return False
    short = all(len(name) <= 48 and name.count(" ") <= 5 and not name.endswith((".", "!", "?")) for name in names)
    same = sum(len(row) == len(names) for row in rows[1:])
    return short and len({n for n in names if n}) >= len(names) - 1 and same >= max(1, 0.8 * (len(rows) - 1))


def _known_columns(names: list[str]) -> bool:
    fields = resources.table("read/fields.toml")["fields"]
    plain = {re.sub(r"[\W_]", "", name.lower()) for name in names}
    return bool(plain & {re.sub(r"[\W_]", "", alias.lower()) for alias in (*fields["text"], *fields["html"])})
