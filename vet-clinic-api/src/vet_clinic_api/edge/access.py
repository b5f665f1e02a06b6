"""Every route says who may use it: `Allowed(policy)` for signed-in people, `Public` or `Visitor` for everybody.

A policy that only looks at the actor is decided here. One that needs the thing itself is named here, so that the
route's rule can be read off the route, and decided by the service that has loaded the thing.
"""

import inspect
from collections.abc import Callable, Iterator
from typing import Annotated, Any

from fastapi import Depends
from fastapi.dependencies.models import Dependant
from fastapi.params import Depends as DependsParam
from vet_core.kernel.actor import Actor
from vet_core.kernel.errors import NotFound
from vet_core.kernel.policy import ALLOWED, Verdict, enforce

from vet_clinic_api.edge.errors import UnknownPath
from vet_clinic_api.edge.exchange import Exchange, Given

Policy = Callable[..., Verdict]


def anyone_signed_in(actor: Actor) -> Verdict:
    """The policy of what belongs to the person who asks."""
    del actor
    return ALLOWED


class UndeclaredAccess(RuntimeError):
    """A route does not say who may use it, or says it twice."""


class Hidden(NotFound):
    """What outsiders are told about a route that is not for them: the same as about no route at all."""

    code = UnknownPath.code
    title = UnknownPath.title


class Gate(Given):
    """Behind Allowed: hands the actor to the endpoint once the policy agrees."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        parameters = inspect.signature(policy).parameters.values()
        self._decides_alone = sum(parameter.default is parameter.empty for parameter in parameters) == 1

    def take(self, exchange: Exchange) -> Actor:
        actor = exchange.actor
        assert actor is not None, "the route opened its transaction without an actor"
        if self._decides_alone:
            enforce(self.policy(actor), hidden=Hidden())
        return actor


class Open(Given):
    """Behind Public: nobody is asked who they are."""

    def take(self, exchange: Exchange) -> None:
        return None


class Door(Given):
    """Behind Visitor: hands over the actor of a request that carries a session, else None."""

    def take(self, exchange: Exchange) -> Actor | None:
        return exchange.actor


Access = Gate | Open | Door


def Allowed(policy: Policy) -> Any:  # noqa: N802 - reads as a word of the route's declaration
    """Annotate the endpoint's actor: `actor: Annotated[Actor, Allowed(policy.may_book)]`."""
    return Depends(Gate(policy))


Public: DependsParam = DependsParam(Open())
"""Add to a route's dependencies: anybody may use it."""

Visitor = Annotated[Actor | None, Depends(Door())]
"""Annotate an endpoint's parameter: anybody may use the route, and it answers more to those who are signed in."""


def declared(dependant: Dependant, route: str) -> Access:
    """What a route says about who may use it. Raises UndeclaredAccess unless it says exactly one thing."""
    found = {id(call): call for call in calls(dependant) if isinstance(call, Gate | Open | Door)}
    if len(found) != 1:
        raise UndeclaredAccess(f"{route} must declare exactly one of Allowed(policy), Public and Visitor")
    (only,) = found.values()
    return only


def depends_on(dependant: Dependant, call: object) -> bool:
    return any(each is call for each in calls(dependant))


def calls(dependant: Dependant) -> Iterator[object]:
    """Everything a route depends on, however deep."""
    for inner in dependant.dependencies:
        yield inner.call
        yield from calls(inner)
