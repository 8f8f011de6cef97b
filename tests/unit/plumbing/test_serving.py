"""The server's sockets: whoever does not read what he asked for is let go, and whoever reads is not."""

import asyncio
import socket

from plumbing.http import listening_socket
from plumbing.settings import ProcessSettings
from starlette.types import Receive, Scope, Send
from uvicorn import Config, Server

SETTINGS = ProcessSettings(profile="demo")
PART = b"x" * 65_536
DEADLINE = 30.0


class Endless:
    """An application that sends for as long as somebody is there."""

    def __init__(self) -> None:
        self.left = asyncio.Event()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        assert scope["type"] == "http"
        leaving = asyncio.ensure_future(self._watch(receive))
        await send({"type": "http.response.start", "status": 200, "headers": []})
        while not leaving.done():
            await send({"type": "http.response.body", "body": PART, "more_body": True})
            await asyncio.sleep(0.01)
        self.left.set()

    async def _watch(self, receive: Receive) -> None:
        while (await receive())["type"] != "http.disconnect":
            pass


async def connected(port: int, buffer: int) -> socket.socket:
    reader = socket.socket()
    reader.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
    reader.setblocking(False)
    loop = asyncio.get_running_loop()
    await loop.sock_connect(reader, ("127.0.0.1", port))
    await loop.sock_sendall(reader, b"GET / HTTP/1.1\r\nhost: localhost\r\n\r\n")
    return reader


async def served_for(seconds: float, app: Endless, port: int) -> bool:
    """Whether a reader that reads is still there after so long. On a machine that stands still he may not have read."""
    app.left.clear()
    keen = await connected(port, 1024)
    read, loop = 0, asyncio.get_running_loop()
    until = loop.time() + seconds
    while loop.time() < until and not app.left.is_set():
        read += len(await asyncio.wait_for(loop.sock_recv(keen, 65_536), DEADLINE))
    served = read > len(PART) and not app.left.is_set()
    keen.close()
    await asyncio.wait_for(app.left.wait(), DEADLINE)
    return served


async def test_a_reader_that_does_not_read_is_cut_off_by_the_system() -> None:
    app = Endless()
    server = Server(Config(app, port=0, log_config=None, lifespan="off", timeout_graceful_shutdown=1))
    listening = listening_socket(server, deaf_ms=1_000)
    listening.listen()
    serving = asyncio.ensure_future(server.serve([listening]))
    deaf = await connected(listening.getsockname()[1], 1024)
    await asyncio.wait_for(app.left.wait(), DEADLINE)
    port = listening.getsockname()[1]
    tries = 1
    while not await served_for(2.5, app, port):
        tries += 1
        assert tries <= 5, "every reader was cut off"
    deaf.close()
    server.should_exit = True
    await asyncio.wait_for(serving, DEADLINE)
