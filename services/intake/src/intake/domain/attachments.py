"""附页: files that go with an entry. The log keeps what they are; their content and their names are sealed."""

from intake.domain.entries import Entry
from intake.domain.events import FileAttached, FileRemoved
from intake.domain.state import Campaign

FileChange = FileAttached | FileRemoved
MOST_FILES = 5
MOST_BYTES = 10 * 1024 * 1024


def change_files(campaign: Campaign, event: FileChange) -> str:
    """Does what the event says; the code of a refusal otherwise, `unchanged` when it is so already.

    Codes: `entry-unknown`, `entry-withdrawn`, `submissions-closed`, `files-enough`. Author and unit attach until
    submissions close, the office at any time: it scans what came by letter.
    """
    entry = campaign.entries.get(event.entry_id)
    code = "entry-unknown" if entry is None else _refusal(campaign, entry, event)
    if code:
        return code
    files = campaign.files.setdefault(event.entry_id, {})
    if isinstance(event, FileRemoved):
        return "" if files.pop(event.file_id, None) else "unchanged"
    if event.file.file_id in files:
        return "unchanged"
    if len(files) >= MOST_FILES:
        return "files-enough"
    files[event.file.file_id] = event.file
    return ""


def _refusal(campaign: Campaign, entry: Entry, event: FileChange) -> str:
    if entry.withdrawn is not None:
        return "entry-withdrawn"
    return "" if event.by == "office" or campaign.rules.accepts_at(event.at) else "submissions-closed"
