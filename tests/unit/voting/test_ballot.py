"""From the ballot over the confirmation to the receipt, and what is said where the way ends before."""

import html
import re
from html.parser import HTMLParser

import pytest
from plumbing.problems import Problem
from voting.entrypoints.pages_ballot import SAID_ON_THE_BALLOT
from voting.entrypoints.pages_kept import COOKIE
from voting.entrypoints.pages_views import Phase

from tests.unit.voting.test_pages_routes import Filled, browser

CHOSEN = {"entries": ["e1", "e3"]}
CONFIRMED = {**CHOSEN, "confirmed": "yes"}
TICKED = re.compile(r'value="(e[0-9])" checked')
HELD = re.compile(r'<input type="hidden" name="entries" value="(e[0-9])">')


def refusing(code: str, status: int, *, late: bool = False) -> Filled:
    """A service that refuses what is cast; `late`: only once it is confirmed."""
    source = Filled()
    source.refusal, source.refuses_late = Problem(code, status, "问题", "problem"), late
    return source


def test_what_is_chosen_is_shown_in_full_and_nothing_is_cast_yet() -> None:
    source = Filled()
    answer = browser(source, "citizen").post("/vote/k", data=CHOSEN)
    assert (answer.status_code, sorted(HELD.findall(answer.text)), source.cast_for) == (200, ["e1", "e3"], [])
    said = ("您选了 2 件作品", "投出后不能修改", "最多可选 3 件", "示例作品1", "示例作品3")
    assert [words in answer.text for words in said] == [True] * 5
    assert not any(f"示例作品{number}" in answer.text for number in (0, 2, 4, 5))


def test_confirmed_it_is_cast() -> None:
    source = Filled()
    assert browser(source, "citizen").post("/vote/k", data=CONFIRMED).status_code == 303
    assert source.cast_for == [("e1", "e3")]


def test_who_goes_back_finds_his_boxes_ticked() -> None:
    source = Filled()
    answer = browser(source, "citizen").post("/vote/k", data={**CHOSEN, "confirmed": "no"})
    assert (answer.status_code, sorted(TICKED.findall(answer.text)), source.cast_for) == (200, ["e1", "e3"], [])


@pytest.mark.parametrize(("where", "said"), [("no", "选好了，去确认"), ("", "请确认您的选择")])
def test_who_turns_to_large_type_on_the_way_takes_his_choices_along(where: str, said: str) -> None:
    """The switch sends the form, which goes on as it is to where it was shown."""
    voter = browser(Filled(), "citizen")
    shown = voter.post("/vote/k", data={**CHOSEN, "confirmed": where}).text
    switch = re.search(r'<button [^>]*formaction="(/reading[^"]*)"[^>]* name="confirmed" value="(no|)"', shown)
    assert switch is not None
    sent = {**CHOSEN, "confirmed": switch[2]}
    back = voter.post(html.unescape(switch[1]), data=sent, follow_redirects=True)
    chosen = TICKED.findall(back.text) or HELD.findall(back.text)
    assert ('class="elder"' in back.text, said in back.text, sorted(chosen)) == (True, True, ["e1", "e3"])


def test_an_answer_that_no_button_gives_is_none() -> None:
    source = Filled()
    assert browser(source, "citizen").post("/vote/k", data={**CHOSEN, "confirmed": "maybe"}).status_code == 422
    assert source.cast_for == []


@pytest.mark.parametrize(
    ("code", "status", "said"),
    [
        ("already-voted", 409, "您已经投过票了"),
        ("wrong-choices", 422, "请选 1 至 3 件作品，您选了 4 件"),
        ("entry-withdrawn", 422, '<a href="#choices">您选的作品中有的已退出投票'),
        ("contest-closed", 409, "这张票没有投出"),
        ("contest-not-open", 409, "这张票没有投出"),
    ],
)
@pytest.mark.parametrize("confirmed", [None, "yes"])
def test_what_went_wrong_is_said_on_the_ballot(code: str, status: int, said: str, confirmed: str | None) -> None:
    """Before the confirmation as well as after it."""
    source = refusing(code, status, late=confirmed == "yes")
    data = {"entries": ["e0", "e1", "e2", "e3"], "confirmed": confirmed or ""}
    answer = browser(source, "citizen").post("/vote/k", data=data)
    assert (answer.status_code, said in answer.text, "请确认您的选择" in answer.text) == (status, True, False)
    assert len(TICKED.findall(answer.text)) == (4 if status == 422 else 0)


@pytest.mark.parametrize("code", ["outcome-unknown", "queue-full"])
def test_whose_outcome_is_not_known_confirms_once_more(code: str) -> None:
    answer = browser(refusing(code, 503, late=True), "citizen").post("/vote/k", data=CONFIRMED)
    assert (answer.status_code, "请再投一次" in answer.text, "确认投票" in answer.text) == (503, True, True)
    assert sorted(HELD.findall(answer.text)) == ["e1", "e3"]


