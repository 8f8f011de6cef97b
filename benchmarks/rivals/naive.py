"""The naive way: FastAPI, a model for the body, aiokafka, one record a vote, `send_and_wait` with acks=all.

It checks no token, keeps no count, signs nothing and knows of no second vote: all that speaks for it.
"""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import orjson
from aiokafka import AIOKafkaProducer
from fastapi import FastAPI, Request
from pydantic import BaseModel

from benchmarks.rivals.serving import serve_rival

TOPIC = os.environ.get("ZJ_TOPIC_PREFIX", "") + "naive-votes"


class Ballot(BaseModel):
    """What is voted for."""

    entries: list[str]


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """One producer for all requests."""
    producer = AIOKafkaProducer(bootstrap_servers=os.environ["ZJ_KAFKA"], acks="all", enable_idempotence=True)
    await producer.start()
    app.state.producer = producer
    yield
    await producer.stop()


app = FastAPI(lifespan=lifespan)


@app.get("/readyz")
async def readyz() -> dict[str, str]:
    """Once it is connected."""
    return {"status": "ready"}


@app.post("/api/v1/contests/{contest_id}/votes", status_code=202)
async def vote(contest_id: str, ballot: Ballot, request: Request) -> dict[str, int]:
    """A record, and where it lies."""
    voter = request.headers["authorization"][-43:]
    value = orjson.dumps({"contest_id": contest_id, "voter": voter, "entries": ballot.entries})
    placed = await app.state.producer.send_and_wait(TOPIC, value, key=voter.encode())
    return {"partition": placed.partition, "offset": placed.offset}


if __name__ == "__main__":
    serve_rival(app)
