"""What people are told of what is kept of them."""

from dataclasses import replace

import pytest
from intake.domain.rules import Retention

from tests.unit.intake.door import NOON, Door


@pytest.fixture
def door() -> Door:
    found = Door()
    found.opens()
    return found


def test_everybody_reads_until_when_each_campaign_keeps_contacts(door: Door) -> None:
    assert "规则没有写明期限" in door.browser(None).get("/privacy").text
    (campaign,) = door.desk.state.campaigns.values()
    campaign.rules = replace(campaign.rules, retention=Retention(NOON))
    page = door.browser(None).get("/privacy").text
    assert f'datetime="{NOON.isoformat()}"' in page
    assert "规则没有写明期限" not in page


def test_a_citizen_is_led_to_the_erasure_and_a_stranger_to_the_way_there(door: Door) -> None:
    assert 'class="button button-danger" href="/sign-in/erasure"' in door.browser("citizen").get("/privacy").text
    assert "/sign-in?way=citizen&amp;back=/sign-in/erasure" in door.browser(None).get("/privacy").text


def test_every_page_leads_there(door: Door) -> None:
    assert 'href="/privacy"' in door.browser(None).get("/").text
