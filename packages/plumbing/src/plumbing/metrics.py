"""The figures that every process shows at /metrics. A service adds its own under the same prefix, `zhengji_`."""

import re

from prometheus_client import REGISTRY, Counter, Gauge, Histogram, Info
from prometheus_client.exposition import choose_encoder

HTTP_DURATION = Histogram(
    "zhengji_http_request_duration_seconds",
    "Time from the first byte of a request to the last byte of its answer; of an event stream, to the first.",
    ("service", "route", "method", "status"),
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)
HTTP_IN_FLIGHT = Gauge("zhengji_http_requests_in_flight", "Requests being answered now.", ("service",))
CONSUMED = Counter(
    "zhengji_events_consumed_total",
    "Records taken from a topic, by what became of them: folded, published, appended, rejected or failed.",
    ("topic", "group", "outcome"),
)
PUBLISHED = Counter("zhengji_events_published_total", "Records that the broker acknowledged.", ("topic",))
LAG = Gauge(
    "zhengji_consumer_lag_records",
    "Records of a partition that are on the log and not yet taken by this reader.",
    ("topic", "partition", "group"),
)
APPEND_DURATION = Histogram(
    "zhengji_log_append_duration_seconds",
    "Time from an append to the verdict of its fold, acknowledgement included.",
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)
APPEND_UNKNOWN = Counter("zhengji_log_append_unknown_total", "Appends whose outcome was not known in time.")
HALTED = Gauge("zhengji_log_halted", "1 when the fold of the topic has stopped at a record it cannot take.", ("topic",))
DEAD_LETTERS = Counter(
    "zhengji_dead_letters_total", "Records put aside because they were rejected.", ("topic", "reason")
)
CALLER_LIMITS = Counter(
    "zhengji_caller_limits_total",
    "Requests with a limit by address and device: within it, refused, or unasked because Valkey did not answer.",
    ("what", "outcome"),
)
CHECK_PASSING = Gauge(
    "zhengji_check_passing",
    "1 while a check of /readyz passes. Asked at every scrape: it tells of a Kafka or Valkey that is away.",
    ("service", "check"),
)
BUILD = Info("zhengji_build", "What is running.")

_CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+){0,7}")


def reason_label(reason: str) -> str:
    """A reason as a label: a kebab-case code as it is, anything else as `other`, so that no text becomes a label."""
    return reason if _CODE.fullmatch(reason) and len(reason) <= 60 else "other"


def exposition(accept: str | None) -> tuple[bytes, str]:
    """All figures of the process in the format that the scraper asks for, and the content type of it."""
    encoder, content_type = choose_encoder(accept or "")
    return encoder(REGISTRY), content_type
