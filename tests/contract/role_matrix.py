"""Who may call what: every route of intake, review and notify, asked by every role, as the applications answer.

`python -m tests.contract.role_matrix` writes docs/roles.md anew. The test compares: a cell that changes is seen by who
reads the change, so every cell is allowed or refused on purpose.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.routing import APIRoute, iter_route_contexts
from fastapi.testclient import TestClient
from plumbing.settings import demo_secret
from plumbing.tokens import Session, SessionSigner

from tests.unit.intake.door import NOON as DOOR_NOON
from tests.unit.intake.door import Door
from tests.unit.notify import facts
from tests.unit.notify.counter import NOW as COUNTER_NOW
from tests.unit.notify.counter import Counter
from tests.unit.notify.ledger_feed import learned
from tests.unit.review.late_play import Late

PAGE = Path("docs/roles.md")
ROLES = ("", "citizen", "unit", "judge", "leader", "screener", "organiser", "operator")
NAMES = ("anybody", *ROLES[1:])
REFUSALS = {"sign-in-required", "role-forbidden", "service-token-invalid"}
FILLED = {"c": "c1", "campaign_id": "c1", "e": "e00", "entry_id": "e00", "tier": "nominee", "unit_id": "haizhou",
    "kind": "brief"}  # fmt: skip
"""What stands for the parameters of a path; the others are 1."""
HEAD = """# Who may call what

Every route of intake, review and notify, by role; written by `python -m tests.contract.role_matrix`, held by a test.
● may call, · is refused: 401 without a session, 403 with another role. A service's internal routes ask for the
token that two services share, whoever calls. What a role may see of a route that it may call (its own unit, its
own campaign, its own ballot) is the route's own rule.

"""


@dataclass(frozen=True, slots=True)
class Row:
    """A route, and for each of NAMES whether it may be called."""

    service: str
    name: str
    allowed: tuple[bool, ...]


def rows() -> list[Row]:
    """The services, the API first."""
    door, late = Door(), Late()
    door.opens("c1")
    counter = Counter(learned(facts.campaign(campaign_id="c1"), "c"))
    found = [
        *_of("intake", door.app, DOOR_NOON), *_of("review", late.app, late.clock.now()),
        *_of("notify", counter.app, COUNTER_NOW),
    ]  # fmt: skip
    return sorted(found, key=lambda row: (row.service, not row.name.partition(" ")[2].startswith("/api"), row.name))


def table(some: list[Row]) -> str:
    """The page."""
    lines = ["| service | route | " + " | ".join(NAMES) + " |", "|---|---|" + "---|" * len(NAMES)]
    for row in some:
        cells = " | ".join("●" if one else "·" for one in row.allowed)
        lines.append(f"| {row.service} | `{row.name}` | {cells} |")
    return HEAD + "\n".join(lines) + "\n"


def _of(service: str, app: FastAPI, now: datetime) -> Iterator[Row]:
    client = TestClient(app, follow_redirects=False, raise_server_exceptions=False)
    for one in iter_route_contexts(app.routes):
        if not isinstance(one.original_route, APIRoute) or one.path is None:
            continue
        for method in sorted((one.methods or set()) - {"HEAD", "OPTIONS"}):
            allowed = tuple(_may(client, method, one.path, role, now) for role in ROLES)
            yield Row(service, f"{method} {one.path}", allowed)


def _may(client: TestClient, method: str, path: str, role: str, now: datetime) -> bool:
    client.cookies.clear()
    place = re.sub(r"{(\w+)(:\w+)?}", lambda found: FILLED.get(found[1], "1"), path)
    headers = {"Accept": "application/json"} | ({"Authorization": f"Bearer {_token(role, now)}"} if role else {})
    answer = client.request(method, place, headers=headers)
    return not (answer.status_code in (401, 403) and _code(answer) in REFUSALS)


def _code(answer: Any) -> str:
    try:
        return str(answer.json().get("code", ""))
    except ValueError:
        return ""


def _token(role: str, now: datetime) -> str:
    session = Session(role, role, None, "haizhou" if role == "unit" else None, now + timedelta(hours=1))
    return SessionSigner(demo_secret("session_seed")).sign(session, min(now, datetime.now(UTC)))


if __name__ == "__main__":
    PAGE.write_text(table(rows()), "utf-8")
