"""Structured logs: one JSON object a line on stdout, with service and event name, without persons.

The loggers of the libraries (uvicorn, kafka, faust) go through the same processors, so what they say is redacted too.
"""

import logging
import re
import sys
from collections.abc import Mapping, MutableMapping
from typing import Any, cast

import structlog
from structlog.typing import EventDict, Processor

REDACTED = "[redacted]"
HIDDEN_KEYS = frozenset({
    "name", "phone", "contact", "code", "token", "password", "secret", "authorization", "cookie",
})  # fmt: skip
PHONE = re.compile(r"(?<!\d)(?:\+?86[- ]?)?1\d{2}[- ]?\d{4}[- ]?\d{4}(?!\d)")
"""A mainland mobile number, with or without its country code and its usual gaps."""

QUIET = ("kafka", "aiokafka", "faust", "asyncio", "httpcore2", "httpx2")
"""Libraries that are heard from WARNING on: kafka-python writes keys and values of records at DEBUG."""


def configure_logs(service: str) -> None:
    """All logs of the process from now on. Calling it again changes the service's name and nothing else."""
    shared = _shared_processors(service)
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(_formatter(shared))
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.INFO)
    for library in QUIET:
        logging.getLogger(library).setLevel(logging.WARNING)


def logger_of(name: str) -> structlog.stdlib.BoundLogger:
    """The logger of a module: `logger_of(__name__).info("entry-accepted", campaign=…)`."""
    return structlog.stdlib.get_logger(name)


def redact(_logger: object, _method: str, event: EventDict) -> EventDict:
    """The processor that takes out what says who somebody is."""
    return cast("EventDict", _clean(event))


def _shared_processors(service: str) -> list[Processor]:
    def name_service(_logger: object, _method: str, event: EventDict) -> EventDict:
        event["service"] = service
        return event

    return [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        name_service,
    ]


def _formatter(shared: list[Processor]) -> logging.Formatter:
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.format_exc_info,  # before redact: a traceback may quote what somebody typed
            redact,
            structlog.processors.JSONRenderer(ensure_ascii=False, default=str),
        ],
    )


def _clean(value: Any) -> Any:
    if isinstance(value, Mapping):
        return _clean_mapping(value)
    if isinstance(value, list | tuple | set | frozenset):
        return [_clean(item) for item in value]
    return value if value is None or isinstance(value, bool) else _clean_scalar(value)


def _clean_scalar(value: Any) -> Any:
    if isinstance(value, int | float):
        return REDACTED if PHONE.search(str(value)) else value
    return PHONE.sub(REDACTED, value if isinstance(value, str) else str(value))


def _clean_mapping(value: Mapping[Any, Any]) -> MutableMapping[str, Any]:
    return {
        PHONE.sub(REDACTED, str(key)): REDACTED if str(key).lower() in HIDDEN_KEYS else _clean(item)
        for key, item in value.items()
    }
