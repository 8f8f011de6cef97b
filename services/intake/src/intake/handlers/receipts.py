"""Finding an entry by its receipt."""

from plumbing.problems import Problem

from intake.domain.entries import Entry
from intake.domain.receipts import normal_receipt_no
from intake.domain.state import Campaign
from intake.handlers.desk import Desk


def entry_of_receipt(desk: Desk, typed: str) -> tuple[Campaign, Entry]:
    """The entry that a receipt number stands for. Problem 404 `receipt-unknown`."""
    number = normal_receipt_no(typed)
    found = desk.state.entry_by_receipt(number) if number else None
    if found is None:
        raise Problem(
            "receipt-unknown", 404, "没有这个回执编号，请核对。", "There is no such receipt; please compare it."
        )
    return found
