"""The Faust worker: it carries sheets to the count, and knows nothing of counting.

Its committed offsets are never believed: what it brings twice is skipped, what it leaves out is read from the log.
"""

import socket
from collections.abc import Awaitable, Callable
from typing import Any

import faust
from faust.exceptions import ConsumerNotStarted

from voting.handlers.sheets import VOTES_TOPIC
from voting.settings import VotingSettings

Take = Callable[[int, int, bytes], Awaitable[None]]


class _App(faust.App):
    """An app that writes nothing to disk: there are no tables."""

    def _create_directories(self) -> None:
        """Nothing to keep there."""


class FaustStream:
    """A worker that lives on the event loop of its host."""

    def __init__(self, settings: VotingSettings, take: Take) -> None:
        self._app = _App(
            settings.topic_prefix + settings.tally_group,
            broker=[f"kafka://{address}" for address in settings.kafka.split(",")],
            # The broker's least: a killed worker's partitions are handed on after six seconds instead of sixty.
            broker_session_timeout=6,
            broker_heartbeat_interval=2,
            broker_commit_interval=1.0,
            # A member that the group knows by name comes back to its partitions without a rebalance: killed and started
            # again it flows after 2.5 s instead of 5.8 s. The port is what two processes of a host do not share.
            consumer_group_instance_id=f"{socket.gethostname()}-{settings.http_port}",
            consumer_auto_offset_reset="earliest",
            topic_disable_leader=True,
            topic_allow_declare=False,
            web_enabled=False,
            autodiscover=False,
            key_serializer="raw",
            value_serializer="raw",
        )
        self._topic = settings.topic_prefix + VOTES_TOPIC
        topic = self._app.topic(self._topic, value_type=bytes, value_serializer="raw")

        async def carry(stream: Any) -> None:
            async for event in stream.events():
                await take(event.message.partition, event.message.offset, event.message.value or b"")

        self._app.agent(topic, name="carry-sheets", concurrency=1)(carry)

    async def start(self) -> None:
        """Joins the group."""
        await self._app.start()

    async def stop(self) -> None:
        """Leaves the group."""
        await self._app.stop()

    async def ended(self) -> None:
        """Returns when the worker has crashed or stopped."""
        await self._app.wait_until_stopped()

    @property
    def alive(self) -> bool:
        """Whether the worker works."""
        return bool(self._app.started) and not self._app.should_stop

    def carried(self) -> set[int]:
        """The partitions that the group has given to this worker."""
        try:
            assigned = self._app.consumer.assignment() if self.alive else set()
        except ConsumerNotStarted:
            return set()
        return {place.partition for place in assigned if place.topic == self._topic}
