"""What lies on the topics of a test."""

from intake.settings import IntakeSettings
from kafka import KafkaConsumer, TopicPartition


def records(settings: IntakeSettings) -> bytes:
    """Keys and values of every topic of this test."""
    consumer = KafkaConsumer(bootstrap_servers=[settings.kafka], auto_offset_reset="earliest", consumer_timeout_ms=1500)
    names = [name for name in consumer.topics() if name.startswith(settings.topic_prefix)]
    places = [TopicPartition(name, number) for name in names for number in consumer.partitions_for_topic(name)]
    consumer.assign(places)
    consumer.seek_to_beginning(*places)
    found = [part for record in consumer for part in (record.key, record.value)]
    consumer.close()
    return b"".join(filter(None, found))
