"""The topics that review brings into being. Apart from the rest of its wiring, which not every process need load."""

from contracts import TOPICS
from plumbing.broker import TopicSpec, ensure_topics

from review.handlers.journal import LOG_TOPIC
from review.settings import ReviewSettings


def ensure_own_topics(settings: ReviewSettings) -> None:
    """Creates the own log and every public topic that review reads or writes: start order does not matter."""
    public = [
        TopicSpec(topic.name, topic.partitions, compacted=topic.retention == "compacted")
        for topic in TOPICS
        if topic.producer == "review" or "review" in topic.consumers
    ]
    ensure_topics(settings, [TopicSpec(LOG_TOPIC, 1, compacted=False), *public])