def test_who_comes_after_the_close_sees_what_he_had_chosen() -> None:
    source = refusing("contest-closed", 409)
    source.view = Filled("closed").view
    shown = browser(source, "citizen").post("/vote/k", data=CHOSEN).text
    assert ("这张票没有投出" in shown, "投票已经截止" in shown, shown.count("您选的</span>")) == (True, True, 2)


def test_whose_session_has_ended_signs_in_and_goes_on_with_his_choices() -> None:
    source = Filled()
    gone, back = browser(source), browser(source, "citizen")
    answer = gone.post("/vote/k", data=CONFIRMED)
    cookie = answer.headers["set-cookie"]
    assert (answer.status_code, "登录已过期，票还没有投出" in answer.text) == (401, True)
    assert ("/sign-in?back=/vote/k" in answer.text, answer.text.count("您选的</span>")) == (True, 2)
    assert [part in cookie for part in ("HttpOnly", "Path=/vote", "SameSite=strict", "Max-Age=1800")] == [True] * 4
    back.cookies.set(COOKIE, gone.cookies[COOKIE])
    again = back.get("/vote/k")
    assert ("您的选择还在" in again.text, sorted(TICKED.findall(again.text))) == (True, ["e1", "e3"])
    assert f'{COOKIE}="";' in again.headers["set-cookie"]
    assert source.cast_for == []


@pytest.mark.parametrize("held", ["", "!", "bnVsbA==", "WyJvdGhlciIsImUxIl0=", "WzEsMl0=", "/w=="])
def test_what_is_held_for_another_contest_or_by_nobody_ticks_nothing(held: str) -> None:
    reader = browser(Filled(), "citizen")
    reader.cookies.set(COOKIE, held)
    answer = reader.get("/vote/k")
    assert (answer.status_code, TICKED.findall(answer.text), "您的选择还在" in answer.text) == (200, [], False)


def test_nobody_votes_without_signing_in_and_is_led_back() -> None:
    source = Filled()
    shown = browser(source).get("/vote/k").text
    assert ("/sign-in?back=/vote/k" in shown, '<form method="post" action="/vote' in shown) == (True, False)
    assert [browser(source, role).post("/vote/k", data=CONFIRMED).status_code for role in (None, "organiser")] == [
        401, 403,
    ]  # fmt: skip
    assert source.cast_for == []


def test_a_citizen_whose_vote_is_counted_sees_no_form() -> None:
    source = Filled()
    source.earlier = "0-00000017-003-A"
    shown = browser(source, "citizen").get("/vote/k").text
    assert ("您已经投过票了" in shown, 'name="entries"' in shown) == (True, False)
    assert "/receipts/0-00000017-003-A" in shown


@pytest.mark.parametrize("phase", ["soon", "closed", "certified"])
def test_only_an_open_contest_has_a_ballot_to_cast(phase: Phase) -> None:
    shown = browser(Filled(phase), "citizen").get("/vote/k").text
    assert 'name="entries"' not in shown


def test_a_meaning_unfolds_beside_its_box_and_not_within_its_label() -> None:
    shown = browser(Filled(), "citizen").get("/vote/k").text
    labels = re.findall(r"<label class=\"choice\">.*?</label>", shown, re.DOTALL)
    assert (len(labels), any("details" in one for one in labels), shown.count("<details>")) == (6, False, 3)


class Spoken(HTMLParser):
    """Collects the Chinese that is not marked as Chinese."""

    NO_END = frozenset({"meta", "link", "input", "br", "img", "wbr", "hr"})

    def __init__(self) -> None:
        super().__init__()
        self.tongues, self.unmarked = [""], list[str]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.NO_END:
            self.tongues.append(dict(attrs).get("lang") or self.tongues[-1])

    def handle_endtag(self, tag: str) -> None:
        assert tag not in self.NO_END
        self.tongues.pop()

    def handle_data(self, data: str) -> None:
        if (
            re.search(r"[\u4e00-\u9fff]", data)
            and self.get_starttag_text() != "<title>"
            and not self.tongues[-1].startswith("zh")
        ):
            self.unmarked.append(data.strip())


@pytest.mark.parametrize(
    ("role", "code", "data"),
    [
        ("citizen", "", CHOSEN), ("citizen", "", {**CHOSEN, "confirmed": "no"}), (None, "", CONFIRMED),
        *[("citizen", code, CONFIRMED) for code in SAID_ON_THE_BALLOT if code != "sign-in-required"],
    ],
)  # fmt: skip
def test_each_page_of_the_way_speaks_english(role: str | None, code: str, data: dict[str, object]) -> None:
    source = refusing(code, 409, late=True) if code else Filled()
    answer = browser(source, role).post("/vote/k", data=data, headers={"Accept-Language": "en"})
    page = Spoken()
    page.feed(answer.text)
    assert (answer.headers["content-language"], page.unmarked, page.tongues) == ("en", [], [""])
