"""A contest of twenty nominees as review would announce it, and voters with their tokens."""

import itertools
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from contracts import ContestOpened, Event
from contracts.contest import Candidate
from plumbing.broker import build_producer, send_record
from plumbing.records import Outgoing
from plumbing.settings import ProcessSettings, demo_secret
from voting.handlers.voter_tokens import VoterTokens

from benchmarks.electorate import ENTRIES

CAMPAIGN, CONTEST = "bench", "bench-vote"
PATH = f"/api/v1/contests/{CONTEST}/votes"


def announce(settings: ProcessSettings) -> None:
    """The contest's terms on their topic: open for six hours from a minute ago."""
    now = datetime.now(UTC)
    terms = ContestOpened(
        campaign_id=CAMPAIGN, contest_id=CONTEST, revision=1, title="示例投票", opens_at=now - timedelta(minutes=1),
        closes_at=now + timedelta(hours=6), choices_min=1, choices_max=3, embargo="live",
        entries=tuple(Candidate(entry_id=name, phrase=f"示例作品{name[1:]}") for name in ENTRIES),
    )  # fmt: skip
    event = Event[ContestOpened].of(terms, id=f"{CONTEST}-1", time=terms.opens_at)
    producer = build_producer(settings, "bench-feed")
    send_record(producer, settings.topic_prefix, Outgoing("contest-opened", CAMPAIGN, event.to_bytes())).get(timeout=30)
    producer.close(2.0)


class Voters:
    """Hands out voters who have not voted yet."""

    def __init__(self) -> None:
        self._tokens = VoterTokens(demo_secret("voter_pepper"))
        self._numbers = itertools.count()

    def tokens(self, count: int) -> Iterator[str]:
        """Tokens of so many new voters."""
        now = datetime.now(UTC)
        for number in itertools.islice(self._numbers, count):
            yield self._tokens.mint(CONTEST, f"{number:032x}", now)[0]

    def write(self, path: Path, count: int) -> Path:
        """Their tokens, one a line."""
        path.write_text("\n".join(self.tokens(count)) + "\n", encoding="ascii")
        return path
