"""The campaign's list of sensitive words: each upload is the next version, and the highest holds."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from review.domain.fold import UNCHANGED, Accepted, Refused, Verdict, folds
from review.domain.sensitive import WORDS_AT_MOST, Word
from review.domain.state import Campaign, WordList


@dataclass(frozen=True, slots=True)
class WordsListed:
    """The office uploaded a list. `source` says whose it is, in the uploader's words."""

    campaign_id: str
    words: tuple[Word, ...]
    source: str
    actor: str
    at: datetime
    what: Literal["words-listed"] = "words-listed"


@folds(WordsListed)
def list_words(campaign: Campaign, event: WordsListed) -> Verdict:
    """An empty list takes effect too: nothing is marked. The same list again changes nothing."""
    if len(event.words) > WORDS_AT_MOST:
        return Refused("word-list-too-long")
    held = campaign.words
    if held is not None and held.words == event.words:
        return UNCHANGED
    version = held.version + 1 if held else 1
    campaign.words = WordList(version, event.words, event.source, event.actor, event.at)
    return Accepted()
