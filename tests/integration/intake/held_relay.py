"""Intake's relay, held for ever between the acknowledgement of what it publishes and the commit: the moment to kill it.

A process of its own: `python -m tests.integration.intake.held_relay`.
"""

import threading

from intake.domain.state import State
from intake.entrypoints.relay import RELAY_GROUP
from intake.handlers.journal import LOG_TOPIC
from intake.handlers.publish import publishing_from
from plumbing.records import Record
from plumbing.relay import Relay
from plumbing.settings import ProcessSettings


class HeldRelay(Relay):
    """Never comes to its commit."""

    def _commit(self, chunk: list[Record]) -> None:  # noqa: ARG002 - nothing of it is committed
        threading.Event().wait()


if __name__ == "__main__":
    HeldRelay(ProcessSettings(), RELAY_GROUP, LOG_TOPIC, publishing_from(State())).run(threading.Event())
