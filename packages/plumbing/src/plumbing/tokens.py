"""Who somebody is: signed session tokens (Ed25519), checked offline by everyone who has the public key."""

import hmac
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import jwt
from fastapi import Request, Security
from fastapi.security import APIKeyCookie, HTTPBearer

from plumbing.clock import Clock
from plumbing.keys import private_key, public_key
from plumbing.problems import Problem

SESSION_COOKIE = "zj_session"
AUDIENCE = "zhengji-session"
_ALGORITHM = "EdDSA"
_CHALLENGE = {"WWW-Authenticate": "Bearer"}
_BEARER = HTTPBearer(auto_error=False, scheme_name="session", description="The token of POST /api/v1/sessions")
_COOKIE = APIKeyCookie(name=SESSION_COOKIE, auto_error=False, scheme_name="cookie")
_SERVICE = HTTPBearer(auto_error=False, scheme_name="service", description="The token that two services share")


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody who signed in: a member of staff by username, a citizen by his pseudonym.

    `person` is the pseudonym that a member of staff has as a citizen, where his account knows it.
    """

    subject: str
    role: str
    campaign: str | None
    unit: str | None
    expires_at: datetime
    person: str | None = None


class SessionSigner:
    """Issues tokens. Only the door has the seed."""

    def __init__(self, seed_b64: str) -> None:
        self._key = private_key(seed_b64)

    def sign(self, session: Session, now: datetime) -> str:
        """The token of a session, issued now; good until the session expires (whole seconds)."""
        claims = {
            "sub": session.subject, "role": session.role, "campaign": session.campaign, "unit": session.unit,
            "person": session.person, "exp": int(session.expires_at.timestamp()), "iat": int(now.timestamp()),
            "aud": AUDIENCE,
        }  # fmt: skip
        return jwt.encode(claims, self._key, algorithm=_ALGORITHM)


class SessionVerifier:
    """Checks tokens with the public key; asks nobody."""

    def __init__(self, public_b64: str) -> None:
        self._key = public_key(public_b64)

    def verify(self, token: str, now: datetime) -> Session:
        """The session of a token. Problem 401 `session-invalid` or `session-expired`."""
        options: Any = {"require": ["sub", "exp", "iat", "aud"], "verify_exp": False, "verify_iat": False}
        try:
            claims = jwt.decode(token, self._key, algorithms=[_ALGORITHM], audience=AUDIENCE, options=options)
            session = _session(claims)
        except (jwt.InvalidTokenError, KeyError, TypeError, ValueError, OverflowError) as error:
            raise _unauthorized("session-invalid", "登录凭证无效，请重新登录。", "Please sign in again.") from error
        if now >= session.expires_at:
            raise _unauthorized(
                "session-expired", "登录已过期，请重新登录。", "Your session has expired; sign in again."
            )
        return session


def session_of(request: Request, verifier: SessionVerifier, clock: Clock) -> Session | None:
    """Who asks, by `Authorization: Bearer` or by cookie; also kept as `request.state.session`.

    A bad bearer token is a Problem: a program should know. A bad or expired cookie is nobody: a reader whose session
    ended goes on reading public pages, and signs in where that is asked for.
    """
    token = _bearer_of(request)
    if token is not None:
        session: Session | None = verifier.verify(token, clock.now())
    else:
        session = _session_of_cookie(request, verifier, clock)
    request.state.session = session
    return session


def require(*roles: str) -> Callable[..., Awaitable[Session]]:
    """The dependency of a route that asks for one of these roles, or for any session if none is named.

    Used as `Depends(require("a", "b"))`. Expects `app.state.verifier` and `app.state.clock`. Problems: 401
    `sign-in-required`, 403 `role-forbidden`.
    """

    async def gate(request: Request, _token: Any = Security(_BEARER), _cookie: Any = Security(_COOKIE)) -> Session:
        session = session_of(request, request.app.state.verifier, request.app.state.clock)
        if session is None:
            raise _unauthorized("sign-in-required", "请先登录。", "Please sign in first.")
        if roles and session.role not in roles:
            raise Problem("role-forbidden", 403, "您的身份不能进行此操作。", "Your role may not do this.")
        return session

    return gate


class ServiceAuth:
    """The dependency of an internal route: `Depends(ServiceAuth(token))`. Compares in constant time."""

    def __init__(self, token: str) -> None:
        if not token:
            raise ValueError("an empty service token would let everybody in")
        self._token = token.encode()

    async def __call__(self, request: Request, _token: Any = Security(_SERVICE)) -> None:
        """Problem 401 `service-token-invalid` unless the caller knows the token."""
        given = (_bearer_of(request) or "").encode()
        if not hmac.compare_digest(given, self._token):
            raise _unauthorized("service-token-invalid", "服务凭证无效。", "The service token is not valid.")


def _session(claims: dict[str, Any]) -> Session:
    return Session(
        subject=claims["sub"],
        role=claims["role"],
        campaign=claims.get("campaign"),
        unit=claims.get("unit"),
        expires_at=datetime.fromtimestamp(claims["exp"], UTC),
        person=claims.get("person"),
    )


def _session_of_cookie(request: Request, verifier: SessionVerifier, clock: Clock) -> Session | None:
    cookie = request.cookies.get(SESSION_COOKIE)
    try:
        return verifier.verify(cookie, clock.now()) if cookie else None
    except Problem:
        return None


def _bearer_of(request: Request) -> str | None:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else None


def _unauthorized(code: str, zh: str, en: str) -> Problem:
    return Problem(code, 401, zh, en, headers=_CHALLENGE)
