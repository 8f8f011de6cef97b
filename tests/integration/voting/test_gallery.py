"""Pictures in the real Valkey: a lower offset never overwrites a higher one, and one that is gone comes back."""

from datetime import UTC, datetime

import pytest
from voting.adapters.gallery import ValkeyGallery
from voting.domain.tally import PartitionTally
from voting.handlers.pictures import Picture, picture_of
from voting.handlers.sheets import close_mark, encode
from voting.settings import VotingSettings

NOW = datetime(2026, 6, 10, 4, tzinfo=UTC)
pytestmark = pytest.mark.broker


def picture(records: int) -> Picture:
    tally, mark = PartitionTally(1), close_mark("k", 1, NOW)
    for offset in range(records):
        tally.apply(offset, encode(mark), mark)
    return picture_of(tally, NOW, NOW)


async def test_a_picture_is_guarded_by_its_offset_and_comes_back(valkey: str, topic_prefix: str) -> None:
    gallery = ValkeyGallery(VotingSettings(profile="demo", valkey=valkey, topic_prefix=topic_prefix), 2)
    assert [await gallery.save(picture(records)) for records in (5, 3, 5, 12)] == [True, False, True, True]
    assert await gallery.all() == [picture(12)]
    await gallery.client.delete(f"{topic_prefix}voting:picture:1")
    assert await gallery.all() == []
    assert await gallery.save(picture(5))
    assert await gallery.all() == [picture(5)]
    await gallery.close()
