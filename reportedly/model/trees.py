"""The tree of origins behind an event or a claim: speaker, document, agency, publisher, copy.

Each root is one independent origin; below it stand those who pass it on, down to the reports that tell it. Two
outlets that rest on one agency stand below one root; a copy stands below the report that it was copied from.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from reportedly.model.origins import NO_COPIES, Copied, Copies, copied, counted, independence_key, origin_of, origins_of, own_voice
from reportedly.model.resolved import Claim, Origin, Step
from reportedly.model.vocabulary import OriginKind

NodeKind = Literal["origin", "copy"] | OriginKind
"""What stands at a place of the tree; "origin" is a root."""


@dataclass(frozen=True, slots=True)
class Node:
    """One who says it, or passes it on. `id` is equal for one and the same below one parent.

    A node of kind "publisher" or "copy" with a `report` is a report that tells it: `published` is its date and
    `claims` the ids of its claims. `side` and `reason` are those of the origin, of a root only; the reason of a copy
    says how much was copied.
    """

    kind: NodeKind
    id: str
    name: str
    side: str = ""
    reason: str = ""
    report: str = ""
    published: str | None = None
    claims: tuple[str, ...] = ()
    children: tuple["Node", ...] = ()


@dataclass(frozen=True, slots=True)
class OriginTree:
    """All independent origins, those with most claims first.

    `uncounted` are the claims (ids) that add no origin: their report names its source elsewhere, and here tells on in
    its own voice.
    """

    origins: tuple[Node, ...]
    uncounted: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        """How many independent origins there are."""
        return len(self.origins)


def origin_tree(claims: Iterable[Claim], copies: Copies = NO_COPIES) -> OriginTree:
    """The tree of an event's claims (or of a single claim); `copies` as for `origins_of`, with which it agrees.

    The result does not depend on the order of the claims.
    """
    claims = sorted(claims, key=lambda c: (c.published or "9999", c.report, c.trigger.start, c.id))
    counting = counted(claims, copies)
    roots = {independence_key(o): _Draft("origin", o.id, o.name, side=o.side, reason=o.reason) for o in origins_of(counting, copies)}
    for claim in counting:
        roots[independence_key(origin_of(claim, copies))].put(_way(claim, copies), claim.id)
    left = {c.id for c in claims} - {c.id for c in counting}
    return OriginTree(tuple(root.done() for root in roots.values()), tuple(c.id for c in claims if c.id in left))


def tree_lines(tree: OriginTree) -> list[str]:
    """The tree as lines of text, without control characters of any kind added.

    >>> tree_lines(OriginTree(()))
    ['no independent origin']
    """
    count = tree.count
    lines = [f"{count} independent origin{'' if count == 1 else 's'}" if count else "no independent origin"]
    for root in tree.origins:
        lines += _lines(root, "", is_last=root is tree.origins[-1])
    if tree.uncounted:
        many = len(tree.uncounted) != 1
        lines.append(
            f"{len(tree.uncounted)} claim{'s' if many else ''} in the own voice of reports that name their source elsewhere"
            f" {'add' if many else 'adds'} no origin"
        )
    return lines


def _way(claim: Claim, copies: Copies) -> list["_Draft"]:
    """The nodes that a claim passes, nearest the fact first, down to its report."""
    source = copied(claim, copies)
    name = claim.publisher or "a report without a publisher"
    if source is None:
        return [
            *(_of_step(s) for s in steps_of(claim)),
            _Draft("publisher", claim.report, name, report=claim.report, published=claim.published),
        ]
    way = _first_steps(claim, source)
    first = source.publisher or "a report without a publisher"
    return [
        *(_of_step(s) for s in way),
        _Draft("publisher", source.report, first, report=source.report, published=source.published),
        _Draft("copy", claim.report, name, reason=source.how, report=claim.report, published=claim.published),
    ]


def steps_of(claim: Claim) -> tuple[Step, ...]:
    """The way that a claim took; made from its chain where an older version stored none."""
    if claim.path or own_voice(claim):
        return claim.path
    return tuple(Step("speaker", party.id or party.name, party.name) for party in claim.according_to)


def _first_steps(claim: Claim, source: Copied) -> tuple[Step, ...]:
    """The steps before the report that was copied: its own word may rest on an agency that it credits."""
    if not own_voice(claim):
        return steps_of(claim)
    return (_as_step(source.origin),) if source.origin.kind in ("agency", "document", "speaker") else ()


def _as_step(origin: Origin) -> Step:
    return Step(origin.kind or "publisher", origin.id, origin.name)


def _of_step(step: Step) -> "_Draft":
    return _Draft(step.kind, step.id, step.name)


@dataclass(slots=True)
class _Draft:
    """A node while the tree is made."""

    kind: NodeKind
    id: str
    name: str
    side: str = ""
    reason: str = ""
    report: str = ""
    published: str | None = None
    claims: list[str] = field(default_factory=list)
    children: dict[tuple[str, str], "_Draft"] = field(default_factory=dict)

    def put(self, way: Sequence["_Draft"], claim: str) -> None:
        """Adds a claim at the end of a way below this node."""
        at = self
        for step in way:
            at = at.children.setdefault((step.kind, step.id), step)
        at.claims.append(claim)

    def done(self) -> Node:
        """The finished node with all below it; earlier reports first."""
        below = sorted(self.children.values(), key=lambda n: (bool(n.report), n.published or "9999", n.name, n.id))
        return Node(
            kind=self.kind,
            id=self.id,
            name=self.name,
            side=self.side,
            reason=self.reason,
            report=self.report,
            published=self.published,
            claims=tuple(self.claims),
            children=tuple(child.done() for child in below),
        )


def _lines(node: Node, indent: str, *, is_last: bool) -> list[str]:
    mark, below = ("└─ ", "   ") if is_last else ("├─ ", "│  ")
    lines = [f"{indent}{mark}{_told(node)}"]
    for child in node.children:
        lines += _lines(child, indent + below, is_last=child is node.children[-1])
    return lines


def _told(node: Node) -> str:
    """One node in words."""
    if node.kind == "origin":
        speaks = f", which speaks for {node.side.replace('+', ' and ')}" if node.side else ""
        return f"{node.name}{speaks}" + (f": {node.reason}" if node.reason else "")
    if not node.report:
        return f"{node.kind} {node.name}"
    what = "copy in" if node.kind == "copy" else "told by"
    many = f", {len(node.claims)} claims" if len(node.claims) > 1 else ""
    why = f": {node.reason}" if node.reason else ""
    return f"{what} {node.name}, {(node.published or 'undated')[:10]} ({node.report}{many}){why}"
