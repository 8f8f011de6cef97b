"""Routes of plain ASGI beside FastAPI's own: the two that a whole city uses at once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import FastAPI
from starlette.routing import Match, Route
from starlette.types import ASGIApp, Scope


@dataclass(frozen=True, slots=True)
class Raw:
    """A route, and what the OpenAPI document says of it: FastAPI does not see it by itself."""

    method: str
    path: str
    endpoint: ASGIApp
    operation: dict[str, Any]


class RawRoute(Route):
    """A route of plain ASGI that says which it is: FastAPI tells that of its own kind only, and figures go by it."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """As any route; the scope knows the route."""
        match, child_scope = super().matches(scope)
        return match, {**child_scope, "route": self}


def install_raw_routes(app: FastAPI, routes: Sequence[Raw], schemes: Mapping[str, Any]) -> None:
    """Puts the routes before all others, and into the document with the security schemes that they name."""
    for raw in routes:
        app.router.routes.append(RawRoute(raw.path, raw.endpoint, methods=[raw.method]))
    generate: Callable[[], dict[str, Any]] = app.openapi

    def openapi() -> dict[str, Any]:
        schema = generate()
        for raw in routes:
            schema["paths"].setdefault(raw.path, {})[raw.method.lower()] = raw.operation
        schema["components"]["securitySchemes"].update(schemes)
        return schema

    app.openapi = openapi  # type: ignore[method-assign]
