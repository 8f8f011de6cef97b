"""A route in plain ASGI that does nothing, within the product's own application: what the house itself costs."""

from plumbing.http import build_app
from plumbing.settings import ProcessSettings
from starlette.routing import Route

from benchmarks.rivals.null_asgi import app as null
from benchmarks.rivals.serving import serve_rival


class Null:
    """A class, since Starlette would take a function for a route of its own kind."""

    __call__ = staticmethod(null)


house = build_app(title="house-null", settings=ProcessSettings(), lifespan=None, checks={})
house.router.routes.append(Route("/api/v1/contests/{contest_id}/votes", Null(), methods=["POST"]))

if __name__ == "__main__":
    serve_rival(house)
