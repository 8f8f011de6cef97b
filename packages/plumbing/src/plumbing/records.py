"""Records of the log as the services see them: topic names without prefix, keys as text, values as bytes."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place on a topic. Positions of one partition are in the order of the log."""

    partition: int
    offset: int


@dataclass(frozen=True, slots=True)
class Record:
    """A record that is on the log. A tombstone has the empty value."""

    topic: str
    position: Position
    key: str
    value: bytes
    timestamp_ms: int


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A record to be written. Without `partition` the key chooses one. `content_type` goes along as a header."""

    topic: str
    key: str
    value: bytes
    partition: int | None = None
    content_type: str | None = None
