"""The topics that intake brings into being. Apart from the rest of its wiring, which a relay need not load."""

from contracts import TOPICS
from plumbing.broker import TopicSpec, ensure_topics

from intake.adapters.vault import KEYS_TOPIC
from intake.handlers.journal import LOG_TOPIC
from intake.settings import IntakeSettings


def ensure_own_topics(settings: IntakeSettings) -> None:
    """Creates the own log, the keys, and every public topic that intake writes: start order does not matter."""
    public = [
        TopicSpec(topic.name, topic.partitions, compacted=topic.retention == "compacted")
        for topic in TOPICS
        if topic.producer == "intake"
    ]
    own = [TopicSpec(LOG_TOPIC, 1, compacted=False), TopicSpec(KEYS_TOPIC, 1, compacted=True)]
    ensure_topics(settings, [*own, *public])
