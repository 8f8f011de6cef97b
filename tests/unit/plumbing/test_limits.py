"""Settings and answers of the limits by address and device; the counting itself is tested on the real Valkey."""

import pytest
from plumbing.callers import Caller
from plumbing.limits import CallerKeys, CallerWindows, LimitedSettings, Window, networks_of, too_many, windows_of
from pydantic import ValidationError

ONE = (Window(60, 1),)
BOTH = CallerWindows(ONE, (Window(60, 2),))
ADDRESS, DEVICE = "203.0.113.9", "d" * 22


def test_a_setting_names_windows() -> None:
    assert windows_of(" 600/600, 3000/86400") == (Window(600, 600), Window(86_400, 3000))
    assert windows_of("") == ()


@pytest.mark.parametrize("text", ["600", "600/", "0/60", "5/0", "-1/60", "5/60/3", "five/60"])
def test_a_setting_that_is_no_window_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="NUMBER/SECONDS"):
        windows_of(text)


@pytest.mark.parametrize(
    ("profile", "given", "exempt"),
    [
        ("demo", None, [True, True, False]),
        ("production", None, [False, False, False]),
        ("demo", "", [False, False, False]),
        ("production", "203.0.113.0/24", [False, False, True]),
    ],
)
def test_who_is_not_counted(
    profile: str, given: str | None, exempt: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZJ_PROFILE", profile)
    if given is not None:
        monkeypatch.setenv("ZJ_LIMITS_EXEMPT", given)
    networks = LimitedSettings().exempt
    assert [Caller(one).within(networks) for one in ("127.0.0.1", "172.18.0.7", ADDRESS)] == exempt


def test_networks_that_are_none_stop_the_process() -> None:
    with pytest.raises(ValidationError):
        LimitedSettings.model_validate({"profile": "demo", "limits_exempt": "not-a-network"})


def test_keys_tell_neither_address_nor_device() -> None:
    limits = CallerKeys(b"pepper", "t-intake:").limits("codes", BOTH, Caller(ADDRESS, DEVICE))
    text = "".join(one.key for one in limits)
    assert (len(limits), ADDRESS in text, DEVICE in text) == (2, False, False)
    other = CallerKeys(b"another", "t-intake:").limits("codes", BOTH, Caller(ADDRESS, DEVICE))
    assert not {one.key for one in limits} & {one.key for one in other}


def test_without_a_cookie_the_address_alone_is_counted_and_who_is_exempt_not_at_all() -> None:
    keys = CallerKeys(b"pepper", "", networks_of("10.0.0.0/8"))
    assert [one.window for one in keys.limits("codes", BOTH, Caller(ADDRESS))] == [*ONE]
    assert keys.limits("codes", BOTH, Caller("10.0.0.1", DEVICE)) == []


@pytest.mark.parametrize(
    ("seconds", "zh", "en"), [(119, "119 秒", "119 s"), (121, "3 分钟", "3 minutes"), (7201, "3 小时", "3 hours")]
)
def test_the_answer_says_when_to_try_again(seconds: int, zh: str, en: str) -> None:
    problem = too_many(seconds)
    assert (problem.code, problem.status, problem.headers) == ("caller-limit", 429, {"Retry-After": str(seconds)})
    assert (zh in problem.zh, en in problem.en) == (True, True)
