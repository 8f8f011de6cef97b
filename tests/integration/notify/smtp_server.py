"""A mail server of forty lines: takes mail, or answers what it is told to."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class MailServerStub:
    """`answers` overrides the reply to a command, once each: {"RCPT": ["550 no such mailbox"]}."""

    def __init__(self) -> None:
        self.mails: list[str] = []
        self.connections = 0
        self.answers: dict[str, list[str]] = {}
        self.port = 0

    @asynccontextmanager
    async def listening(self) -> AsyncIterator["MailServerStub"]:
        server = await asyncio.start_server(self._talk, "127.0.0.1", self.port)
        self.port = server.sockets[0].getsockname()[1]
        try:
            yield self
        finally:
            server.close()

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        await self._say(writer, "220 test")
        while line := (await reader.readline()).decode():
            command = line[:4].upper().strip()
            if command == "DATA" and not self.answers.get("DATA"):
                await self._say(writer, "354 go on")
                self.mails.append((await reader.readuntil(b"\r\n.\r\n")).decode())
            await self._say(writer, self._answer(command))
            if command == "QUIT":
                break
        writer.close()

    def _answer(self, command: str) -> str:
        waiting = self.answers.get(command)
        return waiting.pop(0) if waiting else "221 bye" if command == "QUIT" else "250 ok"

    async def _say(self, writer: asyncio.StreamWriter, text: str) -> None:
        writer.write(f"{text}\r\n".encode())
        await writer.drain()
