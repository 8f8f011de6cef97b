"""Writes the votes as a record each, keyed by vote, by librdkafka: `load_votes ADDRESS TOPIC VOTES`."""

import sys

import orjson
from confluent_kafka import Producer

from benchmarks.electorate import choices_of, ids_of


def main(kafka: str, topic: str, votes: int) -> None:
    """Returns when the broker has them all."""
    producer = Producer({"bootstrap.servers": kafka, "linger.ms": 50, "queue.buffering.max.messages": 200_000})
    for voter in range(votes):
        vote_id, voter_ref = ids_of(voter)
        value = orjson.dumps({"vote_id": vote_id, "voter_ref": voter_ref, "entries": choices_of(voter)})
        while True:
            try:
                producer.produce(topic, value, vote_id)
                break
            except BufferError:  # the queue is full: let the broker catch up
                producer.poll(0.1)
    left = producer.flush(120)
    sys.stdout.write(f"{votes - left}\n")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
