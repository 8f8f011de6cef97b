"""What the OpenAPI document says of the raw routes."""

from typing import Any

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


_BODY = {"schema": {"$ref": "#/components/schemas/ProblemBody"}}
PROBLEM = {"description": "What is wrong (RFC 9457)", "content": {MEDIA_TYPE: _BODY}}
CONTEST = {
    "name": "contest_id", "in": "path", "required": True, "schema": {"type": "string"},
    "description": "A contest, such as lyg-demo-vote",
}  # fmt: skip
SCHEMES = {
    SCHEME: {"type": "http", "scheme": "bearer", "description": "From POST …/voter-tokens, for this contest only"}
}


def cast_vote() -> dict[str, Any]:
    """Casting a vote."""
    receipt = {"content": {"application/json": {"schema": VoteReceipt.model_json_schema()}}}
    return {
        "summary": "Casts a vote",
        "operationId": "cast_vote",
        "description": "Bearer: a voter token of this contest. Repeating it is safe: the first vote of a voter counts.",
        "parameters": [CONTEST],
        "security": [{SCHEME: []}],
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": VoteBody.model_json_schema()}},
        },
        "responses": {
            "202": {"description": "On the log and counted, with its receipt", **receipt},
            "4XX": PROBLEM,
            "5XX": PROBLEM,
        },
    }


def read_stream() -> dict[str, Any]:
    """Reading the board as a stream."""
    return {
        "summary": "The board as a stream of events",
        "operationId": "standings_stream",
        "description": "Event `standings` at once and then once a second; its data is the answer of `standings`.",
        "parameters": [CONTEST],
        "responses": {
            "200": {
                "description": "Goes on until the reader leaves",
                "content": {"text/event-stream": {"schema": {"type": "string"}}},
            },
            "4XX": PROBLEM,
            "5XX": PROBLEM,
        },
    }
