"""A TCP proxy that holds answers back, or swallows them and cuts the connection: the request has had its effect."""

import asyncio
from collections.abc import Callable
from contextlib import suppress

CHUNK = 64 * 1024
Asks = Callable[[bytes], bool]


def is_vote(request: bytes) -> bool:
    """Whether a chunk begins with an HTTP request that changes something."""
    return request.startswith(b"POST ")


def is_produce(request: bytes) -> bool:
    """Whether a chunk begins with a Kafka request whose key is Produce: length, then the key in two bytes."""
    return request[4:6] == b"\x00\x00"


class Proxy:
    """Stands between two, on a port of its own. `asks` says which requests an answer may be cut after."""

    def __init__(self, target: int, asks: Asks) -> None:
        self._target, self._asks = target, asks
        self._server: asyncio.Server | None = None
        self._open: set[asyncio.Task[None]] = set()
        self.port = 0
        self.delay = 0.0
        """Seconds by which every answer comes late."""
        self.to_cut = 0
        """So many answers are still to be cut."""
        self.cut = 0
        """So many were."""

    async def start(self, port: int = 0) -> None:
        """Listens."""
        self._server = await asyncio.start_server(self._pass, "127.0.0.1", port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def close(self) -> None:
        """Stops listening and cuts what is open."""
        if self._server is not None:
            self._server.close()
        for task in self._open:
            task.cancel()
        await asyncio.gather(*self._open, return_exceptions=True)

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        if task is not None:
            self._open.add(task)
            task.add_done_callback(self._open.discard)
        try:
            there, back = await asyncio.open_connection("127.0.0.1", self._target)
        except OSError:
            writer.transport.abort()
            return
        asked = asyncio.Event()
        pumps = [
            asyncio.create_task(self._requests(reader, back, asked)),
            asyncio.create_task(self._answers(there, writer, asked)),
        ]
        try:
            await asyncio.wait(pumps, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for pump in pumps:
                pump.cancel()
            writer.transport.abort()
            back.transport.abort()

    async def _requests(self, reader: asyncio.StreamReader, back: asyncio.StreamWriter, asked: asyncio.Event) -> None:
        with suppress(OSError):
            while chunk := await reader.read(CHUNK):
                if self._asks(chunk):
                    asked.set()
                back.write(chunk)
                await back.drain()

    async def _answers(self, there: asyncio.StreamReader, writer: asyncio.StreamWriter, asked: asyncio.Event) -> None:
        with suppress(OSError):
            while chunk := await there.read(CHUNK):
                if self.to_cut > 0 and asked.is_set():
                    self.to_cut -= 1
                    self.cut += 1
                    return
                asked.clear()
                if self.delay:
                    await asyncio.sleep(self.delay)
                writer.write(chunk)
                await writer.drain()
