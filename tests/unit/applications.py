"""Applications of one kind that share their routes.

FastAPI works out what each route takes when it is first matched, anew in every application: with a hundred routes that
is half of what a test of one page costs. Routes reach their application through the request, never by themselves.
"""

from collections.abc import Callable
from typing import TypeVar

from fastapi import APIRouter, FastAPI

Parts = TypeVar("Parts")
_routers: dict[tuple[object, str], APIRouter] = {}


def application(create: Callable[[Parts], FastAPI], parts: Parts, profile: str = "demo") -> FastAPI:
    """What `create` makes of these parts, with the routes of the first of its profile.

    State, middleware and handlers of errors are its own. /readyz and the lifespan are those of the first: who asks
    for them wants `create` itself.
    """
    app = create(parts)
    app.router = _routers.setdefault((create, profile), app.router)
    return app
