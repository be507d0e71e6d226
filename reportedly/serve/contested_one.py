"""What is contested of one alone: what that one denies whoever claims it, or claims and anybody denies."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from reportedly.model import Party
from reportedly.model.origins import DENIED
from reportedly.model.stands import Stands
from reportedly.serve.asked import Asked
from reportedly.serve.contested import Narrowed, has_all, key_of, sentences, speaks, tells
from reportedly.serve.lines import Line, line
from reportedly.serve.refusals import is_refusal
from reportedly.serve.spoken import Spoken
from reportedly.store import Store
from reportedly.store.browse import Browse
from reportedly.store.said import Said

Side = Literal["claims", "denies"]
_READ, _SHOWN, _OTHERS = 100, 40, 8


@dataclass(frozen=True, slots=True)
class OneSide:
    """What `party` denies or claims, by `does`.

    `lines` are events that one tells and another denies, with what stands of each; `said` the latest of the denials, but what
    it says itself and refusals; `denials` asks for all `count` of them; `others` with whom the party deals most: id, name.
    """

    party: Party
    does: Side
    lines: tuple[Line, ...]
    stands: Mapping[str, Stands]
    said: tuple[Said, ...]
    count: int
    denials: Spoken
    others: tuple[Party, ...]

    @property
    def title(self) -> str:
        """What the page shows, behind the name."""
        return "denies" if self.does == "denies" else "claims and others deny"


def one_side(store: Store, name: str, does: Side, narrowed: Narrowed, *, least: float) -> OneSide:
    """What one (a name or id) denies, or claims and others deny. Raises NotFoundError for nobody or several.

    Denials that name who claims it are those that may be of what that one claims; nothing says of which.
    """
    browse = Browse(store)
    id = browse.id_of(name)
    party = Party(id, browse.name_of(id) or id)
    words, since, until = narrowed
    asked = Spoken(stance=("denies",), words=words, since=since, until=until)
    denials = asked.but(speaker=(id,)) if does == "denies" else asked.but(about=(id,))
    page, count = browse.stated_counted(denials.wanted, limit=_READ)
    own = set() if does == "denies" else {key_of(row) for row in browse.stated(denials.but(speaker=(id,)).wanted, limit=_READ).rows}
    said = tuple(row for row in page.rows if key_of(row) not in own and not is_refusal(row.statement))[:_SHOWN]
    within = Asked(since=since, until=until, dates="either").filter(least)
    told = replace(within, according_to=id, statuses=tuple(sorted(DENIED)) if does == "denies" else (), standings=("disputed",))
    rows = store.events(told, limit=_READ, newest_first=True).rows
    stands = store.origins.stands_each({row.id: row.claims for row in rows})
    lines = [line(row) for row in rows if _is_so(stands[row.id], party, does)]
    if words:
        asks = browse.sought(words).asks
        lines = [one for one in lines if has_all(sentences(one), asks)]
    dealt = browse.dealt_with(Asked(actor=(id,)).filter(least), id, by_state=len(id) == 3, limit=_OTHERS)
    others = tuple(Party(other, browse.name_of(other) or name) for other, name, _ in dealt)
    return OneSide(party, does, tuple(lines), stands, said, count, denials, others)


def _is_so(stands: Stands, party: Party, does: Side) -> bool:
    """Whether an event is denied by somebody and told by another, and the party is the one or the other of them."""
    if does == "denies":
        return speaks(stands.denied_by, party) and any(not speaks([v], party) for v in (*stands.asserted_by, *stands.confirmed_by))
    return tells(stands, party) and any(not speaks([voice], party) for voice in stands.denied_by)
