"""The office's list of sensitive words, from a file to the log."""

from collections.abc import Sequence
from dataclasses import dataclass

from review.domain.fold import Refused, Verdict
from review.domain.folded import Folding
from review.domain.sensitive import LineFault, Word, read_list
from review.domain.words import WordsListed
from review.handlers.desk import Desk

FILE_BYTES = 512 * 1024


@dataclass(frozen=True, slots=True)
class Listed:
    """What became of an uploaded list: with a fault in it nothing is taken, so that nobody believes in half a list."""

    verdict: Verdict
    faults: tuple[LineFault, ...] = ()


def decoded(content: bytes) -> str | None:
    """The text of a file, in UTF-8 or GB18030; None when it is neither, too long, or no text."""
    if len(content) > FILE_BYTES or b"\x00" in content:
        return None
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


async def list_words(desk: Desk, place: tuple[str, Folding], text: str, source: str, actor: str) -> Listed:
    """Puts the list on the log as the next version. `place`: the campaign, and how words are folded."""
    campaign_id, folding = place
    words, faults = read_list(text, folding)
    if faults:
        return Listed(Refused(faults[0].code), faults)
    event = WordsListed(campaign_id, words, source.strip(), actor, desk.now())
    return Listed(await desk.submit(campaign_id, event))


def as_file(words: Sequence[Word]) -> str:
    """A list in the format in which it is uploaded."""
    return "".join(f"{word.text}\t{word.kind}\n" if word.kind else f"{word.text}\n" for word in words)
