"""A relay as a process of its own: `python -m tests.integration.plumbing.held_relay`.

With HOLD=1 it stops for ever between the acknowledgement of what it publishes and the commit: the moment to kill it.
"""

import os
import threading
from collections.abc import Sequence

from plumbing.identifiers import derived_id
from plumbing.records import Outgoing, Record
from plumbing.relay import Relay, run_relay
from plumbing.settings import ProcessSettings

OWN, PUBLIC, GROUP = "own-log", "told-things", "held-relay"


def step(record: Record) -> Sequence[Outgoing]:
    """One public event for each record, its id derived from what it tells."""
    return [Outgoing(PUBLIC, record.key, derived_id("told", record.value.decode()).encode())]


class HeldRelay(Relay):
    """Never comes to its commit."""

    def _commit(self, chunk: list[Record]) -> None:  # noqa: ARG002 - nothing of it is committed
        threading.Event().wait()


if __name__ == "__main__":
    kind = HeldRelay if os.environ.get("HOLD") == "1" else Relay
    settings = ProcessSettings()
    raise SystemExit(run_relay(settings, "held", [kind(settings, GROUP, OWN, step)]))
