"""A FastAPI route that does nothing: a path parameter, no body model, a constant answer."""

from typing import Any

from fastapi import FastAPI

from benchmarks.rivals.serving import serve_rival

app = FastAPI()
RECEIPT = {"receipt": "0" * 820}


@app.get("/readyz")
async def readyz() -> dict[str, str]:
    """At once."""
    return {"status": "ready"}


@app.post("/api/v1/contests/{contest_id}/votes", status_code=202, response_model=None)
async def vote(contest_id: str) -> dict[str, Any]:  # noqa: ARG001 - the parameter is what is measured
    """Takes nothing in."""
    return RECEIPT


if __name__ == "__main__":
    serve_rival(app)
