"""The envelope of every public event: CloudEvents 1.0, structured JSON.

The Kafka value is the whole event. No `ce_` header is ever added: the CloudEvents Python SDK 2.2 would then
take the record for binary mode and hand the envelope out as data.
"""

from datetime import UTC, datetime
from typing import Annotated, Any, ClassVar, Generic, Literal, Self, TypeVar

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, model_validator

CONTENT_TYPE = "application/cloudevents+json; charset=UTF-8"


def _to_utc(value: datetime) -> datetime:
    try:
        return value.astimezone(UTC)
    except OverflowError as error:
        raise ValueError("a moment beyond the calendar") from error


Instant = Annotated[AwareDatetime, AfterValidator(_to_utc)]
"""A moment with its offset from UTC, kept in UTC."""


class Frozen(BaseModel):
    """A value that never changes and ignores fields it does not know (readers ignore unknown fields)."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class EventData(Frozen):
    """What an event says. `type` and `source` are the event's CloudEvents attributes."""

    type: ClassVar[str]
    source: ClassVar[str]

    def subject(self) -> str:
        """The thing that the event is about: an entry, a campaign or a contest."""
        raise TypeError(f"{self.__class__.__name__} names no subject")


D = TypeVar("D", bound=EventData)


class Event(Frozen, Generic[D]):
    """One event: who says it, what it is about, when it happened, and what it says."""

    specversion: Literal["1.0"] = "1.0"
    id: str = Field(min_length=1, description="Unique per source. A retry has the same id: drop what you have seen.")
    source: str = Field(min_length=1)
    type: str = Field(min_length=1)
    subject: str = Field(min_length=1)
    time: Instant
    datacontenttype: Literal["application/json"] = "application/json"
    data: D

    @classmethod
    def of(cls, data: D, *, id: str, time: datetime) -> Self:
        """Wraps `data`; the attributes that the data fixes are taken from it."""
        return cls(id=id, source=data.source, type=data.type, subject=data.subject(), time=time, data=data)

    @model_validator(mode="after")
    def _type_matches_data(self) -> Self:
        """Data of one type whose fields happen to fit another is refused."""
        if self.type != self.data.type:
            raise ValueError(f"type {self.type!r} does not name its data, which is {self.data.type!r}")
        return self

    def to_bytes(self) -> bytes:
        """The Kafka value: UTF-8 JSON."""
        return self.model_dump_json().encode()

    @classmethod
    def from_bytes(cls, value: bytes) -> Self:
        """Reads a Kafka value. Raises pydantic.ValidationError on anything that is not this event."""
        return cls.model_validate_json(value)


def type_of(value: dict[str, Any]) -> str:
    """The CloudEvents type of a decoded JSON value, or an empty string."""
    found = value.get("type")
    return found if isinstance(found, str) else ""
