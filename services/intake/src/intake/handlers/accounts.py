"""Staff accounts."""

from dataclasses import dataclass, replace

from plumbing.problems import Problem

from intake.domain.accounts import PASSWORD_MAX, PASSWORD_MIN, Account, Role, well_named
from intake.domain.events import AccountCreated
from intake.handlers.desk import Desk

OFFICE = "office"


@dataclass(frozen=True, slots=True)
class NewAccount:
    """What the office asks for. A judge's `phone` is not kept: only the pseudonym that it gives."""

    username: str
    password: str
    role: Role
    campaign_id: str | None = None
    unit_id: str | None = None
    phone: str | None = None


async def create_account(desk: Desk, asked: NewAccount, actor: str) -> tuple[Account, bool]:
    """The account, and whether it is new. The same again changes nothing.

    Problems: 422 `username-invalid`, `password-length`, `unit-needed`, `phone-invalid`; 404 `campaign-unknown`,
    `unit-unknown`; 409 `account-exists` when the name has another post or another password.
    """
    _check(desk, asked)
    known = desk.state.accounts.get(asked.username)
    wanted = Account(asked.username, asked.role, "", asked.campaign_id, asked.unit_id, _author_ref(desk, asked))
    if known is None:
        account = replace(wanted, password_hash=await desk.passwords.hash(asked.password))
        verdict = await desk.log.append(AccountCreated(account, actor, desk.clock.now()))
        if verdict.answer == "new":
            return account, True
        known = desk.state.accounts[asked.username]
    if not known.same_post(wanted) or not await desk.passwords.verify(known.password_hash, asked.password):
        raise Problem("account-exists", 409, "该用户名已被使用。", "This username is taken.")
    return known, False


async def ensure_office(desk: Desk, password: str) -> None:
    """The first organiser, made at the first start. Later changes of the bootstrap password change nothing."""
    if OFFICE not in desk.state.accounts:
        await create_account(desk, NewAccount(OFFICE, password, "organiser"), "bootstrap")


def _author_ref(desk: Desk, asked: NewAccount) -> str | None:
    return desk.author_ref(desk.phone(asked.phone)) if asked.phone else None


def _check(desk: Desk, asked: NewAccount) -> None:
    if not well_named(asked.username):
        raise Problem(
            "username-invalid",
            422,
            "用户名须为 2—64 位小写字母、数字或 . _ -",
            "2 to 64 of a-z, 0-9, dot, dash, underscore",
        )
    if not PASSWORD_MIN <= len(asked.password) <= PASSWORD_MAX:
        raise Problem("password-length", 422, "密码须为 8—128 位。", "A password has 8 to 128 characters.")
    if asked.campaign_id is not None:
        _check_unit(desk, asked)
    if asked.role == "unit" and not (asked.unit_id and asked.campaign_id):
        raise Problem("unit-needed", 422, "单位账号须指定活动和单位。", "A unit's account names campaign and unit.")


def _check_unit(desk: Desk, asked: NewAccount) -> None:
    rules = desk.campaign(asked.campaign_id or "").rules
    if asked.unit_id is not None and rules.unit(asked.unit_id) is None:
        raise Problem("unit-unknown", 404, "没有这个报送单位。", "There is no such unit.")
