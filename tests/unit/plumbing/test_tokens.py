"""Session tokens: signed at the door, checked offline by everyone else."""

from datetime import UTC, datetime, timedelta

import pytest
from plumbing.keys import public_key_of
from plumbing.problems import Problem
from plumbing.settings import demo_secret
from plumbing.tokens import Session, SessionSigner, SessionVerifier

NOW = datetime(2026, 5, 1, 8, tzinfo=UTC)
SEED = demo_secret("session_seed")
SESSION = Session("judge1", "judge", "c-1", None, NOW + timedelta(hours=8))
SIGNER = SessionSigner(SEED)
VERIFIER = SessionVerifier(public_key_of(SEED))


def test_a_token_says_who_somebody_is() -> None:
    assert VERIFIER.verify(SIGNER.sign(SESSION, NOW), NOW) == SESSION


def test_a_token_ends_at_its_second() -> None:
    token = SIGNER.sign(SESSION, NOW)
    assert VERIFIER.verify(token, SESSION.expires_at - timedelta(seconds=1)) == SESSION
    with pytest.raises(Problem, match="session-expired"):
        VERIFIER.verify(token, SESSION.expires_at)


def test_a_token_of_another_seed_is_refused() -> None:
    forged = SessionSigner(demo_secret("another")).sign(SESSION, NOW)
    with pytest.raises(Problem, match="session-invalid"):
        VERIFIER.verify(forged, NOW)


@pytest.mark.parametrize("token", ["", "x", "a.b.c", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0."])
def test_what_is_no_token_is_refused(token: str) -> None:
    with pytest.raises(Problem, match="session-invalid"):
        VERIFIER.verify(token, NOW)


def test_a_changed_role_breaks_the_signature() -> None:
    head, body, signature = SIGNER.sign(SESSION, NOW).split(".")
    swapped = SIGNER.sign(Session("judge1", "organiser", "c-1", None, SESSION.expires_at), NOW).split(".")[1]
    assert swapped != body
    with pytest.raises(Problem, match="session-invalid"):
        VERIFIER.verify(f"{head}.{swapped}.{signature}", NOW)
