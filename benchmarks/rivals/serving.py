"""Serves a rival exactly as the product is served: same server, same event loop, same parser."""

from plumbing.http import run, server_of
from plumbing.settings import ProcessSettings
from starlette.types import ASGIApp


def serve_rival(app: ASGIApp) -> None:
    """Until SIGTERM, on the port that the environment names."""
    run(server_of(app, ProcessSettings()))
