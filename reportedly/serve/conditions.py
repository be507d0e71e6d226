"""The conditions that an address may give, for pages and the API alike; and which it gives that nobody knows."""

from collections.abc import Iterator
from typing import Annotated, Any

from fastapi import Depends, HTTPException, Query, Request
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from pydantic import BaseModel

from reportedly.serve import api_models as m
from reportedly.serve.asked import Asked
from reportedly.serve.spoken import Spoken

_DONE = "done"
"""What a form that was sent adds to the address of any page."""
_LONGEST, _MOST = 40, 8


def asked(request: Request, question: Annotated[m.Question, Query()]) -> Asked:  # noqa: ARG001 - it describes; Asked reads
    """The conditions on events and claims of an address."""
    return Asked.of(request.query_params)


def spoken(request: Request, question: Annotated[m.Said, Query()]) -> Spoken:  # noqa: ARG001 - it describes; Spoken reads
    """The conditions on statements of an address."""
    return Spoken.of(request.query_params)


Wanted = Annotated[Asked, Depends(asked)]
"""The type of a route's parameter that is what its address asks for among events or claims."""
WantedSaid = Annotated[Spoken, Depends(spoken)]
"""The same among statements."""


def unknown(request: Request) -> list[str]:
    """The names of the values in an address that its route does not know, each once and cut, at most a few."""
    names = dict.fromkeys(request.query_params.keys())
    here = {*known(request), _DONE} if names else set()
    return [name[:_LONGEST] for name in names if name not in here][:_MOST] if isinstance(request.scope.get("route"), APIRoute) else []


def known(request: Request) -> tuple[str, ...]:
    """The names of the values that the route of a request reads from its address, in the order in which it describes them."""
    route = request.scope.get("route")
    return tuple(dict.fromkeys(_names(route.dependant))) if isinstance(route, APIRoute) else ()


def _names(dependant: Dependant) -> Iterator[str]:
    for field in dependant.query_params:
        kind: Any = field.field_info.annotation
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            yield from (value.alias or name for name, value in kind.model_fields.items())
        else:
            yield field.alias
    for needed in dependant.dependencies:
        yield from _names(needed)


def only_known(request: Request) -> None:
    """Refuses an address with a value that its route does not know: a misspelt condition would answer another question."""
    if wrong := unknown(request):
        told = ", ".join(f"“{name}”" for name in wrong)
        here = ", ".join(known(request)) or "nothing"
        raise HTTPException(422, f"Not understood: {told}. What can be given here: {here}.")
