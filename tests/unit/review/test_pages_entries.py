"""The public list: its order for each reader, and what it can be narrowed to."""

import re
from dataclasses import replace

from review.domain.events import CampaignLearned
from review.domain.fair_order import in_order_of
from review.domain.rules import Rules, Unit
from review.domain.signed_lists import Release

from tests.unit.review.campaign_play import CAMPAIGN, NOON, Play, received
from tests.unit.review.office_play import Office, office

LIST = f"/entries?campaign={CAMPAIGN}"


def published() -> Office:
    play = Play()
    play.fold(CampaignLearned(CAMPAIGN, Rules(revision=2, finalists=2, units=(Unit("haizhou", "海州区"),)), NOON))
    for number in range(40, 75):
        play.fold(replace(received(number), phrase=f"示例作品{number}", unit_id="haizhou" if number == 41 else None))
    play.fold(replace(received(75), phrase="山海连云", explanation="奋楫争先"))
    names = [f"e{number}" for number in range(40, 76)]
    play.let_pass(*names)
    play.publish(*names)
    return office(play)


def listed(page: str) -> list[str]:
    return re.findall(rf'href="/entries/{CAMPAIGN}/(e\d+)"', page)


def test_a_lot_has_its_own_order_and_keeps_it_over_the_pages() -> None:
    it = published()
    first = it.get(f"{LIST}&order=0a1b").text
    onwards = re.search(r'rel="next" href="([^"]+)"', first)
    assert onwards is not None
    second = it.get(onwards[1].replace("&amp;", "&")).text
    assert sorted(listed(first) + listed(second)) == sorted(f"e{number}" for number in range(40, 76))
    assert listed(it.get(f"{LIST}&order=0a1b").text) == listed(first) != listed(it.get(f"{LIST}&order=0a1c").text)


def test_without_a_lot_in_the_address_the_browser_holds_one() -> None:
    it = published()
    assert listed(it.get(LIST).text) == listed(it.get(LIST).text)
    assert it.get(f"{LIST}&order=zzzz").status_code == 200


def test_the_first_places_are_not_the_same_entries_for_everyone() -> None:
    entries = [entry for one in published().parts.desk.state.campaigns.values() for entry in one.discussed()]
    assert len({in_order_of(entries, CAMPAIGN, f"{lot:04x}")[0].entry_id for lot in range(200)}) > 20


def test_while_the_panel_marks_blind_nobody_learns_which_unit_sent_what() -> None:
    answer = published().get(f"{LIST}&unit=haizhou").text
    assert len(listed(answer)) == 30
    assert 'name="unit"' not in answer
    assert "海州区" not in answer


def test_every_word_must_be_there_and_once_the_nominees_are_known_a_unit_narrows() -> None:
    it = published()
    it.parts.desk.state.campaigns[CAMPAIGN].selection.released["nominee"] = Release(NOON, "organiser", "digest")
    asked = {"q=奋楫 山海": ["e75"], "q=奋楫 江河": [], "unit=haizhou": ["e41"], "unit=haizhou&q=山海": []}
    assert {query: listed(it.get(f"{LIST}&{query}").text) for query in asked} == asked
    assert "没有找到这样的作品" in it.get(f"{LIST}&q=江河").text
    assert 'value="&lt;b&gt;"' in it.get(f"{LIST}&q=<b>").text
