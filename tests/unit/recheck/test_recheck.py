"""The second opinion agrees with review on every campaign, and finds each figure that was changed."""

import copy
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from contracts import PanelRules, Prizes, SelectionRules, VotingRules
from recheck.campaign import folded
from recheck.command import main
from recheck.comparison import differences
from recheck.records import to_file
from review.domain.objection_events import EntryWithdrawn

from tests.unit.recheck.campaign_log import JUDGES, OFFICE, C, CampaignLog

Records = list[tuple[str, Any]]


def play(seed: int, log: CampaignLog, leaves: int = 0) -> CampaignLog:
    """A whole campaign with marks, abstentions, ties and votes by chance; so many entries leave after the vote."""
    chance = random.Random(seed)
    ids = log.entries(20, lambda number: number % 15)
    if log.selection.finalists_by == "panel":
        log.score(_marks(chance, ids), "finalist", f"seed-{seed}")
        log.cut_finalists()
    else:
        log.choose(chance.sample(ids, 12))
    log.score(_marks(chance, log.campaign.finalists))
    log.cut_nominees()
    nominees = log.campaign.selection.nominee_ids
    log.vote({entry: chance.choice((0, 5, 5, 70, 400)) for entry in nominees})
    log.cut_excellent()
    log.decide(chance.choice(log.campaign.selection.excellent))
    for _ in range(leaves):
        entry = chance.choice(log.campaign.finalists)
        log.fold(EntryWithdrawn(C, entry, "作者申请退出", OFFICE, log.now()))
        if log.campaign.selection.decision is None and not log.campaign.selection.outcome.vacant:
            log.decide(chance.choice(log.campaign.selection.excellent))
    log.award()
    return log


def _marks(chance: random.Random, entries: Any) -> dict[str, dict[str, int | None]]:
    """Few values, so that many meet at the cuts. An entry is never without a mark: the last judge never abstains."""
    values = [60, 80, 80, 90, None]
    return {
        judge: {entry: chance.choice(values if judge != JUDGES[-1] else values[:-1]) for entry in entries}
        for judge in JUDGES
    }


PACKS: dict[str, Callable[[], CampaignLog]] = {
    "mean, nested": CampaignLog,
    "trimmed, beside": lambda: CampaignLog(PanelRules(method="trimmed"), prizes=Prizes(reading="beside")),
    "standard, separate": lambda: CampaignLog(PanelRules(method="standard"), prizes=Prizes(reading="separate")),
    "two rounds": lambda: CampaignLog(selection=SelectionRules(alternates=3, finalists_by="panel")),
    "by share, capped": lambda: CampaignLog(voting=VotingRules(normalisation="share", cap=50, public_weight=0.7)),
    "by rank, best of an author": lambda: CampaignLog(
        voting=VotingRules(normalisation="rank"), prizes=Prizes(same_author="best", withdrawn_winner="vacant")
    ),
}


@pytest.mark.parametrize("leaves", [0, 3])
@pytest.mark.parametrize("pack", PACKS)
def test_it_agrees_with_review_on_every_cut_and_every_yuan(pack: str, leaves: int) -> None:
    for seed in range(12):
        log = play(seed, PACKS[pack](), leaves)
        assert log.campaign.selection.prizes, seed
        fold = folded(log.records)
        assert differences(fold, C) == [], seed
        assert fold.cascade.excellent == list(log.campaign.selection.excellent)
        assert len(fold.public.awarded) == len(log.campaign.selection.prizes)


def changed(records: Records, what: str, change: Callable[[Any], None]) -> Records:
    """The records with the first of a kind (event type or `what`) changed."""
    found = copy.deepcopy(records)
    value = next(value for topic, value in found if what in (topic, value.get("what")))
    change(value)
    return found


def _mark(value: Any) -> None:
    verdict = next(sheet["verdict"] for sheet in value["sheets"] if "political" in sheet["verdict"])
    verdict["political"] = "1" if verdict["political"] != "1" else "2"


@pytest.mark.parametrize(
    ("what", "change", "told"),
    [
        ("scores-given", _mark, "提名"),
        ("entry-awarded", lambda value: value["data"].update(amount=value["data"]["amount"] + 1), "奖金"),
        ("list-released", lambda value: value.update(digest="0" * 32), "校验码"),
        ("contest-closed", lambda value: value["data"]["results"][0].update(votes=99_999), "优秀"),
        ("contest-closed", lambda value: value["data"]["results"].pop(), "计票"),
        ("contest-opened", lambda value: value["data"]["weighing"].update(public_weight=0.9), "优秀"),
    ],
)  # fmt: skip
def test_a_changed_figure_is_found(what: str, change: Callable[[Any], None], told: str) -> None:
    records = play(1, CampaignLog()).records
    assert differences(folded(records), C) == []
    assert any(told in one for one in differences(folded(changed(records, what, change)), C))


def test_a_changed_score_that_moves_nobody_is_found_by_its_figure() -> None:
    records = play(3, CampaignLog()).records
    place = next(
        n for n, (topic, value) in enumerate(records) if topic == "entry-shortlisted" and value["data"].get("score")
    )
    tampered = copy.deepcopy(records)
    tampered[place][1]["data"]["score"] = "0.0001"
    assert len(differences(folded(tampered), C)) == 1


def test_every_changed_mark_is_found_also_one_that_the_trimmed_mean_leaves_out() -> None:
    records = play(2, PACKS["trimmed, beside"]()).records
    ballots = [place for place, (_, value) in enumerate(records) if value.get("what") == "scores-given"]
    assert len(ballots) > 3
    for place in ballots:
        tampered = [*records]
        tampered[place] = copy.deepcopy(records[place])
        _mark(tampered[place][1])
        assert any("校验码" in one for one in differences(folded(tampered), C)), place


def test_the_command_reads_a_file_says_the_figures_and_its_status_tells(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    records = play(5, CampaignLog()).records
    for name, some in (("good.jsonl.gz", records), ("bad.jsonl", changed(records, "scores-given", _mark))):
        assert list(to_file(tmp_path / name, some)) == some
    assert main([C, "--file", str(tmp_path / "good.jsonl.gz")]) == 0
    assert "全部一致" in capsys.readouterr().out
    assert main([C, "--file", str(tmp_path / "bad.jsonl")]) == 1
    assert "校验码" in capsys.readouterr().err
    assert main([C, "--file", str(tmp_path / "absent.jsonl")]) == 2
    (tmp_path / "broken.jsonl").write_text("{\n")
    assert main([C, "--file", str(tmp_path / "broken.jsonl")]) == 2
