"""Prize money by our own reckoning, for comparison with what the services say. Yuan."""

from collections.abc import Sequence

WINNER, EXCELLENT, NOMINEE = 20_000, 2_000, 1_000


def nested(nominees: Sequence[str], excellent: Sequence[str], winner: str) -> dict[str, int]:
    """Document 000, section 3: 奖项不重复获得, read as nested: the best prize of each entry only."""
    return dict.fromkeys(nominees, NOMINEE) | dict.fromkeys(excellent, EXCELLENT) | {winner: WINNER}
