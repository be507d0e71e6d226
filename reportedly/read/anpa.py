"""The agencies' text formats of the teleprinter age: ANPA 1312 (AP) and IPTC 7901 (dpa and others).

Control characters: SOH starts the header, STX the text, ETX ends it; a dateline of transmission follows.
"""

import re
from collections.abc import Iterator
from itertools import takewhile

from reportedly import resources
from reportedly.read.encoding import decode
from reportedly.read.item import Draft, Item
from reportedly.read.markup import tidy

SENT_ANPA = re.compile(r"([A-Z]{2,6})-[A-Z]{2}-(\d{2})-(\d{2})-(\d{2})\s+(\d{4})GMT")
SENT_7901 = re.compile(r"\b(\d{2})(\d{2})(\d{2})\s+(GMT|UTC)\s+([A-Za-zäÄ]{3,4})\s+(\d{2,4})\b")
FIELD = re.compile(r"\^(.*?)\s*[<=]\s*$")
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
SERVICE = re.compile(r"\x01.*?\b([a-z]{2,5})\s+\d{3}\s*$", re.MULTILINE)


def read_anpa(item: Item) -> Iterator[Draft]:
    """One draft from an ANPA 1312 item."""
    text = decode(item.data).replace("\r\n", "\n").replace("\r", "\n")
    body = text.partition("\x02")[2].split("\x03")[0]
    fields, lines = _fields(body)
    sent = SENT_ANPA.search(text)
    before = list(takewhile(lambda f: not f.startswith("By "), fields))
    title = next((f for f in before[1:] if not re.match(r"\(?(?:AP Photo|Eds|EDITOR'S NOTE|By )", f)), None)
    byline = next((f for f in fields if f.startswith("By ")), None)
    yield Draft(
        raw=item.data,
        whence=item.whence,
        text=_prose(lines),
        media_type="text/vnd.iptc.anpa",
        title=title,
        publisher=_agency(sent.group(1)) if sent else None,
        byline=byline,
        credits=(_agency(sent.group(1)),) if sent else (),
        dates=(("the line of transmission", f"20{sent.group(4)}-{sent.group(2)}-{sent.group(3)}T{sent.group(5)}Z"),) if sent else (),
        metadata={"slugline": fields[0] if fields else "", "notes": "; ".join(fields[1:])},
    )


def _fields(body: str) -> tuple[list[str], list[str]]:
    """The "^...<" lines before the text, and the lines of the text."""
    lines = [CONTROL.sub("", line) if not line.startswith("\t") else line for line in body.split("\n")]
    fields: list[str] = []
    for number, line in enumerate(lines):
        found = FIELD.fullmatch(line.lstrip("*0123456789< "))
        if fields and line.strip() and not found:
            return fields, lines[number:]
        if found and found.group(1).strip():
            fields.append(found.group(1).strip())
    return fields, []


def _prose(lines: list[str]) -> str:
    """Indented lines begin paragraphs; the wire's ASCII dashes and quotes become those of print."""
    out: list[str] = []
    for line in lines:
        text = CONTROL.sub("", line).rstrip("< ")
        if re.fullmatch(r"\s*\^?(?:___=?|END)?\s*", text):
            continue
        begins = line.startswith(("\t", "^")) or not out
        out.append(("\n\n" if begins else "\n") + text.strip(" \t^").rstrip("="))
    joined = "".join(out).replace("``", "“").replace("''", "”").replace(" _ ", " — ")
    return tidy(joined)


def read_iptc7901(item: Item) -> Iterator[Draft]:
    """One draft from an IPTC 7901 item."""
    text = decode(item.data).replace("\r\n", "\n").replace("\r", "\n")
    body, _, after = text.partition("\x02")[2].partition("\x03")
    paragraphs = [" ".join(p.split()) for p in re.split(r"\n\s*\n", CONTROL.sub("", body)) if p.strip()]
    head = CONTROL.sub("", body).lstrip("\n").split("\n\n")[0].split("\n") if paragraphs else []
    byline = next((line.strip(" =") for line in head if re.match(r"By\s|Von\s", line)), None)
    title = " ".join(
        line.strip(" =") for line in head if not re.match(r"By\s|Von\s", line) and not re.fullmatch(r"[\dA-Z]+ LEAD", line.strip())
    )
    service = SERVICE.search(text)
    agency = _agency(service.group(1)) if service else None
    yield Draft(
        raw=item.data,
        whence=item.whence,
        text="\n\n".join(paragraphs[1:]) or "\n\n".join(paragraphs),
        media_type="text/vnd.iptc.7901",
        title=title or None,
        publisher=agency,
        byline=byline,
        credits=(agency,) if agency else (),
        dates=_sent_7901(after),
        metadata={"slugline": " ".join(CONTROL.sub(" ", text.partition("\x02")[0]).split("\n")[-2:]).strip()},
    )


def _sent_7901(after: str) -> tuple[tuple[str, str], ...]:
    found = SENT_7901.search(after)
    if not found:
        return ()
    day, hour, minute, _, month, year = found.groups()
    full = year if len(year) == 4 else f"20{year}" if int(year) < 70 else f"19{year}"
    number = resources.table("read/wires.toml")["months"].get(month.lower())
    return (("the line of transmission", f"{full}-{number:02d}-{day}T{hour}:{minute}Z"),) if number else ()


def _agency(code: str) -> str:
    return str(resources.table("read/wires.toml")["agencies"].get(code.upper(), code))
