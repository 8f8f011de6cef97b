"""The raw vote route in the OpenAPI document: FastAPI does not see it by itself."""

from collections.abc import Callable
from typing import Any

from fastapi import FastAPI
from plumbing.problems import MEDIA_TYPE
from pydantic import BaseModel, Field

SCHEME = "voter-token"


class VoteBody(BaseModel):
    """A vote."""

    entries: list[str] = Field(description="The entries voted for, each once; how many, the contest says")


class VoteReceipt(BaseModel):
    """The receipt of an accepted vote. Keep it: it can be checked offline with the public key."""

    no: str
    contest_id: str
    partition: int
    offset: int
    index: int
    vote_id: str
    accepted_at: str
    signature: str
    proof: list[str]


def document_votes(app: FastAPI, path: str) -> None:
    """Adds the vote route to the document."""
    generate: Callable[[], dict[str, Any]] = app.openapi

    def openapi() -> dict[str, Any]:
        schema = generate()
        schema["paths"].setdefault(path, {})["post"] = _operation()
        schema["components"]["securitySchemes"][SCHEME] = {
            "type": "http", "scheme": "bearer", "description": "From POST …/voter-tokens, for this contest only",
        }  # fmt: skip
        return schema

    app.openapi = openapi  # type: ignore[method-assign]


def _operation() -> dict[str, Any]:
    body = {"schema": {"$ref": "#/components/schemas/ProblemBody"}}
    problem = {"description": "What is wrong (RFC 9457)", "content": {MEDIA_TYPE: body}}
    receipt = {"content": {"application/json": {"schema": VoteReceipt.model_json_schema()}}}
    return {
        "summary": "Casts a vote",
        "operationId": "cast_vote",
        "description": "Bearer: a voter token of this contest. Repeating it is safe: the first vote of a voter counts.",
        "parameters": [
            {
                "name": "contest_id",
                "in": "path",
                "required": True,
                "schema": {"type": "string"},
                "description": "A contest, such as lyg-demo-vote",
            }
        ],
        "security": [{SCHEME: []}],
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": VoteBody.model_json_schema()}},
        },
        "responses": {
            "202": {"description": "On the log and counted, with its receipt", **receipt},
            "4XX": problem,
            "5XX": problem,
        },
    }
