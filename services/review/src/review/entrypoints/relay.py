"""The relay process: `python -m review.entrypoints.relay`. Learns from the public topics, and publishes."""

from contracts import topics_read_by
from plumbing.logs import configure_logs
from plumbing.relay import Inbox, Relay, run_relay
from plumbing.settings import load_settings

from review.adapters.own_topics import ensure_own_topics
from review.domain.state import State
from review.handlers import announcements
from review.handlers.journal import LOG_TOPIC
from review.handlers.learn import translate
from review.handlers.publish import publishing_from
from review.settings import ReviewSettings

INBOX_GROUP, RELAY_GROUP = "review-inbox", "review-relay"


def loops(settings: ReviewSettings) -> tuple[Inbox, Relay]:
    """What the process runs: public topics to the own log, and the own log to public topics."""
    if not announcements.MODULES:
        raise RuntimeError("no module registers a publisher")
    topics = [topic.name for topic in topics_read_by("review")]
    inbox = Inbox(settings, INBOX_GROUP, topics, translate)
    return inbox, Relay(settings, RELAY_GROUP, LOG_TOPIC, publishing_from(State()))


def main() -> None:
    """Starts the process."""
    configure_logs("review")
    settings = load_settings(ReviewSettings)
    ensure_own_topics(settings)
    raise SystemExit(run_relay(settings, "review", loops(settings)))


if __name__ == "__main__":
    main()
