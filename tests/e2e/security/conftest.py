"""The running demo's front door, and sessions for whoever a test needs: the demo's seed is known to everyone."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import httpx2
import pytest
from plumbing.settings import demo_secret
from plumbing.tokens import Session, SessionSigner

from deploy.local.stack import Stack


@pytest.fixture(scope="module")
def door(system: Stack) -> Iterator[httpx2.Client]:
    """A client that follows no redirect; a test that needs cookies sets them itself."""
    with httpx2.Client(base_url=system.url, timeout=30, trust_env=False, follow_redirects=False) as client:
        yield client


def token(role: str, campaign: str | None = None, unit: str | None = None, subject: str = "") -> str:
    """A good session of this role, as intake would sign it."""
    now = datetime.now(UTC)
    session = Session(subject or f"test-{role}", role, campaign, unit, now + timedelta(minutes=10))
    return SessionSigner(demo_secret("session_seed")).sign(session, now)
