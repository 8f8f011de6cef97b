"""Public notices as a page and as feeds: valid, with ids that stay, and 304 when there is nothing new."""

from datetime import datetime
from email.utils import parsedate_to_datetime
from xml.etree.ElementTree import Element, fromstring

import pytest

from tests.unit.notify import facts
from tests.unit.notify.counter import Counter
from tests.unit.notify.ledger_feed import learned

ATOM = "{http://www.w3.org/2005/Atom}"
ODD = "标题<&>\x0b“引号”"


@pytest.fixture
def counter() -> Counter:
    return Counter(
        learned(facts.campaign(), "c1"), learned(facts.vote_called(), "v1"), learned(facts.received(), "r1"),
        learned(facts.campaign(campaign_id="another"), "c2"),
    )  # fmt: skip


def text(element: Element, path: str) -> str:
    found = element.findtext(path)
    assert found is not None, path
    return found


def atom(counter: Counter, query: str = "?campaign=lyg-demo") -> Element:
    answer = counter.get(f"/notices/feed.atom{query}", role="")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/atom+xml; charset=utf-8")
    return fromstring(answer.content)  # noqa: S314 - our own feed


def test_an_atom_feed_has_what_the_format_asks_for(counter: Counter) -> None:
    feed = atom(counter)
    assert feed.tag == f"{ATOM}feed"
    for element in (feed, *feed.findall(f"{ATOM}entry")):
        assert text(element, f"{ATOM}id").startswith("urn:zhengji:notice")
        assert text(element, f"{ATOM}title")
        assert datetime.fromisoformat(text(element, f"{ATOM}updated")).tzinfo is not None
    assert text(feed, f"{ATOM}author/{ATOM}name") == facts.campaign().title
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links["self"] == "http://localhost:8080/notices/feed.atom?campaign=lyg-demo&lang=zh"
    assert links["alternate"] == "http://localhost:8080/notices?campaign=lyg-demo&lang=zh"


def test_a_feed_is_of_one_campaign_and_tells_nothing_to_persons(counter: Counter) -> None:
    titles = [text(entry, f"{ATOM}title") for entry in atom(counter).findall(f"{ATOM}entry")]
    assert sorted(titles) == ["征集公告", "群众投票公告"]
    assert len(atom(counter, "").findall(f"{ATOM}entry")) == 3


def test_an_rss_feed_has_what_the_format_asks_for(counter: Counter) -> None:
    answer = counter.get("/notices/feed.rss?campaign=lyg-demo&lang=en", role="")
    rss = fromstring(answer.content)  # noqa: S314 - our own feed
    assert (rss.tag, rss.get("version"), answer.headers["content-type"]) == (
        "rss", "2.0", "application/rss+xml; charset=utf-8",
    )  # fmt: skip
    for name in ("title", "link", "description", "language", "lastBuildDate"):
        assert text(rss, f"channel/{name}")
    items = rss.findall("channel/item")
    assert len({text(item, "guid") for item in items}) == len(items) == 2
    assert all(parsedate_to_datetime(text(item, "pubDate")).tzinfo for item in items)
    assert "entries are put to the public vote" in "".join(text(item, "description") for item in items)


@pytest.mark.parametrize("form", ["atom", "rss"])
def test_who_has_it_is_told_so_until_there_is_news(counter: Counter, form: str) -> None:
    path = f"/notices/feed.{form}?campaign=lyg-demo"
    first = counter.get(path, role="")
    again = counter.get(path, role="", headers={"If-None-Match": f'W/{first.headers["etag"]}, "other"'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
    counter.ledger.apply(learned(facts.vote_certified(), "v2"))
    news = counter.get(path, role="", headers={"If-None-Match": first.headers["etag"]})
    assert news.status_code == 200
    assert "urn:zhengji:notice:v1/contest-opened/everyone" in news.text, "ids stay"


def test_what_people_wrote_is_text_and_never_breaks_the_feed() -> None:
    odd = facts.vote_called()
    counter = Counter(learned(facts.campaign(), "c1"), learned(type(odd)(
        odd.campaign_id, odd.contest_id, odd.revision, ODD, odd.entries, odd.opens_at, odd.closes_at,
    ), "v1"))  # fmt: skip
    content = "".join(entry.findtext(f"{ATOM}content") or "" for entry in atom(counter).findall(f"{ATOM}entry"))
    assert "标题<&>“引号”" in content


def test_a_campaign_without_notices_has_an_empty_feed(counter: Counter) -> None:
    assert atom(counter, "?campaign=none").findall(f"{ATOM}entry") == []
    assert counter.get("/notices/feed.json", role="").status_code in (404, 422)


@pytest.mark.parametrize(("lang", "word"), [("zh", "群众投票公告"), ("en", "Public vote opened")])
def test_the_page_tells_everyone_and_names_its_feeds(counter: Counter, lang: str, word: str) -> None:
    page = counter.get(f"/notices?campaign=lyg-demo&lang={lang}", role="").text
    assert word in page
    assert f'type="application/atom+xml" title="{"公告" if lang == "zh" else "Public notices"} Atom"' in page
    assert f"/notices/feed.rss?lang={lang}&amp;campaign=lyg-demo" in page
