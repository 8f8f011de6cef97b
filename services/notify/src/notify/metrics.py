"""Figures of notify, under zhengji_."""

from prometheus_client import Counter, Gauge, Histogram

NOTICES = Counter(
    "zhengji_notices",
    "Notices by what came of the attempt: sent, failed (for good), postponed, unclear (held for the office).",
    ["kind", "channel", "outcome"],
)
NOTICES_WAITING = Gauge(
    "zhengji_notices_waiting",
    "Notices to persons that wait for their channel; not what the office or quiet hours hold back.",
)
NOTICES_HELD = Gauge(
    "zhengji_notices_held", "Notices that wait for the office: to be approved, or because their outcome is unknown."
)
ONE_TIME_CODES = Counter(
    "zhengji_one_time_codes", "One-time codes handed to notify, by what came of them.", ["channel", "outcome"]
)
SMS_REPORTS = Counter(
    "zhengji_sms_reports",
    "Delivery reports of an SMS provider: arrived, failed, or unknown (of no notice in the outbox).",
    ["channel", "outcome"],
)
UNSEAL_SECONDS = Histogram(
    "zhengji_unseal_duration_seconds",
    "Time of one call to intake for a contact, by outcome.",
    ["outcome"],
    buckets=(0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5),
)
CERTIFICATES_RENDERED = Counter("zhengji_certificates_rendered", "Certificates rendered as PDF.")
CERTIFICATE_CHECKS = Counter("zhengji_certificate_checks", "Look-ups of a certificate number.", ["outcome"])
CERTIFICATES_REVOKED = Counter("zhengji_certificates_revoked", "Certificates taken back.", ["reissued"])
PAPER_CHECKS = Counter("zhengji_certificate_paper_checks", "Files held against the register, by outcome.", ["outcome"])
BULLETINS = Counter("zhengji_bulletins", "Bulletins issued, corrected and withdrawn.", ["kind", "event"])
OFFICE_PAPERS_RENDERED = Counter("zhengji_office_papers_rendered", "Bulletins and letters rendered as PDF.", ["paper"])
