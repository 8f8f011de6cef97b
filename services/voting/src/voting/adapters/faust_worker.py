"""The Faust app: it carries sheets to the count, and knows nothing of counting.

Its committed offsets are never believed: what it brings twice is skipped, what it leaves out is read from the log.
"""

import socket
from collections.abc import Awaitable, Callable
from typing import Any

import faust
from faust.exceptions import ConsumerNotStarted

from voting.settings import VotingSettings

Take = Callable[[int, int, bytes], Awaitable[None]]


class _App(faust.App):
    """An app that writes nothing to disk: there are no tables."""

    def _create_directories(self) -> None:
        """Nothing to keep there."""


def build_worker(settings: VotingSettings, topic: str, take: Take) -> faust.App:
    """A worker that hands every record of the topic to `take`, one after the other. To be called on its event loop."""
    app = _App(
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

    async def carry(stream: Any) -> None:
        async for event in stream.events():
            await take(event.message.partition, event.message.offset, event.message.value or b"")

    records = app.topic(topic, value_type=bytes, value_serializer="raw")
    app.agent(records, name="carry-sheets", concurrency=1)(carry)
    return app


def assigned_to(app: faust.App, topic: str) -> set[int]:
    """The partitions of the topic that the group has given to this worker."""
    try:
        return {place.partition for place in app.consumer.assignment() if place.topic == topic}
    except ConsumerNotStarted:
        return set()
