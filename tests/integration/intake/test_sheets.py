"""A unit's 汇总表 on the real Kafka: figures, each entry told once, the unit's own sheet back, also in a race."""

import os
from collections.abc import Iterator
from itertools import count

import pytest
from intake.adapters.own_topics import ensure_own_topics
from intake.settings import IntakeSettings

from deploy.local.rehearsal.faults import Fault, figures_again
from deploy.local.rehearsal.sheets import Row, Sheet, good_rows
from deploy.local.rehearsal.slogans import overlong_phrase
from tests.integration.intake.callers import open_campaign
from tests.integration.intake.running import RunningIntake, reported, returned
from tests.integration.intake.topics import events, values
from tests.integration.operations.processes import Processes, processes, until

pytestmark = pytest.mark.broker


CAMPAIGNS = count(1)


@pytest.fixture(scope="module")
def settings(kafka: str, valkey: str) -> IntakeSettings:
    """One pair of processes for all tests here: each has a campaign of its own."""
    found = IntakeSettings(profile="demo", kafka=kafka, valkey=valkey, topic_prefix=f"sheets-{os.getpid()}-")
    ensure_own_topics(found)
    return found


@pytest.fixture(scope="module")
def system(settings: IntakeSettings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Processes]:
    environment = {"ZJ_KAFKA": settings.kafka, "ZJ_VALKEY": settings.valkey, "ZJ_TOPIC_PREFIX": settings.topic_prefix}
    with processes(environment, tmp_path_factory.mktemp("intake"), ("intake-http", "intake-relay")) as found:
        yield found


@pytest.fixture
def intake(system: Processes) -> Iterator[RunningIntake]:
    running = RunningIntake(system, f"sheets-{next(CAMPAIGNS)}")
    assert open_campaign(running.client, campaign_id=running.campaign).status_code == 201
    yield running
    running.client.close()


def planted() -> Sheet:
    """Ten good rows, and one of each fault that a single sheet can have."""
    rows = good_rows(500, 13)
    over, floated, phoneless = rows[10:]
    return Sheet("haizhou", "海州区", rows=[
        *rows[:10], Row(rows[0].phrase, rows[0].explanation, rows[0].author, Fault.REPEATED),
        Row(overlong_phrase(510), over.explanation, over.author, Fault.OVERLONG),
        Row(floated.phrase, floated.explanation, floated.author, Fault.FLOAT_PHONE),
        Row(phoneless.phrase, phoneless.explanation, phoneless.author, Fault.MISSING_PHONE),
        Row("=1+1", phoneless.explanation, phoneless.author, Fault.FORMULA),
    ])  # fmt: skip


def told(settings: IntakeSettings, campaign: str, count: int) -> list[str]:
    """The campaign's entries on the public topic, once there are so many."""

    def entries() -> list[str]:
        data = [event["data"] for event in events(settings, "entry-submitted")]
        return [one["entry_id"] for one in data if one["campaign_id"] == campaign]

    return until(entries, lambda seen: len(seen) >= count)


def test_a_sheet_with_faults_is_taken_once_and_comes_back_with_them(
    intake: RunningIntake, settings: IntakeSettings
) -> None:
    sheet = planted()
    first = intake.send(sheet.content())
    assert reported(first) == sheet.figures()
    entries, log = told(settings, intake.campaign, 12), values(settings, "intake-log")
    assert len(set(entries)) == len(entries) == 12
    again = intake.send(sheet.content())
    assert reported(again) == figures_again([row.fault for row in sheet.rows])
    assert values(settings, "intake-log") == log
    assert told(settings, intake.campaign, 12) == entries
    lines = returned(again)
    assert lines[2][-1] == "错误说明"
    assert [(number, line[-1]) for number, line in enumerate(lines, start=1) if number > 3 and line[-1]] == [
        (14, "【提示】与第 4 行重复，只计一次。"),
        (15, "【提示】共 20 字，超过 16 字；已收下，由主办单位决定。"),
        (17, "【错误】缺少手机号码。"),
        (18, "【错误】表述语（16字以内）：单元格中是公式，请改为文字。"),
    ]


def test_the_same_sheet_from_four_people_at_once_is_in_once(intake: RunningIntake, settings: IntakeSettings) -> None:
    """The log orders: of each row one sender has it accepted, the others are told that it is in."""
    sheet = Sheet("haizhou", "海州区", rows=good_rows(600, 60))
    answers = [reported(answer) for answer in intake.send_at_once(sheet.content(), 4)]
    assert sum(answer.accepted for answer in answers) == 60
    assert [answer.accepted + answer.unchanged for answer in answers] == [60] * 4
    entries = told(settings, intake.campaign, 60)
    assert len(set(entries)) == len(entries) == 60


def test_what_was_taken_is_still_in_after_the_door_was_killed(intake: RunningIntake, settings: IntakeSettings) -> None:
    sheet = Sheet("haizhou", "海州区", rows=good_rows(700, 20))
    assert reported(intake.send(sheet.content())).accepted == 20
    door = intake.processes.running["intake-http"]
    door.kill()
    door.wait(10)
    intake.processes.start(("intake-http",))
    assert reported(intake.send(sheet.content())).unchanged == 20
    assert len(told(settings, intake.campaign, 20)) == 20
