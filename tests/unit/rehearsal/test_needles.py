"""The search for planted names and phones sees through every wrapping that a record or a log line knows."""

import base64
import html
import json
from collections.abc import Callable
from urllib.parse import quote

import pytest

from deploy.local.rehearsal.needles import Needles
from deploy.local.rehearsal.people import Person, person

WHO = person(4321)
NEEDLES = Needles([WHO])
BOTH = {WHO.name, WHO.phone}


def said(who: Person) -> str:
    return f"投稿人 {who.name}，电话 {who.phone}。"


WRAPPINGS: dict[str, Callable[[str], str | bytes]] = {
    "as it is": lambda text: text,
    "bytes": lambda text: text.encode(),
    "escaped JSON": lambda text: json.dumps({"contact": text}),
    "JSON in JSON": lambda text: json.dumps(json.dumps(text)),
    "the representation of bytes": lambda text: repr(text.encode()),
    "an address": lambda text: f"/search?q={quote(text)}",
    "HTML": lambda text: "".join(f"&#{ord(character)};" for character in html.escape(text)),
    "base64": lambda text: json.dumps({"value": base64.b64encode(text.encode()).decode()}),
    "base64 of a token": lambda text: "a." + base64.urlsafe_b64encode(b"\xff\xfe" + text.encode()).decode().rstrip("="),
    "a dead letter of escaped JSON": lambda text: base64.b64encode(json.dumps({"name": text}).encode()),
}


@pytest.mark.parametrize("wrapping", WRAPPINGS)
def test_name_and_phone_are_found_in_every_wrapping(wrapping: str) -> None:
    assert NEEDLES.find(WRAPPINGS[wrapping](said(WHO))) == BOTH


@pytest.mark.parametrize("wrapping", WRAPPINGS)
def test_somebody_else_is_not_taken_for_the_planted_one(wrapping: str) -> None:
    assert NEEDLES.find(WRAPPINGS[wrapping](said(person(99)))) == set()


@pytest.mark.parametrize("form", ["+86{}", "86{}", "0086 {}", "tel:{}", "x{}y"])
def test_a_phone_is_found_with_whatever_stands_around_it(form: str) -> None:
    assert NEEDLES.find(form.format(WHO.phone)) == {WHO.phone}


@pytest.mark.parametrize("gap", [" ", "-"])
def test_a_phone_is_found_in_its_three_groups(gap: str) -> None:
    assert NEEDLES.find(gap.join((WHO.phone[:3], WHO.phone[3:7], WHO.phone[7:]))) == {WHO.phone}


def test_a_phone_alone_is_found_in_base64() -> None:
    assert NEEDLES.find(base64.b64encode(WHO.phone.encode())) == {WHO.phone}


def test_a_masked_name_and_a_masked_phone_are_no_leak() -> None:
    assert NEEDLES.find(f"{WHO.name[0]}*** {WHO.phone[:3]}****{WHO.phone[-4:]}") == set()


def test_other_digits_and_other_names_are_not_taken_for_planted_ones() -> None:
    assert NEEDLES.find("15400004322 1540000432 示例街道办事处 sha256:15400004") == set()
