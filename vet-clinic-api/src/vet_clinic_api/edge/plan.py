"""Work out once, when a route is made, how a request becomes arguments and a result becomes a reply.

FastAPI reads and describes the signatures; solving them anew for each request would cost more than the request's own
work. Values are checked by the same fields with the same errors.
"""

from collections.abc import Callable, Sequence
from typing import Any

from fastapi._compat import ModelField
from fastapi.dependencies.models import Dependant
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from pydantic import TypeAdapter
from starlette.responses import Response

from vet_clinic_api.edge.exchange import Exchange, Given

JSON = "application/json"

_ABSENT: Any = object()


class Unplanned(RuntimeError):
    """A route asks for something the edge does not know how to give."""


class _Parameter:
    """One value of the path or the query."""

    __slots__ = ("_alias", "_field", "_is_list", "_location", "name")

    def __init__(self, place: str, model_field: ModelField) -> None:
        self.name = model_field.name
        self._alias = model_field.alias
        self._location = (place, model_field.alias)
        self._field = model_field
        self._is_list = place == "query" and _takes_a_list(model_field)

    def read(self, source: Any, values: dict[str, Any], errors: list[dict[str, Any]]) -> None:
        sent = (source.getlist(self._alias) or _ABSENT) if self._is_list else source.get(self._alias, _ABSENT)
        _check(self._field, self._location, sent, self.name, values, errors)


class Plan:
    """How one route reads requests and writes replies."""

    def __init__(self, route: APIRoute) -> None:
        dependant = route.dependant
        self._endpoint: Callable[..., Any] = route.endpoint
        self._path = [_Parameter("path", each) for each in dependant.path_params]
        self._query = [_Parameter("query", each) for each in dependant.query_params]
        self._body = _only_body(dependant, route.path)
        self._given = [(each.name, _given(each, route.path)) for each in dependant.dependencies]
        self._status = route.status_code or 200
        self._shape = None if route.response_model is None else TypeAdapter(route.response_model)
        unknown = (dependant.header_params, dependant.cookie_params, dependant.request_param_name)
        if any(unknown) or dependant.response_param_name or dependant.background_tasks_param_name:
            raise Unplanned(f"{route.path} must ask for headers, the request and the reply by Given dependencies")

    @property
    def reads_body(self) -> bool:
        return self._body is not None

    async def run(self, exchange: Exchange) -> Response:
        """The reply of the endpoint. Raises what the endpoint raises, and RequestValidationError before it runs."""
        values = self._arguments(exchange)
        result = await self._endpoint(**values)
        headers = exchange.reply_headers
        if isinstance(result, Response):
            result.headers.update(headers)
            return result
        if self._shape is None or result is None:
            return Response(status_code=self._status, headers=headers)
        return Response(self._shape.dump_json(result), self._status, headers, JSON)

    def _arguments(self, exchange: Exchange) -> dict[str, Any]:
        """Gates come first: who may not pass is told so, whatever they have sent."""
        values: dict[str, Any] = {}
        for name, given in self._given:
            value = given.take(exchange)
            if name is not None:
                values[name] = value
        request = exchange.request
        errors: list[dict[str, Any]] = []
        for parameter in self._path:
            parameter.read(request.path_params, values, errors)
        if self._query:
            query = request.query_params
            for parameter in self._query:
                parameter.read(query, values, errors)
        if self._body is not None:
            sent = getattr(request, "_json", _ABSENT)
            _check(self._body, ("body",), sent, self._body.name, values, errors)
        if errors:
            raise RequestValidationError(errors)
        return values


def _check(
    model_field: ModelField,
    location: tuple[str, ...],
    sent: Any,
    name: str,
    values: dict[str, Any],
    errors: list[dict[str, Any]],
) -> None:
    if sent is _ABSENT:
        if model_field.field_info.is_required():
            errors.append({"type": "missing", "loc": location, "msg": "Field required"})
        else:
            values[name] = model_field.get_default()
        return
    value, found = model_field.validate(sent, loc=location)
    if found:
        errors.extend(found)
    else:
        values[name] = value


def _takes_a_list(model_field: ModelField) -> bool:
    """Whether the field accepts a list of texts, as repeated parameters give them."""
    schema = TypeAdapter[Any](model_field.field_info.annotation or Any).json_schema()
    return any(option.get("type") == "array" for option in [schema, *schema.get("anyOf", ())])


def _only_body(dependant: Dependant, path: str) -> ModelField | None:
    bodies: Sequence[ModelField] = dependant.body_params
    if len(bodies) > 1:
        raise Unplanned(f"{path} takes more than one body")
    return bodies[0] if bodies else None


def _given(dependency: Dependant, path: str) -> Given:
    if not isinstance(dependency.call, Given):
        raise Unplanned(f"{path} depends on {dependency.call!r}, which is no Given")
    return dependency.call
