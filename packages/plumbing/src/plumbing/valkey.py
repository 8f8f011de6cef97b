"""The client of Valkey, with its retries off."""

from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff

from plumbing.settings import ProcessSettings


def build_valkey(settings: ProcessSettings) -> Redis:
    """An asyncio client that sends every command once, gives up soon, and connects when it is first used.

    redis-py 8 repeats a command ten times by default, INCR as well: a connection cut between execution and answer
    gave 2 for one `incr()`. Whoever wants a retry says so where the command is safe to repeat.
    """
    return Redis.from_url(
        settings.valkey,
        protocol=3,
        retry=Retry(NoBackoff(), 0),
        retry_on_error=[],
        socket_timeout=2.0,
        socket_connect_timeout=1.0,
        health_check_interval=0,
    )
