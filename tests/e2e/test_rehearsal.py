"""`make rehearsal KILL=1` on the running demo, and what may be seen of it afterwards."""

import json
import re
from dataclasses import dataclass

import httpx2
import pytest
from contracts import TOPICS
from prometheus_client.parser import text_string_to_metric_families

from deploy.local.rehearsal.client import Client
from deploy.local.rehearsal.people import person
from deploy.local.rehearsal.privacy import everybody, ground_of, search
from deploy.local.rehearsal.recompute import recount
from deploy.local.rehearsal.topic_reader import KafkaPlace
from deploy.local.stack import PROCESSES, Stack
from tests.integration.operations.cloudevents_on import cloudevents_on
from tests.integration.operations.topics_seen import WRITTEN, labelled, trespasses
from tests.make import run_make

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(420)]
VOTERS = 3_200


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """A whole campaign that was played, and what was printed of it."""

    stack: Stack
    campaign: str
    printed: str


@pytest.fixture(scope="module")
def rehearsed(system: Stack) -> Rehearsed:
    """Played through HTTP while every service process is killed once; exit status 0: every figure is right."""
    done = run_make("rehearsal", system, KILL="1")
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    named = re.search(r"Rehearsal of (\S+)", done.stdout)
    assert named is not None
    return Rehearsed(system, named[1], done.stdout)


def test_every_figure_is_right_though_each_process_is_killed_once(rehearsed: Rehearsed) -> None:
    assert "Every figure is right." in rehearsed.printed
    assert f"{len(PROCESSES)} processes killed and started again." in rehearsed.printed
    assert "48,000 yuan" in rehearsed.printed


def test_another_city_s_pack_is_played_by_the_same_steps(system: Stack) -> None:
    done = run_make("rehearsal", system, ARGS="--pack shili-2026")
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    assert "214 → 192 → 30 → 12 → 6 → 1" in done.stdout
    assert "1 nominee left with" in done.stdout
    assert "1 upheld, 1 dismissed; 6 → 6 excellent" in done.stdout
    assert "one mark changed gives" in done.stdout


def test_the_recheck_agrees_on_the_rehearsed_campaign_and_reads_its_own_export(rehearsed: Rehearsed) -> None:
    export = rehearsed.stack.data / "campaign.jsonl.gz"
    done = run_make("recheck", rehearsed.stack, CAMPAIGN=rehearsed.campaign, ARGS=f"--export {export}")
    again = run_make("recheck", rehearsed.stack, CAMPAIGN=rehearsed.campaign, ARGS=f"--file {export}")
    assert (done.returncode, again.returncode) == (0, 0), done.stdout + done.stderr
    assert "奖金 prizes 48,000" in done.stdout
    running = run_make("recheck", rehearsed.stack)
    assert running.returncode == 0, running.stderr
    assert done.stdout.splitlines()[-1] == again.stdout.splitlines()[-1] == "全部一致 all agrees"


def test_the_public_topics_alone_give_the_figures(rehearsed: Rehearsed) -> None:
    found = recount(KafkaPlace(rehearsed.stack.kafka), rehearsed.campaign)
    sizes = [len(found.tier(name)) for name in ("finalist", "nominee", "excellent", "winner")]
    assert len(found.submitted) >= 600
    assert (sizes, found.counted, sum(found.awarded.values())) == ([50, 20, 10, 1], VOTERS, 48_000)


def test_the_recount_agrees_on_the_rehearsed_vote_and_on_the_running_one(rehearsed: Rehearsed) -> None:
    export = rehearsed.stack.data / "votes.jsonl.gz"
    contest = f"{rehearsed.campaign}-vote"
    done = run_make("recount", rehearsed.stack, CONTEST=contest, ARGS=f"--json --export {export}")
    report = json.loads(done.stdout)
    assert (done.returncode, report["counted"], report["differences"]) == (0, VOTERS, [])
    again = run_make("recount", rehearsed.stack, CONTEST=contest, ARGS=f"--from {export}")
    assert (again.returncode, f"有效 counted {VOTERS:,}" in again.stdout) == (0, True)
    running = run_make("recount", rehearsed.stack)
    assert (running.returncode, "✓ 链头一致" in running.stdout) == (0, True), running.stderr


def test_every_public_record_is_a_cloudevent_of_its_topic_s_one_producer(rehearsed: Rehearsed) -> None:
    place = KafkaPlace(rehearsed.stack.kafka)
    found = {topic.name: cloudevents_on(place, topic.name) for topic in TOPICS}
    assert found == {topic.name: {(topic.event.type, f"/services/{topic.producer}")} for topic in TOPICS}


def test_no_process_wrote_to_another_s_topic(rehearsed: Rehearsed) -> None:
    written: set[str] = set()
    for process in PROCESSES:
        url = f"http://127.0.0.1:{rehearsed.stack.port(process)}/metrics"
        exposition = httpx2.get(url, timeout=10, trust_env=False).text
        assert trespasses(process.service, exposition) == []
        written |= set(labelled(exposition, WRITTEN))
    # A process that was killed after its part of the campaign has begun its figures anew.
    assert {"entry-voted", "entry-awarded", "review-log", "notify-log"} <= written


async def test_the_certified_result_is_public(rehearsed: Rehearsed) -> None:
    async with Client(rehearsed.stack.url) as client:
        result = await client.get(f"/api/v1/contests/{rehearsed.campaign}-vote/result")
    assert result["counted"] == VOTERS


def figure(stack: Stack, process: str, name: str) -> float:
    """The sum of a process's samples of this name."""
    text = httpx2.get(f"http://{stack.address(process)}/metrics", trust_env=False).text
    families = text_string_to_metric_families(text)
    return sum(sample.value for family in families for sample in family.samples if sample.name == name)


def test_both_accept_processes_took_votes_and_all_that_count_agree(rehearsed: Rehearsed) -> None:
    taken = [
        figure(rehearsed.stack, name, "zhengji_voting_accepted_votes_total")
        for name in ("voting-http", "voting-http-2")
    ]
    assert min(taken) > VOTERS / 10
    counted, disagreements = (
        [figure(rehearsed.stack, name, f"zhengji_voting_{what}") for name in ("voting-stream", "voting-stream-2")]
        for what in ("counted_votes", "chain_disagreements_total")
    )
    assert counted[0] == counted[1] >= VOTERS
    assert disagreements == [0, 0]


def test_no_name_and_no_phone_is_found_anywhere_and_a_planted_one_is(rehearsed: Rehearsed) -> None:
    ground = ground_of(rehearsed.stack)
    clean = search(ground, everybody())
    assert clean.leaks == ()
    assert clean.texts > 5_000
    planted = rehearsed.stack.logs / "planted.log"
    planted.write_text(f"sent to {person(7).phone}\n")
    try:
        assert [leak.place for leak in search(ground, everybody()).leaks] == ["file planted.log:1"]
    finally:
        planted.unlink()
