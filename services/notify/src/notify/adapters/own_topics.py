"""The topics that notify brings into being. Apart from the rest of its wiring, which not every process need load."""

from contracts import topics_read_by
from plumbing.broker import TopicSpec, ensure_topics

from notify.handlers.journal import LOG_TOPIC
from notify.settings import NotifySettings


def ensure_own_topics(settings: NotifySettings) -> None:
    """Creates what notify reads, where it is missing, so that it does not matter which service starts first.

    Its own log has one partition: the events of a campaign are in one order.
    """
    read = [
        TopicSpec(topic.name, topic.partitions, topic.retention == "compacted") for topic in topics_read_by("notify")
    ]
    ensure_topics(settings, [TopicSpec(LOG_TOPIC, partitions=1, compacted=False), *read])
