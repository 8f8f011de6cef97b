"""What a person should look at: likeness and sensitive words, kept beside the fold.

The marks are a picture: made from what is folded when somebody asks, and only of what has changed since. The log holds
none of it, so another list or a better rule marks everything anew.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from review.domain.alike import Alike, AlikeIn
from review.domain.entry import Comment, Entry
from review.domain.folded import Folding
from review.domain.likeness import Hit, LikenessIndex, Reading
from review.domain.sensitive import Find, Matcher, Word
from review.domain.spirits import Spirit
from review.domain.state import Campaign, WordList


@dataclass(frozen=True, slots=True)
class Tools:
    """What texts are marked with."""

    folding: Folding
    reading: Reading
    spirits: tuple[Spirit, ...]
    sample: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class EntryMarks:
    """What of an entry a person should look at."""

    alike: tuple[Alike, ...] = ()
    in_phrase: tuple[Find, ...] = ()
    in_explanation: tuple[Find, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """The sensitive words that were found, each once."""
        return tuple(dict.fromkeys(find.word.text for find in (*self.in_phrase, *self.in_explanation)))


class Likenesses:
    """Which entries of one campaign are alike. A withdrawn entry is like nothing."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._index = LikenessIndex(tools.reading)
        self._spirits: dict[str, list[Spirit]] = defaultdict(list)
        self._owners: dict[str, dict[str, Entry]] = defaultdict(dict)
        self._texts: dict[str, tuple[str, str]] = {}
        for spirit in tools.spirits:
            key = tools.folding.text(spirit.text)
            self._spirits[key].append(spirit)
            self._index.add(key, whole=True)

    def catch_up(self, campaign: Campaign) -> None:
        """Takes in what is new or has another text."""
        for entry in campaign.entries.values():
            held = self._texts.get(entry.entry_id)
            if held is None or held[0] != entry.phrase:
                self._take(entry, held[1] if held else None)

    def _take(self, entry: Entry, before: str | None) -> None:
        key = self._tools.folding.text(entry.phrase)
        if before is not None:
            self._owners[before].pop(entry.entry_id, None)
        self._texts[entry.entry_id] = (entry.phrase, key)
        self._owners[key][entry.entry_id] = entry
        self._index.add(key)

    def of(self, entry: Entry) -> Iterator[Alike]:
        """What the entry is like, the published first; exact repeats that are linked as such are left out."""
        if entry.status != "withdrawn":
            yield from self._like(entry, self._texts[entry.entry_id][1])

    def with_text(self, entry: Entry, text: str) -> Iterator[Alike]:
        """The same of an entry whose text is another now."""
        key = self._tools.folding.text(text)
        self._index.add(key)
        yield from self._like(entry, key)

    def _like(self, entry: Entry, key: str) -> Iterator[Alike]:
        near = [Hit("same", key), *self._index.hits.get(key, ())]
        for hit in near:
            yield from (Alike(hit.reason, spirit) for spirit in self._spirits.get(hit.other, ()))
        for hit in near:
            others = (one for one in self._owners.get(hit.other, {}).values() if _counts(entry, one))
            yield from (Alike(hit.reason, one) for one in others)


def _counts(entry: Entry, other: Entry) -> bool:
    linked = other.duplicate_of is not None or entry.duplicate_of == other.entry_id
    return other is not entry and not linked and other.status != "withdrawn"


@dataclass(slots=True)
class WordFinds:
    """Which texts of one campaign hold words of one version of its list."""

    version: int
    find: Callable[[str], tuple[Find, ...]]
    _known: dict[str, tuple[Find, ...]] = field(default_factory=dict)

    def of(self, text: str) -> tuple[Find, ...]:
        """The words in a text; the same text is looked through once."""
        found = self._known.get(text)
        if found is None:
            found = self._known[text] = self.find(text)
        return found


class Marks:
    """The marks of every campaign."""

    def __init__(self, tools: Tools) -> None:
        self.tools = tools
        self._likenesses: dict[str, Likenesses] = {}
        self._finds: dict[str, WordFinds] = {}

    def words(self, campaign: Campaign) -> WordList:
        """The list that holds: the campaign's own, else the sample as version 0."""
        return campaign.words or WordList(0, self.tools.sample)

    def of(self, campaign: Campaign, entry: Entry) -> EntryMarks:
        """What of this entry a person should look at."""
        return self.look(campaign)(entry)

    def look(self, campaign: Campaign) -> Callable[[Entry], EntryMarks]:
        """The same for many entries of one campaign, which is caught up with once."""
        alike, finds = self._caught_up(campaign), self._of_list(campaign)
        return lambda entry: EntryMarks(tuple(alike.of(entry)), finds.of(entry.phrase), finds.of(entry.explanation))

    def alike_in(self, campaign: Campaign) -> AlikeIn:
        """What entries of this campaign are like, each with the text that it has now."""
        alike = self._caught_up(campaign)
        return lambda entry, text: tuple(alike.with_text(entry, text))

    def in_comment(self, campaign: Campaign, comment: Comment) -> Sequence[Find]:
        """The sensitive words in a comment."""
        return self._of_list(campaign).of(comment.text)

    def _caught_up(self, campaign: Campaign) -> Likenesses:
        held = self._likenesses.get(campaign.campaign_id)
        if held is None:
            held = self._likenesses[campaign.campaign_id] = Likenesses(self.tools)
        held.catch_up(campaign)
        return held

    def _of_list(self, campaign: Campaign) -> WordFinds:
        words, held = self.words(campaign), self._finds.get(campaign.campaign_id)
        if held is None or held.version != words.version:
            matcher = Matcher(words.words, self.tools.folding)
            held = self._finds[campaign.campaign_id] = WordFinds(words.version, matcher.find)
        return held
