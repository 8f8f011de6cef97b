"""What the comments on an entry come to: counted from the comments alone, so anyone may count them again."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import get_args

from review.domain.entry import Comment
from review.domain.events import Stance

STANCES: tuple[Stance, ...] = get_args(Stance)
WORDS_AT_MOST = 8
SAID_BY_AT_LEAST = 2
"""Commenters who use a word before it is named."""
LONGEST = 4
LOOKED_AT = 200
"""Runs that are looked at, the most used first."""
_HAN_RUN = re.compile(r"[\u3400-\u9fff]+")
_PLAIN = frozenset("的了是在和与及也很都就不有这那个我你他她它们会要能可以为之而且但或把被让给对从到于上下中里吧呢啊吗")
"""Characters that make a run no word."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """`stances` counts comments by what they say, `unsaid` those that say nothing; `words` are runs of two to four
    characters with the number of commenters who use them.
    """

    comments: int
    commenters: int
    stances: dict[Stance, int]
    unsaid: int
    words: tuple[tuple[str, int], ...]


def opinion_of(comments: Iterable[Comment]) -> Opinion:
    """The summary of these comments."""
    known = list(comments)
    stances = Counter(comment.stance for comment in known if comment.stance is not None)
    return Opinion(
        comments=len(known),
        commenters=len({comment.author_ref for comment in known}),
        stances={stance: stances[stance] for stance in STANCES},
        unsaid=sum(comment.stance is None for comment in known),
        words=_most_used(known),
    )


def _most_used(comments: list[Comment]) -> tuple[tuple[str, int], ...]:
    """A shorter run that is used only within a longer one is left out. Equal counts: the longer first, then by text."""
    by_author: dict[str, set[str]] = {}
    for comment in comments:
        by_author.setdefault(comment.author_ref, set()).update(_runs(comment.text))
    counts = Counter(run for runs in by_author.values() for run in runs)
    likeliest = sorted(counts.items(), key=lambda one: (-one[1], -len(one[0]), one[0]))[:LOOKED_AT]
    frequent = {run: count for run, count in likeliest if count >= SAID_BY_AT_LEAST}
    whole = [(run, count) for run, count in frequent.items() if not _within_another(run, count, frequent)]
    return tuple(sorted(whole, key=lambda one: (-one[1], -len(one[0]), one[0]))[:WORDS_AT_MOST])


def _within_another(run: str, count: int, frequent: dict[str, int]) -> bool:
    return any(len(other) > len(run) and run in other and its >= count for other, its in frequent.items())


def _runs(text: str) -> Iterator[str]:
    for piece in _HAN_RUN.findall(text):
        for start in range(len(piece)):
            for length in range(2, LONGEST + 1):
                run = piece[start : start + length]
                if len(run) == length and _PLAIN.isdisjoint(run):
                    yield run
