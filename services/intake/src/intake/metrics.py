"""Figures of intake. No label says who somebody is."""

from prometheus_client import Counter

ENTRIES = Counter(
    "zhengji_intake_entries_total", "Entries that came in, by channel and outcome.", ("channel", "status")
)
CODES = Counter("zhengji_intake_one_time_codes_total", "One-time codes asked for and checked.", ("outcome",))
SIGN_INS = Counter("zhengji_intake_sign_ins_total", "Sign-ins, by kind of person and outcome.", ("kind", "outcome"))
UNSEALED = Counter("zhengji_intake_contacts_unsealed_total", "Contacts opened for a neighbour or the office.")
ERASED = Counter("zhengji_intake_contacts_erased_total", "Keys of people that were destroyed, by cause.", ("why",))
SHEETS = Counter(
    "zhengji_intake_sheets_total",
    "汇总表 files that came in, by outcome: taken, returned with remarks, empty, or the code of their refusal.",
    ("outcome",),
)
SHEET_ROWS = Counter("zhengji_intake_sheet_rows_total", "Rows of 汇总表 files, by outcome.", ("outcome",))
