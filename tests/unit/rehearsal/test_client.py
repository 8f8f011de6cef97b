"""The patient client, against a small real server that fails in the ways a restarted service does."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import pytest

from deploy.local.rehearsal.client import ASKED_AGAIN, Call, Client, UnexpectedError

DROPPED = b""


def answer(status: str, body: str, *headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers, "", body]
    return "\r\n".join(lines).encode()


DONE = answer("200 OK", '{"done": true}', "Set-Cookie: zj_session=someone; Path=/")
OUTCOME_UNKNOWN = answer("503 Service Unavailable", '{"code": "outcome-unknown"}', "Retry-After: 0")
CONFLICT = answer("409 Conflict", '{"code": "account-exists"}')


@asynccontextmanager
async def serving(answers: Sequence[bytes]) -> AsyncIterator[tuple[str, list[bytes]]]:
    """Answers the requests in turn and keeps their heads; an empty answer drops the connection."""
    heads: list[bytes] = []
    rest = iter(answers)

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heads.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(next(rest))
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", heads


async def test_an_unknown_outcome_and_a_dropped_connection_are_asked_again() -> None:
    async with serving([OUTCOME_UNKNOWN, DROPPED, DONE]) as (url, _), Client(url) as client:
        assert await client.get("/anything") == {"done": True}
        assert client.retried == 2


async def test_an_answer_says_whether_it_was_asked_for_before() -> None:
    async with serving([DROPPED, DONE, DONE]) as (url, _), Client(url) as client:
        answers = [await client.ask("POST", "/sheets") for _ in range(2)]
    assert [one.extensions[ASKED_AGAIN] for one in answers] == [True, False]


async def test_a_service_that_comes_back_is_waited_for() -> None:
    async with serving([DONE]) as (url, _):
        pass
    port = int(url.rsplit(":", 1)[1])

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(DONE)
        await writer.drain()
        writer.close()

    async with Client(url) as client:
        asking = asyncio.create_task(client.get("/anything"))
        while client.retried == 0:  # noqa: ASYNC110  the client counts, it does not signal
            await asyncio.sleep(0.01)
        async with await asyncio.start_server(serve, "127.0.0.1", port):
            assert await asking == {"done": True}


async def test_a_refusal_is_not_repeated_and_names_its_code() -> None:
    async with serving([CONFLICT]) as (url, heads), Client(url) as client:
        with pytest.raises(UnexpectedError, match="409 account-exists"):
            await client.post("/api/v1/accounts", {})

    assert len(heads) == 1


async def test_an_allowed_status_is_an_answer() -> None:
    async with serving([CONFLICT]) as (url, _), Client(url) as client:
        response = await client.ask("GET", "/contest", Call(allow=frozenset({409})))

    assert response.status_code == 409


async def test_no_cookie_of_one_person_reaches_the_next() -> None:
    async with serving([DONE, DONE]) as (url, heads), Client(url) as client:
        await client.get("/first")
        await client.get("/second")

    assert all(b"zj_session" not in head for head in heads)
