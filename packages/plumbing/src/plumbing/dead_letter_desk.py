"""What an operator does with dead letters: look at them, and let a mended reader take them once more.

    python -m plumbing.dead_letter_desk show entry-submitted
    python -m plumbing.dead_letter_desk retake review-inbox entry-submitted 0 1234

`retake` puts the reader's place back to an offset: stop its process before and start it after. It reads everything from
there again; ids are derived, so whatever it took before changes nothing.
"""

import argparse
import base64
import json
import sys
from collections.abc import Iterator
from typing import Any

from kafka import TopicPartition
from kafka.structs import OffsetAndMetadata

from plumbing.broker import build_consumer
from plumbing.dead_letters import SUFFIX
from plumbing.settings import ProcessSettings, load_settings


def dead_letters(settings: ProcessSettings, topic: str) -> Iterator[dict[str, Any]]:
    """Every dead letter of a topic, the oldest first: reason, group, origin, and the value as text."""
    consumer = build_consumer(settings, "dead-letter-desk")
    try:
        name = settings.topic_prefix + topic + SUFFIX
        partitions = [TopicPartition(name, number) for number in sorted(consumer.partitions_for_topic(name) or ())]
        consumer.assign(partitions)
        ends = consumer.end_offsets(partitions)
        consumer.seek_to_beginning(*partitions)
        while any(consumer.position(partition) < end for partition, end in ends.items()):
            for raw in (raw for batch in consumer.poll(timeout_ms=500).values() for raw in batch):
                letter = json.loads(raw.value)
                yield {**letter, "value": base64.b64decode(letter["value"]).decode(errors="replace")}
    finally:
        consumer.close(autocommit=False)


def retake(settings: ProcessSettings, group: str, topic: str, partition: int, offset: int) -> int:
    """Puts the place of a reader back; what it was. ValueError for a place that the reader has not reached yet."""
    consumer = build_consumer(settings, "dead-letter-desk", group)
    try:
        place = TopicPartition(settings.topic_prefix + topic, partition)
        before = consumer.committed(place)
        if before is None or not 0 <= offset < before:
            raise ValueError(f"{group} stands at {before} of {topic}[{partition}]: {offset} is not behind it")
        consumer.commit({place: OffsetAndMetadata(offset, "", -1)})
        return int(before)
    finally:
        consumer.close(autocommit=False)


def main(arguments: list[str]) -> int:
    """0, or 1 with what stood in the way."""
    said = _parser().parse_args(arguments)
    settings = load_settings(ProcessSettings)
    if said.command == "show":
        for letter in dead_letters(settings, said.topic):
            sys.stdout.write(json.dumps(letter, ensure_ascii=False) + "\n")
        return 0
    try:
        before = retake(settings, said.group, said.topic, said.partition, said.offset)
    except ValueError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(f"{said.group} goes on from {said.offset} of {said.topic}[{said.partition}], was {before}\n")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m plumbing.dead_letter_desk")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("show").add_argument("topic")
    again = commands.add_parser("retake")
    again.add_argument("group")
    again.add_argument("topic")
    again.add_argument("partition", type=int)
    again.add_argument("offset", type=int)
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
