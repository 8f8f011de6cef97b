"""The whole campaign through HTTP while every service process is killed once, and what may be seen of it afterwards."""

import argparse
import asyncio

import pytest

from deploy.local.rehearsal.__main__ import rehearse
from deploy.local.rehearsal.client import Client
from deploy.local.rehearsal.people import person
from deploy.local.rehearsal.privacy import everybody, ground_of, search
from deploy.local.rehearsal.recompute import recount
from deploy.local.rehearsal.topic_reader import KafkaPlace
from deploy.local.stack import Stack

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(420)]
CAMPAIGN = "e2e-rehearsal"


def test_every_figure_is_right_though_each_process_is_killed_once(system: Stack) -> None:
    chosen = argparse.Namespace(url=system.url, campaign=CAMPAIGN, voters=3_000, kill=True)
    assert asyncio.run(rehearse(chosen, system))


def test_the_public_topics_alone_give_the_figures(system: Stack) -> None:
    found = recount(KafkaPlace(system.kafka), CAMPAIGN)
    sizes = [len(found.tier(name)) for name in ("finalist", "nominee", "excellent", "winner")]
    assert len(found.submitted) >= 600
    assert (sizes, found.counted, sum(found.awarded.values())) == ([50, 20, 10, 1], 3_000, 48_000)


def test_no_name_and_no_phone_is_found_anywhere_and_a_planted_one_is(system: Stack) -> None:
    clean = search(ground_of(system), everybody())
    assert clean.leaks == ()
    assert clean.texts > 5_000
    (system.logs / "planted.log").write_text(f"sent to {person(7).phone}\n")
    try:
        assert [leak.place for leak in search(ground_of(system), everybody()).leaks] == ["file planted.log:1"]
    finally:
        (system.logs / "planted.log").unlink()


async def test_the_board_of_a_second_look_is_the_certified_result(system: Stack) -> None:
    async with Client(system.url) as client:
        result = await client.get(f"/api/v1/contests/{CAMPAIGN}-vote/result")
    assert result["counted"] == 3_000
