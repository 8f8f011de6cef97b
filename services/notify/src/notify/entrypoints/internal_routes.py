"""Routes for the neighbours, behind the service token and never behind the public port."""

from typing import Literal

from fastapi import APIRouter, Response
from plumbing.problems import Problem
from pydantic import BaseModel, ConfigDict, Field

from notify.domain.wording import Message
from notify.entrypoints.guards import Parts
from notify.handlers.codes import carry_code
from notify.handlers.ports import NotEver, NotNow

router = APIRouter(prefix="/internal/v1", include_in_schema=False)


class Strict(BaseModel):
    """A request body in which nothing unknown is tolerated."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class OneTimeCode(Strict):
    """A code to be carried to a phone at once."""

    phone: str = Field(min_length=5, max_length=20)
    code: str = Field(min_length=4, max_length=10, pattern=r"^[0-9]+$")
    language: Literal["zh", "en"] = "zh"


class OutboxMessage(Strict):
    """A message for the demo's catcher; the phone comes masked."""

    message_id: str = Field(min_length=1, max_length=64)
    phone: str = Field(max_length=20, pattern=r"^[0-9]{0,3}\*+[0-9]{0,4}$")
    subject: str = Field(max_length=200)
    text: str = Field(max_length=4000)


@router.post("/one-time-codes", status_code=202)
async def one_time_code(body: OneTimeCode, parts: Parts) -> Response:
    """Carries a one-time code. 503 while the channel is away, 422 when it refuses the phone for good."""
    try:
        await carry_code(parts.codes, parts.clock, body.phone, body.code, body.language)
    except NotNow as trouble:
        raise Problem(
            "channel-unavailable", 503, "短信通道暂不可用，请稍后再试", "The channel is not available, try again later",
            headers={"Retry-After": "5"},
        ) from trouble  # fmt: skip
    except NotEver as refusal:
        raise Problem("phone-refused", 422, "该号码无法接收短信", "The channel refuses this phone") from refusal
    return Response(status_code=202)


@router.post("/outbox", status_code=204)
async def outbox(body: OutboxMessage, parts: Parts) -> Response:
    """Takes a message into the demo's catcher; there is none in production."""
    if parts.catcher is None:
        raise Problem("no-catcher", 404, "仅演示环境提供", "There is a catcher in the demo only")
    parts.catcher.catch(body.message_id, body.phone, Message(body.subject, body.text))
    return Response(status_code=204)
