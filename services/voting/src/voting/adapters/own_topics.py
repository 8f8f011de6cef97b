"""The topics that voting brings into being. Apart from the rest of its wiring, which not every process need load."""

from contracts import TOPICS
from plumbing.broker import TopicSpec, ensure_topics

from voting.settings import VotingSettings


def ensure_own_topics(settings: VotingSettings) -> None:
    """Creates what voting reads or writes, where it is missing: it does not matter which service starts first."""
    ours = [topic for topic in TOPICS if topic.producer == "voting" or "voting" in topic.consumers]
    ensure_topics(settings, [TopicSpec(topic.name, topic.partitions, topic.retention == "compacted") for topic in ours])
