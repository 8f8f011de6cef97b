"""The floor: aiokafka fetches records of one vote each and counts how many they are."""

import asyncio

from aiokafka import AIOKafkaConsumer, TopicPartition

from benchmarks.rivals.stopwatch import Stopwatch, Task

PARTITIONS = 4


async def main(task: Task) -> None:
    """Until the stopwatch ends it."""
    consumer = AIOKafkaConsumer(bootstrap_servers=task.kafka, enable_auto_commit=False, auto_offset_reset="earliest")
    await consumer.start()
    consumer.assign([TopicPartition(task.topic, number) for number in range(PARTITIONS)])
    watch = Stopwatch(task, {})
    while True:
        for records in (await consumer.getmany(timeout_ms=1000, max_records=10_000)).values():
            watch.counted(len(records))


if __name__ == "__main__":
    asyncio.run(main(Task.given()))
