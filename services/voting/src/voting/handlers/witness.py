"""Two counts of one log must agree: what somebody else's picture says is held against this process's own fold."""

from collections.abc import Callable, Iterable, Sequence

from plumbing.logs import logger_of

from voting.domain.tally import PartitionTally
from voting.handlers.pictures import Picture, figures_of

Disagreed = Callable[[int], None]
"""Told of the partition, once for every picture that is not what this fold says."""
_log = logger_of(__name__)


class Witness:
    """Compares pictures with the tallies of this process, by offset. Which of the two is wrong it cannot know."""

    def __init__(self, tallies: Sequence[PartitionTally], disagreed: Disagreed) -> None:
        self._tallies, self._disagreed = tallies, disagreed
        self._ahead: dict[int, Picture] = {}
        """The oldest picture of a partition that this fold has not reached yet."""

    def see(self, pictures: Iterable[Picture]) -> None:
        """Compares what can be compared now; a picture that is ahead is kept until this fold has come so far."""
        for picture in pictures:
            earlier = self._ahead.pop(picture.partition, picture)
            self._compare(earlier)
            if earlier is not picture and picture.partition not in self._ahead:
                self._compare(picture)

    def _compare(self, picture: Picture) -> None:
        tally = self._tallies[picture.partition]
        if picture.applied > tally.applied:
            self._ahead[picture.partition] = picture
            return
        known = tally.head_at(picture.applied)
        if known is not None and (known != picture.head or not _same_figures(tally, picture)):
            _log.error(
                "tallies-disagree", partition=picture.partition, offset=picture.applied, here=known, there=picture.head
            )
            self._disagreed(picture.partition)


def _same_figures(tally: PartitionTally, picture: Picture) -> bool:
    """Whether the counts agree, as far as this fold stands at the very offset of the picture."""
    return tally.applied != picture.applied or figures_of(tally) == picture.contests
