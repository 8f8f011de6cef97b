"""Opinion summaries, kept beside the fold: counted again only when other comments show."""

from review.domain.discussion import shown_comments
from review.domain.entry import Entry
from review.domain.opinion import Opinion, opinion_of
from review.domain.state import Campaign


class Opinions:
    """The summary of each entry, with the comments that it was counted from."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], tuple[tuple[str, ...], Opinion]] = {}

    def of(self, campaign: Campaign, entry: Entry) -> Opinion:
        """What the comments that show come to."""
        shown = list(shown_comments(campaign, entry))
        names = tuple(comment.comment_id for comment in shown)
        key = (campaign.campaign_id, entry.entry_id)
        held = self._known.get(key)
        if held is None or held[0] != names:
            held = self._known[key] = (names, opinion_of(shown))
        return held[1]
