"""Refusals among denials: who rejects a demand or an offer denies nothing that is told. Pure; used as a template filter."""

import re
from functools import cache

from reportedly import resources
from reportedly.serve.spoken import did
from reportedly.store import StatementRow

FILTERS = ("did_so",)
WORDS = "lexicons/en/search.toml"


def did_so(row: StatementRow) -> str:
    """What somebody did by a statement: "denied", "said"; "rejected" where what was asked or offered is refused."""
    return "rejected" if is_refusal(row) else did(row.statement.stance)


def is_refusal(row: StatementRow) -> bool:
    """Whether a denial is of something that was asked or offered ("rejected calls for talks"), so that no fact is denied."""
    if row.statement.stance != "denies":
        return False
    asked, denying = _patterns()
    return bool(asked.match(" ".join(row.content))) and not denying.search(row.sentence)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What begins with a thing that is asked or offered, and words by which a fact is denied."""
    table = resources.table(WORDS)["refused"]
    links = "|".join(table["behind"])
    before = rf"(?:(?!(?:{links}|{'|'.join(table['verbs'])})\b)[\w.’'“”\"-]+\s+){{0,4}}"
    asked = rf"[“\"]?{before}(?:{'|'.join(table['words'])})\b(?=\s*(?:$|[.,;]|(?:{links})\b))"
    return re.compile(asked, re.IGNORECASE), re.compile(rf"\b(?:{'|'.join(table['denying'])})\b", re.IGNORECASE)
