"""The OpenAPI document of an application, with its errors as what they are: problems."""

from collections.abc import Callable, Iterator
from typing import Any

from fastapi import FastAPI

from plumbing.problems import MEDIA_TYPE, ProblemBody

PROBLEM_RESPONSES: dict[int | str, dict[str, Any]] = {
    "4XX": {"model": ProblemBody, "description": "What is wrong with the request (RFC 9457)"},
    "5XX": {"model": ProblemBody, "description": "What is wrong with us (RFC 9457)"},
}


def or_as_before(model: Any) -> dict[int | str, dict[str, Any]]:
    """The `responses` of a command that may be repeated: the first time 201, after that 200 with what stands."""
    return {200: {"model": model, "description": "The same again: nothing has changed"}}


def problem_429(description: str) -> dict[int | str, dict[str, Any]]:
    """The `responses` of a route that may say: not so often."""
    wait = {"Retry-After": {"description": "Seconds until there is room again", "schema": {"type": "integer"}}}
    return {429: {"model": ProblemBody, "description": description, "headers": wait}}


def document_problems(app: FastAPI) -> None:
    """FastAPI writes every model as application/json; problems go out as application/problem+json."""
    generate: Callable[[], dict[str, Any]] = app.openapi

    def openapi() -> dict[str, Any]:
        schema = generate()
        for response in _error_responses(schema):
            # Of a route that streams events, FastAPI says that its errors are such a stream too.
            for kind in list(response.get("content", {})):
                response["content"][MEDIA_TYPE] = response["content"].pop(kind)
        return schema

    app.openapi = openapi  # type: ignore[method-assign]


def _error_responses(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for operations in schema.get("paths", {}).values():
        for operation in operations.values():
            for status, response in operation.get("responses", {}).items():
                if str(status)[0] in "45":
                    yield response
