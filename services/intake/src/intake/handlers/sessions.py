"""Signing in: staff by password, citizens by one-time code. The only place where a phone becomes a pseudonym."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from plumbing.callers import Caller
from plumbing.identifiers import keyed_ref
from plumbing.limits import too_many
from plumbing.problems import Problem
from plumbing.tokens import Session

from intake import metrics
from intake.domain.events import CitizenKnown
from intake.domain.phones import is_demo_phone
from intake.handlers.desk import Desk
from intake.handlers.ports import CallerTooSoon, CodesExhausted, TooSoon

STAFF_HOURS = 12
CITIZEN_HOURS = 24 * 7
_NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$c29tZXNhbHRzb21lc2FsdA$8AqZUPxMVZxPmzyGbO5Uq8GcYzWqXn4sEOfjU4RWuVc"
"""The hash of nothing: an unknown username costs as long as a wrong password."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A session and the token that proves it."""

    session: Session
    token: str


async def ask_code(desk: Desk, raw_phone: str, language: str, caller: Caller) -> None:
    """Sends a code. Problems: 422 `phone-invalid`; 429 `code-too-soon`, `caller-limit`, `codes-exhausted`; 503."""
    phone = desk.phone(raw_phone)
    if desk.posture.demo and is_demo_phone(phone):
        metrics.CODES.labels("demo").inc()
        return
    try:
        code = await desk.codes.issue(desk.author_ref(phone), caller)
    except CallerTooSoon as wait:
        metrics.CODES.labels("caller-limit").inc()
        raise too_many(wait.seconds) from wait
    except CodesExhausted as wait:
        metrics.CODES.labels("exhausted").inc()
        raise _exhausted(wait.seconds) from wait
    except TooSoon as wait:
        metrics.CODES.labels("too-soon").inc()
        raise _too_soon(wait.seconds) from wait
    await desk.carrier.carry(phone, code, language)
    metrics.CODES.labels("sent").inc()


async def sign_in_citizen(desk: Desk, raw_phone: str, code: str, caller: Caller) -> SignedIn:
    """A session for who holds the phone, which is kept under seal. Problems: 401 `code-wrong`, 429 `caller-limit`."""
    phone = desk.phone(raw_phone)
    ref = desk.author_ref(phone)
    if not await _code_fits(desk, phone, ref, code, caller):
        metrics.SIGN_INS.labels("citizen", "refused").inc()
        raise Problem("code-wrong", 401, "验证码有误或已过期。", "The code is wrong or has expired.")
    known = desk.state.citizens.get(ref)
    if known is None or desk.vault.open(ref, known) is None:
        sealed = await desk.vault.seal(ref, phone)
        await desk.log.append(CitizenKnown(ref, sealed, desk.clock.now()))
    metrics.SIGN_INS.labels("citizen", "in").inc()
    return _signed(desk, Session(ref, "citizen", None, None, _until(desk, CITIZEN_HOURS)))


async def sign_in_staff(desk: Desk, username: str, password: str, caller: Caller) -> SignedIn:
    """A session for a member of staff. Problems: 401 `password-wrong`, 429 `attempts-too-many`, `caller-limit`."""
    attempts = keyed_ref(desk.posture.phone_pepper, "username", username)
    await _count_attempt(desk, attempts, caller)
    account = desk.state.accounts.get(username)
    right = await desk.passwords.verify(account.password_hash if account else _NOBODY, password)
    if account is None or not right:
        metrics.SIGN_INS.labels("staff", "refused").inc()
        raise Problem("password-wrong", 401, "用户名或密码有误。", "Username or password is wrong.")
    await desk.codes.forgive(attempts)
    metrics.SIGN_INS.labels("staff", "in").inc()
    until = _until(desk, STAFF_HOURS)
    post = (account.role, account.campaign_id, account.unit_id, until, account.author_ref)
    return _signed(desk, Session(username, *post))


async def _code_fits(desk: Desk, phone: str, ref: str, code: str, caller: Caller) -> bool:
    if desk.posture.demo and is_demo_phone(phone):
        return code == desk.posture.demo_code
    await _count_attempt(desk, None, caller)
    return await desk.codes.check(ref, code)


async def _count_attempt(desk: Desk, attempts: str | None, caller: Caller) -> None:
    try:
        await desk.codes.attempt(attempts, caller)
    except CallerTooSoon as wait:
        raise too_many(wait.seconds) from wait
    except TooSoon as wait:
        raise Problem(
            "attempts-too-many", 429, "尝试次数过多，请稍后再试。", "Too many attempts; try again later.",
            headers={"Retry-After": str(wait.seconds)},
        ) from wait  # fmt: skip


def _signed(desk: Desk, session: Session) -> SignedIn:
    return SignedIn(session, desk.signer.sign(session, desk.clock.now()))


def _until(desk: Desk, hours: int) -> datetime:
    return (desk.clock.now() + timedelta(hours=hours)).replace(microsecond=0)


def _too_soon(seconds: int) -> Problem:
    zh, en = f"获取验证码过于频繁，请 {seconds} 秒后再试。", f"Please wait {seconds} s before the next code."
    return Problem(
        "code-too-soon", 429, zh, en,
        headers={"Retry-After": str(seconds)},
    )  # fmt: skip


def _exhausted(seconds: int) -> Problem:
    zh, en = "当前获取验证码的人数过多，请稍后再试。", "Too many people ask for codes now; try again later."
    return Problem(
        "codes-exhausted", 429, zh, en,
        headers={"Retry-After": str(seconds)},
    )  # fmt: skip
