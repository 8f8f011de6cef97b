"""Voter tokens: minted once from a citizen's session, bound to a contest, checked without asking anybody."""

import base64
import binascii
import hmac
from datetime import UTC, datetime, timedelta

from plumbing.identifiers import keyed_ref
from plumbing.problems import Problem

LIFE = timedelta(hours=12)


class VoterTokens:
    """Mints and checks. What a token says of its holder is a pseudonym that holds for one contest only."""

    def __init__(self, pepper: str) -> None:
        self._pepper = pepper.encode()
        # Copied for each token: hmac.digest lets go of the interpreter's lock, which under load comes back late.
        self._keyed = hmac.new(hmac.digest(self._pepper, b"voter-token", "sha256"), digestmod="sha256")

    def voter_ref(self, contest_id: str, citizen_ref: str) -> str:
        """The voter's pseudonym within a contest."""
        return keyed_ref(self._pepper, contest_id, citizen_ref)

    def mint(self, contest_id: str, citizen_ref: str, now: datetime) -> tuple[str, datetime]:
        """A token, and until when it is good."""
        expires = datetime.fromtimestamp(int((now + LIFE).timestamp()), UTC)
        body = f"{contest_id}\n{self.voter_ref(contest_id, citizen_ref)}\n{int(expires.timestamp())}".encode()
        return f"{_text(body)}.{_text(self._mac(body))}", expires

    def voter_of(self, token: str, contest_id: str, now: datetime) -> str:
        """The voter_ref of a good token. Problem 401 `voter-token-invalid`, `voter-token-expired`."""
        body = self._checked(token)
        bound_to, _, rest = body.decode().partition("\n")
        voter_ref, _, expires = rest.partition("\n")
        if bound_to != contest_id:
            raise _refused("voter-token-invalid")
        if now.timestamp() >= int(expires):
            raise _refused("voter-token-expired")
        return voter_ref

    def _checked(self, token: str) -> bytes:
        text, _, mac = token.partition(".")
        try:
            body, given = _raw(text), _raw(mac)
        except (binascii.Error, ValueError) as error:
            raise _refused("voter-token-invalid") from error
        if not hmac.compare_digest(given, self._mac(body)):
            raise _refused("voter-token-invalid")
        return body

    def _mac(self, body: bytes) -> bytes:
        mac = self._keyed.copy()
        mac.update(body)
        return mac.digest()


def _refused(code: str) -> Problem:
    return Problem(
        code, 401, "投票凭证无效或已过期，请重新获取", "The voter token is not valid or has expired; ask for another",
        headers={"WWW-Authenticate": "Bearer"},
    )  # fmt: skip


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _raw(text: str) -> bytes:
    return base64.b64decode(text.encode("ascii") + b"=" * (-len(text) % 4), b"-_", validate=True)
