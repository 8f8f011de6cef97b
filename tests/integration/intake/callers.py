"""Who calls at the door, and the campaign that they call for."""

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx2

PHONE = "15400000777"


def office(door: httpx2.Client) -> dict[str, str]:
    answer = door.post("/api/v1/sessions", json={"username": "office", "password": "demo-office"})
    door.cookies.clear()
    return {"authorization": f"Bearer {answer.json()['token']}"}


def citizen(door: httpx2.Client, phone: str = PHONE) -> dict[str, str]:
    assert door.post("/api/v1/codes", json={"phone": phone}).status_code == 202
    answer = door.post("/api/v1/sessions", json={"phone": phone, "code": "246810"})
    door.cookies.clear()
    return {"authorization": f"Bearer {answer.json()['token']}"}


def open_campaign(door: httpx2.Client, **changes: Any) -> Any:
    now = datetime.now(UTC).replace(microsecond=0)
    body = {
        "pack": "lianyungang-2020",
        "campaign_id": "k-2026",
        "submissions_open_at": (now - timedelta(hours=1)).isoformat(),
        "submissions_close_at": (now + timedelta(hours=1)).isoformat(),
        **changes,
    }
    return door.post("/api/v1/campaigns", json=body, headers=office(door))
