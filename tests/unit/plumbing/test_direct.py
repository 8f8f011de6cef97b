"""What is answered beneath ASGI has the same figures, headers and problems as what goes through it; on real sockets."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from fastapi import Request
from plumbing.direct import Answer, DirectRequest, DirectRoute, Said
from plumbing.direct_protocol import DirectProtocol
from plumbing.http import build_app, server_of
from plumbing.metrics import HTTP_DURATION
from plumbing.middleware import SECURITY_HEADERS
from plumbing.problems import Problem
from plumbing.settings import ProcessSettings
from uvicorn import Server

TEMPLATE = "/things/{name}/parts"
BODY_LIMIT = 16
FULL = Problem("full", 503, "满", "Full", headers={"Retry-After": "1"})


class Upgraded(asyncio.Protocol):
    """What takes over a connection that leaves HTTP."""

    def __init__(self, **_about: object) -> None:
        return


@dataclass
class House:
    """The route: it answers at once, or when it is told to."""

    route: DirectRoute = field(init=False)
    held: list[Callable[[Said], None]] = field(default_factory=list)
    came: asyncio.Event = field(default_factory=asyncio.Event)
    taken: int = 0

    def __post_init__(self) -> None:
        self.route = DirectRoute("direct", TEMPLATE, self.take, lambda: None, BODY_LIMIT)

    def take(self, request: DirectRequest) -> None:
        self.taken += 1
        match request.value:
            case "unknown":
                raise Problem("thing-unknown", 404, "没有此物", "No such thing")
            case "broken":
                raise RuntimeError("15400001234")
            case "held":
                self.held.append(request.respond)
                self.came.set()
            case name:
                request.respond(Answer.json(202, b'"direct %b %b"' % (name.encode(), request.body)))


@dataclass
class Client:
    """A connection, byte by byte."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    def send(self, data: bytes) -> None:
        self.writer.write(data)

    async def answer(self) -> tuple[int, dict[str, str], bytes]:
        head = await asyncio.wait_for(self.reader.readuntil(b"\r\n\r\n"), 10)
        line, *rest = head.decode().rstrip().split("\r\n")
        headers = dict(one.lower().split(": ", 1) for one in rest)
        return int(line.split()[1]), headers, await self.reader.readexactly(int(headers["content-length"]))

    async def asked(self, data: bytes) -> tuple[int, dict[str, str], bytes]:
        self.send(data)
        return await self.answer()


def post(name: str, body: bytes = b"{}", *, version: str = "1.1", more: str = "") -> bytes:
    line = f"POST /things/{name}/parts HTTP/{version}\r\nHost: a\r\n{more}"
    return f"{line}Content-Length: {len(body)}\r\n\r\n".encode() + body


@pytest.fixture
async def house() -> House:
    return House()


@pytest.fixture
async def server(house: House) -> AsyncIterator[Server]:
    settings = ProcessSettings(profile="demo", http_port=0)
    app = build_app(title="direct", settings=settings, lifespan=None, checks={})

    @app.post(TEMPLATE)
    async def through_the_framework(name: str, request: Request) -> str:
        return f"framework {name} {(await request.body()).decode()}"

    found = server_of(app, settings, house.route)
    serving = asyncio.create_task(found.serve())
    while not found.started:
        assert not serving.done()
        await asyncio.sleep(0.01)
    yield found
    found.should_exit = True
    await asyncio.wait_for(serving, 20)


@pytest.fixture
async def client(server: Server) -> AsyncIterator[Client]:
    port = server.servers[0].sockets[0].getsockname()[1]
    found = Client(*await asyncio.open_connection("127.0.0.1", port))
    yield found
    found.writer.close()


async def met(server: Server, found: Callable[[Any], bool]) -> None:
    """Waits until the server's end of the one connection is in a state: it tells nobody what it has read."""
    while not any(map(found, server.server_state.connections)):  # noqa: ASYNC110 - there is no event for it
        await asyncio.sleep(0.005)


async def test_its_answer_has_the_security_headers_and_the_servers(client: Client) -> None:
    status, headers, body = await client.asked(post("a"))
    assert (status, body, "date" in headers) == (202, b'"direct a {}"', True)
    assert {name: value.lower() for name, value in SECURITY_HEADERS.items()}.items() <= headers.items()


async def test_a_problem_is_told_in_the_readers_language(client: Client) -> None:
    status, headers, body = await client.asked(post("unknown", more="Accept-Language: en\r\n"))
    assert (status, headers["content-language"], b"No such thing" in body) == (404, "en", True)
    assert headers["content-type"] == "application/problem+json"


async def test_a_fault_of_ours_tells_nothing_of_its_inside(client: Client) -> None:
    status, _, body = await client.asked(post("broken"))
    assert (status, b"internal-error" in body, b"15400001234" in body) == (500, True, False)


@pytest.mark.parametrize(
    "request_",
    [
        post("a%20b"), post("a", more="Expect: 100-continue\r\n"),
        b"POST /things/a/parts?x=1 HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n",
        b"POST /things/a/parts HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n",
        post("a", version="1.0"), post("a", more="Connection: close\r\n"),
    ],
)  # fmt: skip
async def test_what_is_out_of_the_ordinary_goes_through_the_framework(client: Client, request_: bytes) -> None:
    client.send(request_)
    if b"Expect" in request_:
        assert await client.reader.readuntil(b"\r\n\r\n") == b"HTTP/1.1 100 Continue\r\n\r\n"
    status, _, body = await client.answer()
    assert (status, body[:10]) == (200, b'"framework')


