"""The ceiling: plain ASGI that reads the request and answers 202 with a body as long as a receipt."""

from starlette.types import Receive, Scope, Send

from benchmarks.rivals.serving import serve_rival

BODY = b'{"receipt":"' + b"0" * 820 + b'"}'
HEADERS = [(b"content-type", b"application/json"), (b"content-length", str(len(BODY)).encode())]


async def app(scope: Scope, receive: Receive, send: Send) -> None:
    """Answers everything alike, the probe included. Of its own start and end it wants to know nothing."""
    if scope["type"] == "lifespan":
        return
    while (await receive()).get("more_body"):
        pass
    status = 202 if scope["method"] == "POST" else 200
    await send({"type": "http.response.start", "status": status, "headers": HEADERS})
    await send({"type": "http.response.body", "body": BODY})


if __name__ == "__main__":
    serve_rival(app)