async def test_requests_that_come_at_once_are_answered_in_their_order(client: Client, house: House) -> None:
    client.send(post("held") + post("a") + post("unknown"))
    await asyncio.wait_for(house.came.wait(), 10)
    house.held[0](Answer.json(202, b'"at last"'))
    assert [(await client.answer())[0] for _ in range(3)] == [202, 200, 200]


async def test_a_connection_is_used_again_and_again(client: Client) -> None:
    names = ["a", "unknown", "broken", "b"] * 3
    assert [(await client.asked(post(name)))[0] for name in names] == [202, 404, 500, 202] * 3


async def test_a_second_answer_to_a_request_is_not_sent(client: Client, house: House) -> None:
    client.send(post("held"))
    await asyncio.wait_for(house.came.wait(), 10)
    for _ in range(2):
        house.held[0](Answer.json(202, b'"once"'))
    assert (await client.answer())[2] == b'"once"'
    assert (await client.asked(post("a")))[2] == b'"direct a {}"'


@pytest.mark.parametrize(
    "request_",
    [
        post("a%20b"), post("a", version="1.0"), post("a", more="Connection: close\r\n"),
        post("a", more="Upgrade: a\r\nConnection: upgrade\r\n"),
        b"PUT /things/a/parts HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n", b"no HTTP\r\n\r\n",
    ],
)  # fmt: skip
async def test_so_it_is_while_the_house_is_full(client: Client, house: House, request_: bytes) -> None:
    house.route.full = lambda: FULL
    client.send(request_)
    assert (await client.answer())[0] in {200, 400, 405}


async def test_of_several_requests_at_once_a_full_house_refuses_none_unread(client: Client, house: House) -> None:
    house.route.full = lambda: FULL
    client.send(post("a") + post("b"))
    assert [(await client.answer())[0] for _ in range(2)] == [202, 202]


async def test_a_request_in_pieces_is_taken_whole(client: Client, house: House, server: Server) -> None:
    house.route.full = lambda: FULL
    whole = post("a")
    client.send(whole[:30])
    await met(server, lambda connection: connection.headers is not None)
    assert (await client.asked(whole[30:]))[0] == 202
    assert (await client.asked(whole))[0] == 503


async def test_a_body_above_the_limit_goes_through_the_framework(client: Client) -> None:
    assert (await client.asked(post("a", b"x" * (BODY_LIMIT + 1))))[2][:10] == b'"framework'


async def test_a_full_house_refuses_in_the_readers_language_until_it_is_full_no_more(
    client: Client, house: House
) -> None:
    house.route.full = lambda: FULL
    status, headers, body = await client.asked(post("a", more="Accept-Language: en\r\n"))
    assert (status, headers["retry-after"], b"Full" in body) == (503, "1", True)
    cookies = {"": "zh-cn", "Cookie: zj_session=secret; zj_lang=en\r\n": "en", "Cookie: zj_lang=zh\r\n": "zh-cn"}
    found = {more: (await client.asked(post("a", more=more)))[1]["content-language"] for more in cookies}
    assert found == cookies
    house.route.full = lambda: None
    assert (await client.asked(post("a")))[0] == 202


async def test_a_refusal_does_not_overtake_an_answer(client: Client, house: House, server: Server) -> None:
    client.send(post("held"))
    await asyncio.wait_for(house.came.wait(), 10)
    house.route.full = lambda: FULL
    client.send(post("a"))
    await met(server, lambda connection: bool(connection.pipeline))
    house.held[0](Answer.json(202, b'"first"'))
    assert ((await client.answer())[2], (await client.answer())[0]) == (b'"first"', 200)


async def test_an_upgrade_on_the_same_connection_takes_no_request_again(
    client: Client, house: House, server: Server
) -> None:
    await client.asked(post("a"))
    [connection] = server.server_state.connections
    assert isinstance(connection, DirectProtocol)
    connection.ws_protocol_class = Upgraded
    client.send(b"GET / HTTP/1.1\r\nHost: a\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n")
    while server.server_state.connections:  # noqa: ASYNC110 - the server has no event for it
        await asyncio.sleep(0.005)
    assert house.taken == 1


async def test_requests_are_counted_under_the_template(client: Client, house: House) -> None:
    def counted(status: str) -> float:
        labelled = HTTP_DURATION.labels("direct", TEMPLATE, "POST", status)
        return float(sum(bucket.get() for bucket in labelled._buckets))

    before = {status: counted(status) for status in ("202", "404", "503")}
    for name in ("a", "b", "unknown"):
        await client.asked(post(name))
    house.route.full = lambda: FULL
    await client.asked(post("a"))
    assert {status: counted(status) - before[status] for status in before} == {"202": 2, "404": 1, "503": 1}


async def test_a_caller_who_has_gone_is_no_error_of_ours(
    client: Client, house: House, server: Server, caplog: pytest.LogCaptureFixture
) -> None:
    client.send(post("held"))
    await asyncio.wait_for(house.came.wait(), 10)
    client.writer.close()
    while server.server_state.connections:  # noqa: ASYNC110 - the server has no event for it
        await asyncio.sleep(0.01)
    house.held[0](Answer.json(202, b'"too late"'))
    assert caplog.records == []


async def test_who_waits_when_the_server_ends_is_still_answered(client: Client, house: House, server: Server) -> None:
    client.send(post("held"))
    await asyncio.wait_for(house.came.wait(), 10)
    server.should_exit = True
    while server.servers[0].is_serving():  # noqa: ASYNC110 - the server has no event for it
        await asyncio.sleep(0.01)
    house.held[0](Answer.json(202, b'"at last"'))
    status, headers, body = await client.answer()
    assert (status, headers["connection"], body, await client.reader.read()) == (202, "close", b'"at last"', b"")
